"""The shape that every directive has: how it is read, and the one thing that it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cleaner.rules.entries import Form, read_entries
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.selection import Hit, Lookup
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader
    from cleaner.types import Tree

__all__ = ["Directive", "all_at_once", "items_reader"]

Read = Callable[["Reader", "Node", "Owner"], "list[Item]"]


@dataclass(frozen=True, slots=True)
class Directive:
    """One key of a rule. The docstring of its module is its page in the docs, with examples that are run."""

    name: str
    read: Read  # problems go to the reader
    shape: Mapping[str, Any]  # what may stand under it, as a JSON Schema
    does: Literal["body", "keep", "drop", "flag", "retag", "rewrite", "meta"]
    # Where it applies: each list of hits is one way to apply it, best first. The loss guard takes the first
    # that is harmless.
    find: Callable[[Lookup, Any], Iterator[list[Hit]]] | None = None
    retag: Callable[[Tree, Any], dict[int, str]] | None = None  # node -> its new tag
    rewrite: Callable[[str, Any], str] | None = None  # the text of a node, or a line of a dump, made new


def items_reader(name: str, form: Form) -> Read:
    """A reader for directives whose items have no fields of their own."""

    def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
        return [Item(**fields) for fields, _ in read_entries(reader, node, owner, name, form)]

    return read


def all_at_once(lookup: Lookup, item: Item) -> Iterator[list[Hit]]:
    """All blocks that the item's selector or pattern hits, as the one way to apply it."""
    from cleaner.rules.selection import Selector

    hits = lookup.hits(item.target) if isinstance(item.target, Selector) else lookup.lines(item.target)
    if hits:
        yield hits
