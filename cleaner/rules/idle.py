"""Entries of a rule that do nothing on the pages it is tested on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directives import DIRECTIVES
from cleaner.rules.directives.meta import Meta
from cleaner.rules.selection import Lookup
from cleaner.rules.stated import candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.rules.directive import Directive
    from cleaner.rules.site import Item, Site
    from cleaner.types import Blocks

__all__ = ["idle"]

# A test page need not be sponsored or have the fault that a `replace` mends: of those it says nothing.
_ASKED = frozenset({"body", "keep", "drop", "meta"})


def idle(site: Site, pages: Sequence[Blocks]) -> Iterator[tuple[str, Item]]:
    """For each entry of the site itself that finds nothing on any of the pages its key and its item."""
    lookups = [Lookup(blocks) for blocks in pages]
    for directive in DIRECTIVES.values():
        for item in site.own.items.get(directive.name, ()) if directive.does in _ASKED else ():
            if not any(_finds(lookup, directive, item) for lookup in lookups):
                yield f"meta.{item.field}" if isinstance(item, Meta) else directive.name, item


def _finds(lookup: Lookup, directive: Directive, item: Item) -> bool:
    if isinstance(item, Meta):
        return candidate(lookup, item) is not None
    return directive.find is not None and any(directive.find(lookup, item))
