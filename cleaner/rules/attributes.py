"""What the attributes of a page's elements say: enough to know that a selector cannot match.

Most rules have selectors for things that most pages lack. To ask the parser for each of them costs a walk
through the page; to look for a class name among those of the page costs next to nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.rules.selection import Selector
    from cleaner.types import Tree

__all__ = ["Attributes"]


class Attributes:
    """The classes, ids and other values on a page; of a text dump (no tree) there are none."""

    def __init__(self, tree: Tree | None) -> None:
        self._tree = tree

    def may_match(self, chosen: Selector) -> bool:
        """False where something is not on the page without which the selector cannot match."""
        if not chosen.names <= self.names:
            return False
        return all(value in self._values for value in chosen.values)

    @cached_property
    def names(self) -> frozenset[str]:
        """All classes and ids of the page, in lower case."""
        found: set[str | None] = set()
        for attributes in self._tree.nodes.attributes if self._tree else ():
            if attributes:
                found.add(attributes.get("class"))
                found.add(attributes.get("id"))
        return frozenset(" ".join(filter(None, found)).lower().split())

    @cached_property
    def _values(self) -> str:
        """All values in one text, in lower case."""
        found: set[str | None] = set()
        for attributes in self._tree.nodes.attributes if self._tree else ():
            if attributes:
                found.update(attributes.values())
        return "\n".join(filter(None, found)).lower()
