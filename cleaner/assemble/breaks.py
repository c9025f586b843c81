"""Thematic breaks: between which blocks a page draws a line, as novels do between two scenes."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.types import Blocks

__all__ = ["Breaks"]


class Breaks:
    """The lines of one page. HTML standard, 4.4.2 "The hr element"."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        tree = blocks.page.tree
        self._ends = tree.nodes.ends if tree is not None else []
        tags = tree.nodes.tags if tree is not None else []
        self._lines = [node for node, tag in enumerate(tags) if tag == "hr"] if "hr" in tags else []

    def between(self, before: int, after: int) -> bool:
        """True where a line stands between two blocks, the one right behind the other.

        Where a block was dropped between them, the line may be the border of that; and where the first one's
        element goes on behind the line, more of its text may stand there.
        """
        if not self._lines or before != after - 1:
            return False
        nodes = self._blocks.nodes
        line = bisect_left(self._lines, self._ends[nodes[before]])
        return line < len(self._lines) and self._lines[line] < nodes[after]
