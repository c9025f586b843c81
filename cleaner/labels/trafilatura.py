"""The other engine: trafilatura decides what is content. The only module that knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.errors import CleanerError
from cleaner.labels.judgement import Judgement
from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from cleaner.types import Blocks

__all__ = ["judge", "labels"]

_SHORT = 25  # characters; shorter ones are found inside other sentences by chance
_AHEAD = 50_000  # characters to look ahead for a block; without a limit, blocks x text is quadratic


def judge(blocks: Blocks) -> Judgement:
    """The labels of this engine; it has no opinion on the page as a whole."""
    from importlib.metadata import version

    return Judgement(labels(blocks), f"trafilatura-{version('trafilatura')}")


def labels(blocks: Blocks) -> list[Label]:
    """One label a block: kept where trafilatura's text has it, in order; CleanerError for a text dump."""
    if blocks.page.tree is None:
        raise CleanerError(
            f"{blocks.page.raw.origin}: a text dump has no tags for trafilatura to read - use --engine blocks"
        )
    import trafilatura

    # Comments off, tables on: trafilatura's own defaults for articles, but for the comments.
    extracted = trafilatura.extract(blocks.page.text, url=blocks.page.url, include_comments=False) or ""
    text = "\n".join(["", *(fold(line).strip("|- ") for line in extracted.split("\n")), ""])
    found, position = [], 0
    for i, block in enumerate(blocks.texts):
        at, end = _find(text, fold(block), position)
        keep = at >= 0
        position = end if keep else position
        why = "in trafilatura's text" if keep else "not in trafilatura's text"
        found.append(Label(i, "body" if keep else "other", keep, Layer.MODEL, "trafilatura", why, 0.5))
    return found


def _find(text: str, block: str, position: int) -> tuple[int, int]:
    """Where a block stands in the text, from `position` on; a short one must be a line of its own."""
    if not block:
        return -1, -1
    if len(block) < _SHORT:
        at = text.find(f"\n{block}\n", max(position - 1, 0), position + _AHEAD)
        return at, at + 1 + len(block)
    at = text.find(block, position, position + _AHEAD + len(block))
    return at, at + len(block)
