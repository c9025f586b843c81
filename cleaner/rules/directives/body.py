"""`body`: where the article stands; the first selector that matches counts.

    body: ["[itemprop=articleBody]", .story]

Page:

    <p>Most read</p> <div class="story"><p>The path climbs.</p> <p>Then it drops.</p></div>

Left:

    The path climbs.
    Then it drops.

With `trust: scope` (the default) the engine goes on choosing inside the body, with `exact` all of it is
taken. A body that misses, or that holds less than 70 % of the words that the engine would keep on the whole
page, is skipped with a warning in the document: the engine then chooses on the whole page. Of several layers
only the strongest one's `body` counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive, all_at_once
from cleaner.rules.entries import Form, read_entries
from cleaner.rules.shapes import entries
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]

FORM = Form("select", targets=("select", "class~"), options=("force",))


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The body's items, best first."""
    return [
        Item(**{**fields, "role": "body"}) for fields, _ in read_entries(reader, node, owner, "body", FORM)
    ]


DIRECTIVE = Directive("body", read, entries(FORM), "body", find=all_at_once)
