"""Tables made of `<div>`s that say so by their roles, as GitBook, Notion and most of React write them.

WAI-ARIA 1.2, 5.3.3 "Document structure roles". Such an element is seen under the tag that the role means.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.types import Page

__all__ = ["restored"]

_TABLES = ("table", "grid", "treegrid")
_TAGS = {
    **dict.fromkeys(_TABLES, "table"), "rowgroup": "tbody", "row": "tr", "cell": "td", "gridcell": "td",
    "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_OWN = frozenset("caption table tbody td tfoot th thead tr".split())  # elements that need no role
_LINK = "a"  # a row that is a link stays one


def restored(page: Page) -> Page:
    """The page with such tables as `<table>`: the same page if it has none."""
    if page.tree is None:
        return page
    nodes = page.tree.nodes
    tags: dict[int, str] = {}
    named = [node for node, attributes in enumerate(nodes.attributes) if attributes and "role" in attributes]
    for table in named:
        role = nodes.attributes[table]["role"]
        if role in _TABLES and nodes.tags[table] not in _OWN and table not in tags:
            for node in range(table, nodes.ends[table]):
                role = nodes.attributes[node].get("role")
                if role in _TAGS and nodes.tags[node] not in _OWN and nodes.tags[node] != _LINK:
                    tags[node] = _TAGS[role]
    if not tags:
        return page
    columns = [tags.get(node, tag) for node, tag in enumerate(nodes.tags)]
    return replace(page, tree=page.tree.reshaped(replace(nodes, tags=columns)))
