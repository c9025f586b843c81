"""`rename`: elements that mean another tag than they bear.

    rename:
      .headline: h2
      "div.para": p

Page:

    <div class="headline">The path</div> <div class="para">It climbs.</div>

Markdown:

    ## The path

    It climbs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.rules import selection
from cleaner.rules.directive import Directive
from cleaner.rules.selection import Selector, nodes_of
from cleaner.rules.shapes import one_of
from cleaner.rules.site import Item
from cleaner.text import did_you_mean

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader
    from cleaner.types import Tree

__all__ = ["DIRECTIVE"]

# What makes a difference to a document: blocks, headings, lists, tables, code, quotes, emphasis.
_TAGS = tuple(
    "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table tr td th figure figcaption div section "
    "article header footer aside nav main code em strong span a".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Item):
    """Elements to see under another tag."""

    tag: str


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """Selector and new tag of each entry."""
    items: list[Item] = []
    for number, (source, entry) in enumerate(reader.mapping(node, "selector", of='"rename"').items(), 1):
        tag = reader.text(entry.value, "a tag")
        try:
            target = selection.selector(source)
        except ValueError as error:
            reader.error(entry.key, str(error))
            continue
        if owner.text_only:
            reader.error(entry.key, f'"{source}" is a selector, but this site is only text')
        if tag is None:
            continue
        if tag not in _TAGS:
            reader.error(entry.value, f'unknown tag "{tag}"{did_you_mean(tag, _TAGS)}')
            continue
        items.append(
            Rename(
                name=f"{owner.name}.rename.{number}",
                by=reader.place(entry.key),
                column=entry.key.start_mark.column + 1,
                layer=owner.layer,
                target=target,
                tag=tag,
            )
        )
    return items


def retag(tree: Tree, item: Rename) -> dict[int, str]:
    """The new tag for each element."""
    return dict.fromkeys(nodes_of(tree, item.target), item.tag) if isinstance(item.target, Selector) else {}


DIRECTIVE = Directive(
    "rename", read, {"type": "object", "additionalProperties": one_of(_TAGS)}, "retag", retag=retag
)
