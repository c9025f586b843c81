"""`cut_before`: a marker, and all that stands above it, go.

    cut_before:
      - {line: "Skip to content", last: true}
      - {line: "LONDON*", keep: true}

Page:

    Weather
    Skip to content

    The path climbs to the hut, and the view opens.

Left:

    The path climbs to the hut, and the view opens.

Of several places the first one counts that the loss guard lets pass; with `last: true` they are tried from
the end. With `keep: true` the marker itself stays. A cut that would take more than 40 % of the page's words
is skipped with a warning, unless it says `force: true`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.cuts import FORM, Cut, blocks_of, markers, read_cuts
from cleaner.rules.directive import Directive
from cleaner.rules.shapes import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.selection import Hit, Lookup
    from cleaner.rules.site import Item, Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The markers."""
    return read_cuts(reader, node, owner, "cut_before")


def find(lookup: Lookup, cut: Cut) -> Iterator[list[Hit]]:
    """The blocks up to each place of the marker."""
    for first, stop in markers(lookup, cut):
        yield blocks_of(0, first if cut.keep else stop)


DIRECTIVE = Directive("cut_before", read, entries(FORM), "drop", find=find)
