"""The tags in a page's head that say something about it, read before anybody parses the page."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from cleaner.inputs.sniff import peek

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["head_tags"]

_HEAD_BYTES = 256 * 1024
_ATTRIBUTE = re.compile(
    r"""\b([a-z]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""", re.I
)


def head_tags(body: bytes, tag: str) -> Iterator[dict[str, str]]:
    """The attributes of every `<meta>` or `<link>` near the start of a page, names in lower case.

    >>> list(head_tags(b"<meta name=robots content='noarchive'>", "meta"))
    [{'name': 'robots', 'content': 'noarchive'}]
    """
    for inside in _pattern(tag).findall(peek(body, _HEAD_BYTES)):
        yield {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(inside)
        }


@lru_cache
def _pattern(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<{tag}\s([^>]{{1,2000}})>", re.I)
