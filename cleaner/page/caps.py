"""What is taken from a page before it is parsed, where the parser's time would be quadratic (selectolax 1.0).

Both caps look for the trouble by counting, which costs next to nothing, and leave other pages as they are.
"""

from __future__ import annotations

import re

__all__ = ["capped"]

_OPTION = re.compile(r"</?opt(?:ion|group)\b[^<>]*>", re.IGNORECASE)
_MANY_OPTIONS = 1000
# Elements that stay open until they are closed, so that counting their tags gives their depth.
_NESTING = re.compile(
    r"<(/?)(?:article|b|blockquote|center|div|em|font|i|section|small|span|strong|ul|ol)\b[^<>]*>",
    re.IGNORECASE,
)
_MANY_TAGS = 2000
_DEEPEST = 512  # the limit of Chromium's and WebKit's parsers


def capped(html: str) -> str:
    """The page without its options if it has very many, and without the nesting that browsers flatten too."""
    if html.count("<option") > _MANY_OPTIONS:
        html = _OPTION.sub(" ", html)
    if html.count("<div") + html.count("<span") + html.count("<b") + html.count("<i") > _MANY_TAGS:
        return _flattened(html)
    return html


def _flattened(html: str) -> str:
    pieces: list[str] = []
    depth = end = 0
    for tag in _NESTING.finditer(html):
        opens = not tag[1]
        depth = depth + 1 if opens else max(depth - 1, 0)
        if depth + (not opens) > _DEEPEST:
            pieces += (html[end : tag.start()], " ")
            end = tag.end()
    return "".join([*pieces, html[end:]]) if pieces else html
