"""What a page may be at most, so that none takes the machine's time or memory (selectolax 1.0).

A source is mended before it is parsed where the parser's own time or memory would be quadratic: deep nesting,
many attributes on one tag, formatting that is never closed. Only what has very many tags is looked at; an
ordinary page costs two counts. Nothing of its text is lost by that. What is longer than any page is cut off,
and said (`Capped.cut`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.types import Page

__all__ = [
    "FEW_BLOCKS",
    "LONG_BLOCK",
    "MANY_BLOCKS",
    "MOST_TEXT_CHARS",
    "Capped",
    "capped",
    "cut",
    "shortened",
    "stands_out",
]

# The largest pages of the corpora have 20,032 tags and 4,000 blocks, the HTML standard on one page some
# 600,000 and 60,000. At the sizes here a page takes some seconds and under a gigabyte.
_MOST_LINES = 200_000  # of a dump; "War and Peace" has 66,000
_MOST_DUMP_CHARS = 10_000_000
MOST_TEXT_CHARS = 10_000_000  # of a block; that novel has 3.2 million
FEW_BLOCKS = 100_000  # so many are all taken, behind them those that stand out of a flood of short ones
_MOST_BLOCKS = 150_000
_STANDS_OUT_CHARS = 80
_MOST_THINGS = 2_200_000  # elements, texts and attributes: some 360 bytes each in the parser and in columns
LONG_BLOCK = f"a block has more than {MOST_TEXT_CHARS:,} characters: what follows them is left out"
MANY_BLOCKS = f"the page has more than {FEW_BLOCKS:,} blocks: of what follows them only long texts are kept"

# Under this number of tags lexbor's time is small whatever they are: .4 s for 20,000 nested ones.
_MANY_TAGS = 20_000
_DEEPEST = 512  # the limit of Chromium's and WebKit's parsers
# What holds no markup. Possessive, and first letters spelt out: a fifth of the time of `.*?` and of names.
_RAW = "|".join(
    rf"{name}\b(?:[^<]++|<(?!/{name}\b))*+"
    for name in ("[Ss](?i:cript)", "[Ss](?i:tyle)", "[Tt](?i:extarea)", "[Tt](?i:itle)")
)
_COMMENT = "!--(?:[^-]++|-(?!->))*+"
# What has no inside, or is closed by the next of its kind: so many of them nest no deeper.
_FLAT = (
    "a|area|base|body|br|col|dd|dt|embed|h[1-6]|head|hr|html|img|input|li|link|meta|nobr|option|p|param|r[bpt]|rtc"
    "|source|tbody|t[dhr]|tfoot|thead|track|wbr"
)
_NESTING_TAG = re.compile(rf"<(?:{_RAW}|{_COMMENT}|(?!/?(?i:{_FLAT})[\s/>])(/?[A-Za-z][^\s/<>]*+)[^>]*+>)")
_TAG_OR_SCRIPT = re.compile(rf"<(?:{_RAW})?")
# HTML standard, 13.2.4.2 "The stack of open elements": end tags of other elements do not reach behind these.
_SPECIAL = frozenset(
    "address applet article aside blockquote button center details dir div dl fieldset figcaption figure "
    "footer form header hgroup iframe listing main marquee menu nav noembed noframes noscript object ol "
    "plaintext pre search section select summary table template ul xmp".split()
)
_BOUNDARIES = frozenset({"applet", "marquee", "object", "table", "template"})  # and no end tag behind these
_FOREIGN = frozenset({"math", "svg"})  # where "/>" closes
_HTML_IN_FOREIGN = frozenset({"annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext"})

# Formatting elements that stay open are made again in every block behind (13.2.4.3): of 2,000 of each, on a
# page of 33 kB, the parser makes 4 million nodes, .8 GiB. Without attributes it makes three of each name.
_FORMATTING = frozenset("b big code em font i s small strike strong tt u".split())
_FORMATTING_TAG = re.compile(
    r"<(?:[Bb](?i:ig)?|[Cc](?i:ode)|[Ee][Mm]|[Ff](?i:ont)|[Ii]|[Ss](?i:mall|trike|trong)?|[Tt]{2}|[Uu])[\s/]"
)
_SOME_TAGS = 2000
_MOST_REMADE = 2_000_000

# A tag in which the parser would spend its time has no end for this long; few pages have such a stretch.
_LONG_TAG_CHARS = 65_536
_LONG_TAG = re.compile(rf"<(?:{_RAW}|{_COMMENT}|([A-Za-z][^>]{{{_LONG_TAG_CHARS - 2},}}+))")
_ATTRIBUTE = re.compile(r"""[^\s=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']*))?""")
_MOST_ATTRIBUTES = 1000


class Capped(NamedTuple):
    """A source that can be parsed, what was changed in it, and what was cut off."""

    html: str
    warnings: tuple[str, ...] = ()
    cut: str | None = None


def cut(page: Page, why: str) -> Page:
    """The page with a warning, and the flag `truncated` to come, because there was more of it."""
    raw = replace(page.raw, truncated=page.raw.truncated or why)
    return replace(page, raw=raw, warnings=(*page.warnings, why))


def shortened(text: str) -> tuple[str, str | None]:
    """The text of a dump as far as it is read, and why it ends there; None if it does not."""
    if len(text) > _MOST_DUMP_CHARS:
        why = f"the text has more than {_MOST_DUMP_CHARS:,} characters: what follows them is left out"
        return shortened(text[:_MOST_DUMP_CHARS])[0], why
    if text.count("\n") >= _MOST_LINES:
        lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
        return "\n".join(lines), f"the text has more than {_MOST_LINES:,} lines: what follows is left out"
    return text, None


def stands_out(text: str, before: int) -> bool:
    """True for a block that is kept behind FEW_BLOCKS, since it is long; `before` it so many were kept."""
    return len(text) >= _STANDS_OUT_CHARS and before < _MOST_BLOCKS


def capped(html: str) -> Capped:
    """The page without the nesting that browsers flatten too, and without what is more than any page has."""
    source, warnings, cut_off = html, [], None
    if _has_long_tag(source) and (fewer := _with_fewer_attributes(source)) != source:
        source = fewer
        warnings.append(f"a tag has more than {_MOST_ATTRIBUTES:,} attributes: the others are left out")
    tags = source.count("<")
    if 2 * tags > _MOST_THINGS and (end := _end_of_things(source, tags)) is not None:
        source = source[:end]
        cut_off = f"the page has more than {_MOST_THINGS:,} elements and texts: what follows is left out"
    if tags >= _MANY_TAGS or (tags >= _SOME_TAGS and _is_remade(source, tags)):
        flat = "".join(_flattened(source, max(_MOST_REMADE // tags, 2)))
        if len(flat) < len(source):
            source = flat
            warnings.append(f"elements lie more than {_DEEPEST} deep, or stay open: their tags are left out")
    return Capped(source, tuple(warnings), cut_off)


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
        attributes = _ATTRIBUTE.finditer(html, *tag.span()) if tag[1] else iter(())
        if first := next(islice(attributes, _MOST_ATTRIBUTES, None), None):
            pieces.append(html[end : first.start()])
            end = tag.end()
    return "".join([*pieces, html[end:]])


def _end_of_things(html: str, tags: int) -> int | None:
    """Where the page has as many things as can be read; None where it has not so many.

    Between two tags that touch there is no text, and each attribute with a value has a sign.
    """
    things = 2 * tags - html.count("</") - html.count("><") + html.count("=")
    if things <= _MOST_THINGS:
        return None
    # Most signs may be those of a script: only what is a tag is counted here.
    tag = next(islice(_TAG_OR_SCRIPT.finditer(html), tags * _MOST_THINGS // things, None), None)
    return tag.start() if tag else None


def _is_remade(html: str, tags: int) -> bool:
    """True where formatting elements may be so many that making them anew in each block takes long."""
    return len(_FORMATTING_TAG.findall(html)) * tags > _MOST_REMADE


def _flattened(html: str, most_formatting: int) -> Iterator[str]:
    """The source in pieces, without tags of elements that lie too deep, or of formatting left open too often.

    Texts are all kept. Elements are opened and closed as the standard has it, as far as their number goes.
    """
    nesting = _Nesting(most_formatting)
    end = 0
    for tag in _NESTING_TAG.finditer(html):
        name = tag[1]
        if name is None or nesting.takes(name.lower(), is_closed=tag[0].endswith("/>")):
            continue
        yield html[end : tag.start()]
        yield " "
        end = tag.end()
    yield html[end:]


class _Nesting:
    """The elements that are open where a page is being read."""

    def __init__(self, most_formatting: int) -> None:
        self._most_formatting = most_formatting
        self._formatting: Counter[str] = Counter()
        self._stack: list[str] = []  # the other ones, never more than _DEEPEST
        self._left_out: Counter[str] = Counter()
        self._in_foreign = False

    def takes(self, name: str, *, is_closed: bool) -> bool:
        """Whether the next tag, "div" or "/div", may stay; `is_closed` says that it ends in "/>"."""
        if name[0] == "/":
            return self._close(name[1:])
        if name in _FORMATTING:
            return self._format(name)
        if self._in_foreign and is_closed:
            return True
        if len(self._stack) == _DEEPEST:
            self._left_out[name] += 1
            return False
        self._stack.append(name)
        if name in _FOREIGN or name in _HTML_IN_FOREIGN:
            self._in_foreign = name in _FOREIGN
        return True

    def _format(self, name: str) -> bool:
        if self._formatting.total() >= self._most_formatting:
            return False
        self._formatting[name] += 1
        return True

    def _close(self, name: str) -> bool:
        if name in _FORMATTING:
            self._formatting[name] = max(self._formatting[name] - 1, 0)
            return True
        if self._left_out[name]:
            self._left_out[name] -= 1
            return False
        if name in _FOREIGN:
            self._in_foreign = False
        stack = self._stack
        for i in reversed(range(len(stack))):
            if stack[i] == name:
                del stack[i:]
                break
            if stack[i] in _BOUNDARIES or (stack[i] in _SPECIAL and name not in _SPECIAL):
                break
        return True
