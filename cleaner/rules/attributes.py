"""What the attributes of a page's elements say: enough to know that a selector cannot match.

Most rules have selectors for things that most pages lack. To ask the parser for each of them costs a walk
through the page; to look for a class name among those of the page costs next to nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.rules.selection import Selector
    from cleaner.types import Tree

__all__ = ["Attributes"]


class Attributes:
    """The classes, ids and other values on a page; of a text dump (no tree) there are none."""

    def __init__(self, attributes: Sequence[Mapping[str, str | None]]) -> None:
        self._attributes = [some for some in attributes if some]
        self._values: dict[str, str] = {}  # of each attribute that was asked for

    @classmethod
    def of(cls, tree: Tree | None) -> Attributes:
        """Those of a tree, looked through once for all that ask."""
        if tree is None:
            return cls(())
        found = _known.get(tree)
        if found is None:
            _known[tree] = found = cls(tree.nodes.attributes)
        return found

    def may_match(self, chosen: Selector) -> bool:
        """False where something is not on the page without which the selector cannot match."""
        if not chosen.names <= self.names:
            return False
        return all(self._has(name, value) for name, value in chosen.values)

    @cached_property
    def names(self) -> frozenset[str]:
        """All classes and ids of the page, in lower case."""
        found = {*self._values_of("class"), *self._values_of("id")}
        return frozenset(" ".join(filter(None, found)).lower().split())

    def _has(self, name: str, value: str) -> bool:
        """True where an element has the attribute, and the value stands in that of one of them."""
        if name not in self._said:
            return False
        if name not in self._values:
            found = self._values_of(name)
            # All in one text: a look at each would take longer.
            self._values[name] = "\n".join(filter(None, found)).lower()
        return value in self._values[name]

    @cached_property
    def _said(self) -> frozenset[str]:
        """Which attributes there are: rules ask for many that no element has."""
        return frozenset().union(*self._attributes)

    def _values_of(self, name: str) -> list[str | None]:
        return [attributes[name] for attributes in self._attributes if name in attributes]


_known: WeakKeyDictionary[Tree, Attributes] = WeakKeyDictionary()
