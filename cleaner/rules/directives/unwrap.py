"""`unwrap`: elements that are only a wrapper; their inside is read as if they were not there.

unwrap: ["div.line", font]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive
from cleaner.rules.entries import read_entries
from cleaner.rules.selection import Selector, nodes_of
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader
    from cleaner.types import Tree

__all__ = ["DIRECTIVE"]


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The wrappers."""
    entries = read_entries(
        reader, node, owner, "unwrap", bare="select", options=(), targets=("select", "class~")
    )
    return [Item(**fields) for fields, _ in entries]


def retag(tree: Tree, item: Item) -> dict[int, str]:
    """A tag that makes no block and marks nothing, for each wrapper."""
    return dict.fromkeys(nodes_of(tree, item.target), "span") if isinstance(item.target, Selector) else {}


DIRECTIVE = Directive("unwrap", read, "retag", retag=retag)
