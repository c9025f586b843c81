"""`drop`: elements that are no part of the article.

    drop:
      - .author-box
      - {select: "aside.teasers", role: related}
      - {class~: sharing}

Page:

    <p>The path climbs.</p> <p>Then it drops.</p>
    <aside class="teasers">Ten lakes</aside> <div id="top-sharing">Share</div>

Left:

    The path climbs.
    Then it drops.

A drop that would take more than 40 % of the page's words is skipped with a warning, unless it says
`force: true`. A bare word is no selector: `.sharing` is a class, `{class~: sharing}` a fragment of a class or
id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive, all_at_once
from cleaner.rules.doubts import doubts, is_everything
from cleaner.rules.entries import Form, read_entries
from cleaner.rules.selection import Selector
from cleaner.rules.shapes import entries
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]

FORM = Form("select")


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The items to drop; a warning for each selector that is too wide or will not last."""
    items = []
    nodes = reader.entries(node)
    for fields, _ in read_entries(reader, node, owner, "drop", FORM):
        items.append(Item(**fields))
        target = items[-1].target
        place = nodes[int(items[-1].name.rpartition(".")[2]) - 1]
        if isinstance(target, Selector):
            if is_everything(target):
                reader.error(place, f'"{target.source}" matches everything - name what is to go')
            for doubt in doubts(target):
                reader.warn(place, doubt)
    return items


DIRECTIVE = Directive("drop", read, entries(FORM), "drop", find=all_at_once)
