"""HTML from elsewhere -> blocks behind those of a page, with a tree that holds both.

What a script holds becomes a branch of the page's tree, so that rules, Markdown and reports need not know.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.page import blocks as html_blocks
from cleaner.page import dom
from cleaner.types import Blocks, Nodes

if TYPE_CHECKING:
    from cleaner.types import Page, Tree

__all__ = ["fragment", "graft"]


def fragment(html: str, page: Page) -> Blocks:
    """The blocks of a piece of HTML, as a page of its own with the page's address."""
    return html_blocks.segment(replace(page, tree=dom.parse(html)))


def graft(blocks: Blocks, added: Blocks, place: int | str) -> Blocks:
    """The page's blocks with those of a fragment behind them; ValueError for a page without a tree.

    `place` is the element that the fragment was found in, or a name for what that was; the paths of the
    fragment's elements begin with it.
    """
    tree, branch = blocks.page.tree, added.page.tree
    if tree is None or branch is None:
        raise ValueError("a text dump has no tree to graft on")
    whole = _Grafted(tree, branch, place)
    first = len(tree.nodes)
    return Blocks(
        replace(blocks.page, tree=whole),
        blocks.texts + added.texts,
        blocks.tags + added.tags,
        blocks.nodes + [first + node for node in added.nodes],
        blocks.lines + added.lines,
        blocks.link_chars + added.link_chars,
        blocks.depths + added.depths,
        blocks.hidden + added.hidden,
        blocks.buttons + added.buttons,
        blocks.joins + added.joins,
        blocks.runs + [[(first + node, text) for node, text in run] for run in added.runs],
    )


class _Grafted:
    """A page's tree with a branch at the end of its root; selectors and XPath see the page as it was."""

    def __init__(self, tree: Tree, branch: Tree, place: int | str) -> None:
        self._tree, self._branch, self._place = tree, branch, place
        old, new = tree.nodes, branch.nodes
        first = self._first = len(old)
        size = first + len(new)
        self.nodes = Nodes(
            old.tags + new.tags,
            old.parents + [0 if parent < 0 else first + parent for parent in new.parents],
            [size, *old.ends[1:], *(first + end for end in new.ends)],
            old.attributes + new.attributes,
            old.texts + new.texts,
        )

    def select(self, css: str) -> list[int]:
        """Elements of the page itself that match a CSS selector."""
        return self._tree.select(css)

    def has(self, css: str) -> bool:
        """True where a CSS selector matches an element of the page itself."""
        return self._tree.has(css)

    def xpath(self, expression: str) -> list[int | str]:
        """Elements or strings of the page itself."""
        return self._tree.xpath(expression)

    def text(self, node: int) -> str:
        """All the text below an element, white space squeezed."""
        return self._tree.text(node) if node < self._first else self._branch.text(node - self._first)

    def path(self, node: int) -> str:
        """The element's place; in the branch, where that was found and the path in it."""
        if node < self._first:
            return self._tree.path(node)
        place = self._place if isinstance(self._place, str) else self._tree.path(self._place)
        return place + self._branch.path(node - self._first).removeprefix("/html/body")

    def reshaped(self, nodes: Nodes) -> _Grafted:
        """The same tree seen through other columns of the same length."""
        twin = copy(self)
        twin.nodes = nodes
        return twin
