"""What `cut_before` and `cut_after` share: a marker, and all that lies on one side of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cleaner.rules.entries import Form, read_entries
from cleaner.rules.selection import Selector
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.selection import Hit, Lookup
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["FORM", "Cut", "markers", "read_cuts"]

# A marker's words may stand in the menu as well; more places than this are no marker.
_MOST_MARKERS = 5
FORM = Form("line", options=("role", "force", "last", "keep"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Item):
    """A marker; it goes too, unless `keep` is set."""

    last: bool = False  # of several places the last one counts
    keep: bool = False


def read_cuts(reader: Reader, node: Node, owner: Owner, name: str) -> list[Item]:
    """The markers of one of the two directives."""
    items: list[Item] = []
    for fields, found in read_entries(reader, node, owner, name, FORM):
        last, keep = (key in found and reader.flag(found[key].value, f'"{key}"') for key in ("last", "keep"))
        items.append(Cut(**fields, last=last, keep=keep))
    return items


def markers(lookup: Lookup, cut: Cut) -> list[tuple[int, int]]:
    """The places where a cut may be made, as (first block, one past the last), best first."""
    target = cut.target
    hits = lookup.hits(target) if isinstance(target, Selector) else lookup.lines(target)
    places = []
    # Blocks in a row are one marker: a heading in a box of its own.
    for _, run in groupby(
        enumerate(dict.fromkeys(block for block, _ in hits)), lambda pair: pair[1] - pair[0]
    ):
        blocks = [block for _, block in run]
        places.append((blocks[0], blocks[-1] + 1))
    return (places[::-1] if cut.last else places)[:_MOST_MARKERS]


def blocks_of(first: int, stop: int) -> list[Hit]:
    """The blocks of a range, each as a whole."""
    return [(block, None) for block in range(first, stop)]
