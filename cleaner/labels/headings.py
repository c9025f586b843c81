"""Headings, among them questions that one clicks on, and the text that each of them heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.page.blocks import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks

__all__ = ["headed", "is_heading"]

_DISCLOSES = frozenset({"aria-expanded", "aria-controls"})  # WAI-ARIA, "accordion" and "disclosure" patterns
_WRAPPERS = 4  # around a button or a panel


def is_heading(blocks: Blocks, i: int) -> bool:
    """True for a heading, for a button that is all of one, and for a button that opens what is below it."""
    return blocks.tags[i] in HEADINGS or _button(blocks, i) >= 0


def headed(blocks: Blocks, i: int, following: int) -> bool:
    """True where the block `following` stands right behind the heading i, in the same container."""
    tree = blocks.page.tree
    if tree is None or following >= len(blocks):
        return False
    nodes, node = tree.nodes, blocks.nodes[following]
    heading = blocks.nodes[i]
    if blocks.tags[i] not in HEADINGS:
        heading = _button(blocks, i)
        if heading < 0:
            return False
        while nodes.tags[heading] not in HEADINGS and _holds_only(blocks, i, nodes.parents[heading]):
            heading = nodes.parents[heading]
    container = nodes.parents[heading]
    return container < node < nodes.ends[container]


def _button(blocks: Blocks, i: int) -> int:
    """The heading that a block in a button is all of, the button that opens something, or -1."""
    tree = blocks.page.tree
    if tree is None or not blocks.buttons[i]:
        return -1
    nodes, node = tree.nodes, blocks.nodes[i]
    opens = -1
    for _ in range(_WRAPPERS):
        if nodes.tags[node] in HEADINGS:
            return node
        if nodes.tags[node] == "button" and not _DISCLOSES.isdisjoint(nodes.attributes[node]):
            opens = node
        node = nodes.parents[node]
        if not _holds_only(blocks, i, node):
            break
    return opens


def _holds_only(blocks: Blocks, i: int, element: int) -> bool:
    """True where an element around block i holds no other."""
    if element <= 0 or blocks.page.tree is None:
        return False
    end = blocks.page.tree.nodes.ends[element]
    beside: Sequence[int] = blocks.nodes[max(i - 1, 0) : i] + blocks.nodes[i + 1 : i + 2]
    return not any(element <= node < end for node in beside)
