r"""`replace`: text that is wrong on the page itself, put right before anything else looks at it.

    replace:
      - {text: "&nbsp", with: " "}
      - {re: '\s*\(\d+ votes\)', with: ""}

Page:

    <p>The path&amp;nbspclimbs. (12 votes)</p>

Left:

    The path climbs.

In HTML it works on each run of text between two tags, in dumps on each line. With `markup: true` a `text` is
replaced in the source of the page, tags and all:

    replace: [{text: "<noscript>", with: "<div>", markup: true}]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive
from cleaner.rules.entries import read_regex
from cleaner.rules.patterns import Pattern
from cleaner.rules.shapes import FLAG, TEXT, each, mapping
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]

_KEYS = ("text", "re", "with", "markup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace(Item):
    """A text or expression, and what stands in its place."""

    new: str
    regex: bool = False
    markup: bool = False  # in the source of the page, tags and all


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The replacements, in the order in which they are made."""
    items: list[Item] = []
    for number, entry in enumerate(reader.entries(node), 1):
        found = reader.mapping(entry, "key", _KEYS, of=f'entry {number} of "replace"')
        if not found:
            continue
        if "with" not in found or ("text" in found) == ("re" in found):
            reader.error(entry, f'entry {number} of "replace" needs "text" or "re", and "with"')
            continue
        new = reader.text(found["with"].value, '"with"')
        if "re" in found:
            target = read_regex(reader, found["re"].value)
        else:
            text = reader.text(found["text"].value, '"text"')
            target = Pattern(text, None) if text else None
        if target is None or new is None:
            continue
        if "re" in found:
            try:
                re.compile(target.source).sub(new, "")
            except (re.error, IndexError) as error:
                reader.error(found["with"].value, f'bad replacement "{new}" - {error}')
                continue
        markup = "markup" in found and reader.flag(found["markup"].value, '"markup"')
        if markup and "re" in found:
            reader.error(found["markup"].key, '"markup" goes with "text": a source has no lines for "re"')
            continue
        items.append(
            Replace(
                name=f"{owner.name}.replace.{number}",
                by=reader.place(entry),
                column=entry.start_mark.column + 1,
                layer=owner.layer,
                target=target,
                new=new,
                regex="re" in found,
                markup=markup,
            )
        )
    return items


def rewrite(text: str, item: Replace) -> str:
    """The text with the replacement made; a text longer than the expression may see is left alone."""
    if not isinstance(item.target, Pattern):
        return text
    if not item.regex:
        return text.replace(item.target.source, item.new)
    return re.sub(item.target.source, item.new, text) if len(text) <= item.target.longest else text


_SHAPE = mapping({**dict.fromkeys(_KEYS, TEXT), "markup": FLAG}, required=["with"])
DIRECTIVE = Directive("replace", read, each(_SHAPE), "rewrite", rewrite=rewrite)
