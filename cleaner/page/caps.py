"""What is taken from a page before it is parsed, where the parser's time would be quadratic (selectolax 1.0).

Only pages with very many tags are looked at; the others cost one count.
"""

from __future__ import annotations

import re

__all__ = ["capped"]

_OPTION = re.compile(r"</?opt(?:ion|group)\b[^<>]*>", re.IGNORECASE)
_MANY_OPTIONS = 1000
# What holds no markup; and elements that stay open until they are closed, so that counting tags gives depth.
_NESTING = re.compile(
    r"<(script|style|textarea|title)\b.*?(?:</\1\b|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(/?)(?:article|b|blockquote|center|details|div|dl|em|fieldset|font|i|ol|section|small|span|strong|ul)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
# Under this number of tags lexbor's time is small whatever they are: 25 ms for 5,000 nested ones.
_MANY_TAGS = 5000
_DEEPEST = 512  # the limit of Chromium's and WebKit's parsers


def capped(html: str) -> str:
    """The page without its options if it has very many, and without the nesting that browsers flatten too."""
    if html.count("<") < _MANY_TAGS:
        return html
    if html.count("<option") + html.count("<OPTION") > _MANY_OPTIONS:
        html = _OPTION.sub(" ", html)
    return _flattened(html)


def _flattened(html: str) -> str:
    pieces: list[str] = []
    depth = end = 0
    for tag in _NESTING.finditer(html):
        if tag[2] is None:
            continue
        opens = not tag[2]
        depth = depth + 1 if opens else max(depth - 1, 0)
        if depth + (not opens) > _DEEPEST:
            pieces += (html[end : tag.start()], " ")
            end = tag.end()
    return "".join([*pieces, html[end:]]) if pieces else html
