"""Page logic: on a page of text, a long row of links is a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.page.blocks import HEADINGS
from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# Cross-validated, of nine such rows that the model kept on pages that it took for articles eight had no word
# in the truth, and one of 128 links was the text; on listings, collections and services most were the text
# (2,341 pages, November 2026). Documentation has indexes that are its text too: there the row must have a
# heading of the page's own in it, as the contents of the whole manual have beside each of its pages.
_LEAST = 20  # blocks
_LINKED = 0.8  # share of a block's characters that are links
_TEXT_TYPES = frozenset({"article", "documentation"})
_EDGE = " \t[]()<>«»›.0123456789"


def labels(blocks: Blocks, said: Sequence[Label], kind: str | None) -> list[Label]:
    """Labels for what the engine keeps of long rows of links, on a page of the type `kind`."""
    if blocks.page.tree is None or kind not in _TEXT_TYPES:
        return []
    kept = {label.block for label in said if label.keep and blocks.texts[label.block]}
    own = _headings(blocks) if kind == "documentation" else frozenset()
    found = {
        i: f"one of {len(row)} links in a row"
        for row in _rows(blocks)
        if (kind == "article" or any(_bare(blocks.texts[i]) in own for i in row))
        and not _is_amid(blocks, row, kept)
        for i in row
        if i in kept
    }
    if len(found) == len(kept):  # a page of nothing but links is a list of them, whatever it was taken for
        return []
    return [Label(i, "nav", False, Layer.PAGE, "menu", why) for i, why in found.items()]


def _rows(blocks: Blocks) -> Iterator[list[int]]:
    """Blocks that are links, one behind the other; pictures between them count for nothing."""
    row: list[int] = []
    for i, (text, linked) in enumerate(zip(blocks.texts, blocks.link_chars, strict=True)):
        if linked > _LINKED * len(text):
            row.append(i)
        elif text:
            if len(row) >= _LEAST:
                yield row
            row = []
    if len(row) >= _LEAST:
        yield row


def _is_amid(blocks: Blocks, row: Sequence[int], kept: Container[int]) -> bool:
    """True for a list that the article is about: between two kept paragraphs of one container."""
    before, after = row[0] - 1, row[-1] + 1
    if blocks.page.tree is None or not (before in kept and after in kept) or blocks.tags[before] in HEADINGS:
        return False
    parents = blocks.page.tree.nodes.parents
    return parents[blocks.nodes[before]] == parents[blocks.nodes[after]]


def _headings(blocks: Blocks) -> frozenset[str]:
    """What the headings say that are no links."""
    return frozenset(
        _bare(text)
        for text, tag, linked in zip(blocks.texts, blocks.tags, blocks.link_chars, strict=True)
        if tag in HEADINGS and not linked
    ) - {""}


def _bare(text: str) -> str:
    return fold(text).strip(_EDGE)
