"""What the attributes of a page's elements say: enough to know that a selector cannot match.

Most rules have selectors for things that most pages lack. To ask the parser for each of them costs a walk
through the page; to look for a class name among those of the page costs next to nothing.
"""

from __future__ import annotations

from collections import defaultdict
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
        self._attributes = attributes
        self._joined: dict[str, str] = {}  # the values of each attribute that was asked for

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
        found = {*self._values.get("class", ()), *self._values.get("id", ())}
        return frozenset(" ".join(found).lower().split())

    def _has(self, name: str, value: str) -> bool:
        """True where an element has the attribute, and the value stands in that of one of them."""
        if name not in self._joined:
            if name not in self._values:
                return False
            # All in one text: a look at each would take longer.
            self._joined[name] = "\n".join(self._values[name]).lower()
        return value in self._joined[name]

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """What each attribute says, in document order: one walk for all that will be asked."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for attributes in filter(None, self._attributes):
            for name, value in attributes.items():
                found[name].append(value or "")
        return found


_known: WeakKeyDictionary[Tree, Attributes] = WeakKeyDictionary()
