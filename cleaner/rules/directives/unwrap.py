"""`unwrap`: elements that are only a wrapper; their inside is read as if they were not there.

    unwrap: [div.line]

Page:

    <p>The path <div class="line">climbs, </div> <div class="line">then drops.</div>

Left:

    The path
    climbs, then drops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive, items_reader
from cleaner.rules.entries import Form
from cleaner.rules.selection import Selector, nodes_of
from cleaner.rules.shapes import entries

if TYPE_CHECKING:
    from cleaner.rules.site import Item
    from cleaner.types import Tree

__all__ = ["DIRECTIVE"]

FORM = Form("select", targets=("select", "class~"), options=())


def retag(tree: Tree, item: Item) -> dict[int, str]:
    """A tag that makes no block and marks nothing, for each wrapper."""
    return dict.fromkeys(nodes_of(tree, item.target), "span") if isinstance(item.target, Selector) else {}


DIRECTIVE = Directive("unwrap", items_reader("unwrap", FORM), entries(FORM), "retag", retag=retag)
