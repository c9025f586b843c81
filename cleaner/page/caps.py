"""What is taken from a page before it is parsed, where the parser's time would be quadratic (selectolax 1.0).

Only pages with very many tags, or with a very long one, are looked at; the others cost one count.
"""

from __future__ import annotations

import re
from itertools import islice

__all__ = ["capped"]

# What holds no markup; and elements that stay open until they are closed, so that counting tags gives depth.
# Possessive, and first letters spelt out: a fifth of the time of `.*?` and of a list of names.
_RAW = "|".join(
    rf"{name}\b(?:[^<]++|<(?!/{name}\b))*+"
    for name in ("[Ss](?i:cript)", "[Ss](?i:tyle)", "[Tt](?i:extarea)", "[Tt](?i:itle)")
)
_NESTING = re.compile(
    r"<(?:(/?(?:[Aa](?i:rticle)|[Bb](?i:lockquote)?|[Cc](?i:enter)|[Dd](?i:etails|iv|l)|[Ee][Mm]"
    r"|[Ff](?i:ieldset|ont)|[Ii]|[Oo][Ll]|[Ss](?i:ection|mall|pan|trong)|[Uu][Ll])\b)[^<>]*+>"
    rf"|{_RAW}|!--(?:[^-]++|-(?!->))*+)"
)
# Under this number of tags lexbor's time is small whatever they are: 25 ms for 5,000 nested ones.
_MANY_TAGS = 5000
_DEEPEST = 512  # the limit of Chromium's and WebKit's parsers


# A tag in which the parser would spend its time has no end for this long; few pages have such a stretch.
_LONG_TAG_CHARS = 65_536
_LONG_TAG = re.compile(rf"<[A-Za-z][^>]{{{_LONG_TAG_CHARS - 2},}}+")
_ATTRIBUTE = re.compile(r"""[^\s=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']*))?""")
_MOST_ATTRIBUTES = 1000


def capped(html: str) -> str:
    """The page without the nesting that browsers flatten too, and without attributes beyond any tag's."""
    if _has_long_tag(html):
        html = _with_fewer_attributes(html)
    if html.count("<") < _MANY_TAGS or _depth(html) <= _DEEPEST:
        return html
    return _flattened(html)


def _has_long_tag(html: str) -> bool:
    """True where there is a long stretch without the end of a tag: a long tag, or a long text or script."""
    begin = 0
    while begin + _LONG_TAG_CHARS <= len(html):
        end = html.rfind(">", begin, begin + _LONG_TAG_CHARS)
        if end < 0:
            return True
        begin = end + 1
    return False


def _with_fewer_attributes(html: str) -> str:
    pieces, end = [], 0
    for tag in _LONG_TAG.finditer(html):
        attributes = _ATTRIBUTE.finditer(html, *tag.span())
        if first := next(islice(attributes, _MOST_ATTRIBUTES, None), None):
            pieces.append(html[end : first.start()])
            end = tag.end()
    return "".join([*pieces, html[end:]])


def _depth(html: str) -> int:
    """How many elements at most are open at once."""
    depth = deepest = 0
    for name in _NESTING.findall(html):
        if not name:
            continue
        if name[0] != "/":
            depth += 1
            if depth > deepest:
                deepest = depth
        elif depth:
            depth -= 1
    return deepest


def _flattened(html: str) -> str:
    pieces: list[str] = []
    depth = end = 0
    for tag in _NESTING.finditer(html):
        if tag[1] is None:
            continue
        opens = tag[1][0] != "/"
        depth = depth + 1 if opens else max(depth - 1, 0)
        if depth + (not opens) > _DEEPEST:
            pieces += (html[end : tag.start()], " ")
            end = tag.end()
    return "".join([*pieces, html[end:]])
