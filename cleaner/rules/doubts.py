"""What makes a selector unsafe, or short-lived: told when a rule is loaded, and kept out of learned rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.rules.selection import ELEMENTS, NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.selection import Selector

__all__ = ["doubts", "is_everything", "is_hashed"]

_EVERYTHING = frozenset(
    {"*", "html", "body", ":root", "html body", "html > body", "//*", "/html", "//body", "//html"}
)
_SHORTEST_FRAGMENT = 5  # letters: shorter ones ("ad", "nav") are in the middle of other words
_POSITION = re.compile(r":(?:nth|first|last|only)-|\[\d+\]|\[position\(|\[last\(")
_FRAGMENT = re.compile(r'\[(?:class|id)\*="([^"]*)"')
_CAMEL = re.compile(r"[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})*\d*\Z|[A-Z]+\d*\Z|[a-z]+\d*\Z|\d+[a-z]*\Z")


def doubts(chosen: Selector) -> Iterator[str]:
    """What makes a selector unsafe to drop by, or short-lived; nothing for a good one."""
    source = chosen.css or chosen.xpath or ""
    if source.lower() in ELEMENTS:
        yield f'"{source}" hits every <{source}> of the page - name a class, an id or a parent too'
    for word in _FRAGMENT.findall(source):
        if len(word) < _SHORTEST_FRAGMENT:
            yield f'the fragment "{word}" has under {_SHORTEST_FRAGMENT} letters - other names hold it too'
            break
    for name in NAME.findall(source):
        if is_hashed(name):
            yield f'"{name}" looks made by a build tool - it will change with the next build of the site'
    if _POSITION.search(source):
        yield f'"{chosen.source}" goes by position - it will hit something else once the page changes'


def is_hashed(name: str) -> bool:
    """True for names as build tools make them: `css-1x2y3z`, `title-oOnUGd`, `container-jsOc9L`."""
    last = re.split("[-_]", name)[-1]
    return 5 <= len(last) <= 10 and last != name and not _CAMEL.match(last)


def is_everything(chosen: Selector) -> bool:
    """True for selectors that match the whole of every page."""
    return (chosen.css or chosen.xpath or "").strip().lower() in _EVERYTHING
