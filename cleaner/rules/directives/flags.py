"""`flags`: what the document must say of itself when something is found on the page.

    flags:
      sponsored: .partner-label
      paywalled: {line: "Subscribe to read*"}

Page:

    <p class="partner-label">In partnership with Hut & Sons</p> <p>The path climbs.</p>

Flags:

    sponsored

What is found is dropped or kept like anything else: name it under `drop` too if it shall go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive, all_at_once
from cleaner.rules.entries import Form, read_entries
from cleaner.rules.selection import Selector
from cleaner.rules.shapes import entries, mapping
from cleaner.rules.site import Item
from cleaner.types import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.selection import Hit, Lookup
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]

FORM = Form("select", options=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Item):
    """What to look for, and the flag that it means."""

    flag: str


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The evidence of each flag."""
    items: list[Item] = []
    for flag, entry in reader.mapping(node, "flag", FLAGS, of='"flags"').items():
        found = read_entries(reader, entry.value, owner, f"flags.{flag}", FORM)
        items.extend(Flag(**fields, flag=flag) for fields, _ in found)
    return items


def find(lookup: Lookup, item: Flag) -> Iterator[list[Hit]]:
    """One way where the evidence is on the page, be it without text, such as `meta` or an empty box."""
    if not isinstance(item.target, Selector):
        yield from all_at_once(lookup, item)
    elif lookup.nodes(item.target):
        yield []


DIRECTIVE = Directive("flags", read, mapping(dict.fromkeys(FLAGS, entries(FORM))), "flag", find=find)
