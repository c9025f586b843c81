"""`body`: where the article stands; the first selector that matches counts.

    body: ["[itemprop=articleBody]", article]
    trust: scope

With `trust: scope` (the default) the engine goes on choosing inside the body, with `exact` all of it is
taken. Of several layers only the strongest one's `body` counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive, all_at_once
from cleaner.rules.entries import read_entries
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The body's items, best first."""
    entries = read_entries(
        reader, node, owner, "body", bare="select", options=("force",), targets=("select", "class~")
    )
    return [Item(**{**fields, "role": "body"}) for fields, _ in entries]


DIRECTIVE = Directive("body", read, "body", find=all_at_once)
