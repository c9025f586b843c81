"""Page logic: a note is part of the text that its sign stands in.

An engine judges a note by its looks: small, last on the page, full of links. What it is the page says itself,
by a link from the text to the note and one back, or by the paragraph around a note in the margin.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from cleaner.page.anchors import anchored, sign
from cleaner.page.asides import is_aside
from cleaner.page.blocks import BLOCK_TAGS
from cleaner.page.regions import of_blocks
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from cleaner.page.anchors import Anchored
    from cleaner.page.regions import Region
    from cleaner.types import Blocks, Nodes, Verdict

__all__ = ["labels"]

# More are a list of references, which is left to the engine; so many a long essay may have. Of the 13 pages
# of the corpora with such notes the truth has those of six of the eight with up to five, and those of none
# of the five with 6 to 32. Weights that have not seen the page dropped notes of six: with all of those the
# mean F1 of wcxb is .00002 lower, and half of that is one page's 28 references (November 2026).
_MOST_NOTES = 12
# "1", "a", "iv", "*", "note 12", "CIT2002"; not "next" or "#5".
_SIGN = re.compile(r"[^\W\d_]{0,9}\.?\s?\d{1,4}[a-z]?|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4}", re.I)
# DPUB-ARIA 1.1; EPUB 3 Structural Semantics.
_NAMES = frozenset({"doc-endnote", "doc-footnote", "endnote", "footnote", "rearnote"})
_ABOVE = 3  # elements: <a><sup><span>


def labels(blocks: Blocks, verdicts: Sequence[Verdict]) -> list[Label]:
    """A label for each dropped block of a note to the text.

    It looks at what was decided, rules included. What is kept only because the user asked for its role brings
    nothing along.
    """
    tree = blocks.page.tree
    if tree is None:
        return []
    text = [v.block for v in verdicts if v.label.keep and v.label.layer is not Layer.COMMAND]
    noted = dict(chain(_beside(blocks, tree.nodes, frozenset(text)), _below(blocks, tree.nodes, text)))
    return [
        Label(block, "body", True, Layer.PAGE, "notes", f"a note to block {signed}")
        for block, signed in sorted(noted.items())
        if not verdicts[block].keep and not blocks.hidden[block]
    ]


def _beside(blocks: Blocks, nodes: Nodes, text: Container[int]) -> Iterator[tuple[int, int]]:
    """The blocks that the page has within a paragraph of the text, and that paragraph's."""
    paragraph = -1
    for block, tag in enumerate(blocks.tags):
        if tag in BLOCK_TAGS:
            paragraph = block
            continue
        node = blocks.nodes[block]
        is_within = paragraph in text and nodes.parents[node] >= blocks.nodes[paragraph]
        if is_within and is_aside(nodes.attributes[node]):
            yield block, paragraph


def _below(blocks: Blocks, nodes: Nodes, text: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The blocks of the notes that links in the text lead to, and the block of the first of those links."""
    found = anchored(blocks, text, nodes)
    if found is None:
        return
    told = _Signs(blocks, nodes, found)
    proven = list(islice(filter(told.prove, found.regions), _MOST_NOTES + 1))
    if len(proven) <= _MOST_NOTES:
        for block, region in of_blocks(blocks, nodes, proven).items():
            yield block, found.blocks[found.signs[region.target][0]]


class _Signs:
    """The signs of a page, and what stands before them."""

    def __init__(self, blocks: Blocks, nodes: Nodes, found: Anchored) -> None:
        self._blocks, self._nodes, self._found = blocks, nodes, found
        self._beginnings: dict[int, set[int]] = {}

    def prove(self, region: Region) -> bool:
        """True for a note outside of navigation with a sign behind text, and a link back or that name."""
        return (
            (
                not self._found.backs.isdisjoint(range(region.start, region.stop))
                or self._is_named(region.target)
                or self._is_named(region.holder)
            )
            and any(map(self._is_in_text, self._found.signs[region.target]))
            and not self._is_navigation(region.target)
        )

    def _is_named(self, node: int) -> bool:
        attributes = self._nodes.attributes[node]
        return attributes.get("role") in _NAMES or attributes.get("epub:type") in _NAMES

    def _is_in_text(self, link: int) -> bool:
        """True for a sign behind a word that is no link; in contents numbers stand before words, or alone."""
        if not _SIGN.fullmatch(sign(self._nodes, link)):
            return False
        block = self._found.blocks[link]
        if block not in self._beginnings:
            self._beginnings[block] = set(self._before_words(block))
        return self._beginnings[block].isdisjoint(range(link, self._nodes.ends[link]))

    def _before_words(self, block: int) -> Iterator[int]:
        """The elements with text before the first word of a block that is no link."""
        for node, text in self._blocks.runs[block]:
            if any(map(str.isalnum, text)) and not self._is_linked(node):
                return
            yield node

    def _is_linked(self, node: int) -> bool:
        for _ in range(_ABOVE):
            if self._nodes.tags[node] == "a" or self._nodes.parents[node] < 0:
                break
            node = self._nodes.parents[node]
        return self._nodes.tags[node] == "a"

    def _is_navigation(self, node: int) -> bool:
        while node >= 0:
            if self._nodes.tags[node] == "nav" or self._nodes.attributes[node].get("role") == "navigation":
                return True
            node = self._nodes.parents[node]
        return False
