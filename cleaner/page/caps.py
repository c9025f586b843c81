"""What a page may be at most, so that none takes the machine's time or memory (selectolax 1.0).

A source is mended before it is parsed where the parser's own time or memory would be quadratic: deep nesting,
many attributes on one tag, formatting that is never closed. Only what has very many tags is looked at; an
ordinary page costs two counts. Nothing of its text is lost by that. What is longer than any page is cut off,
and said (`Capped.cut`). Sources are looked at in UTF-8, as the parser takes them: with one emoji in it a text
takes four bytes a character.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaner.page.tags import ANY, ATTRIBUTE, ATTRIBUTED, nesting

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
_MOST_BLOCKS = 120_000
_STANDS_OUT_CHARS = 80
_MOST_ATTRIBUTES = 1000  # of a tag
_MANY = f"a tag has more than {_MOST_ATTRIBUTES:,} attributes, or the page too many: some are left out"
LONG_BLOCK = f"a block has more than {MOST_TEXT_CHARS:,} characters: what follows them is left out"
MANY_BLOCKS = f"the page has more than {FEW_BLOCKS:,} blocks: of what follows them only long texts are kept"

# Under this number of tags lexbor's time is small whatever they are: .4 s for 20,000 nested ones.
_MANY_TAGS = 20_000
_DEEPEST = 512  # the limit of Chromium's and WebKit's parsers
# What has no inside, or is closed by the next of its kind: so many of them nest no deeper.
_FLAT = (
    "a|area|base|body|br|col|dd|dt|embed|h[1-6]|head|hr|html|img|input|li|link|meta|nobr|option|p|param|r[bpt]|rtc"
    "|source|tbody|t[dhr]|tfoot|thead|track|wbr"
)
_NESTING = nesting(_FLAT)
# HTML standard, 13.2.4.2 "The stack of open elements": end tags of other elements do not reach behind these.
_SPECIAL = frozenset(
    b"address applet article aside blockquote button center details dir div dl fieldset figcaption figure "
    b"footer form header hgroup iframe listing main marquee menu nav noembed noframes noscript object ol "
    b"plaintext pre search section select summary table template ul xmp".split()
)
_BOUNDARIES = frozenset(
    {b"applet", b"marquee", b"object", b"table", b"template"}
)  # and no end tag behind these
_FOREIGN = frozenset({b"math", b"svg"})  # where "/>" closes
_HTML_IN_FOREIGN = frozenset(b"annotation-xml desc foreignobject mi mn mo ms mtext".split())

# Formatting elements that stay open are made again in every block behind (13.2.4.3): of 2,000 of each, on a
# page of 33 kB, the parser makes 4 million nodes, .8 GiB. Without attributes it makes three of each name.
_FORMATTING = frozenset(b"b big code em font i s small strike strong tt u".split())
_FORMATTING_TAG = re.compile(
    rb"<(?:[Bb](?i:ig)?|[Cc](?i:ode)|[Ee][Mm]|[Ff](?i:ont)|[Ii]|[Ss](?i:mall|trike|trong)?|[Tt]{2}|[Uu])[\s/]"
)
_SOME_TAGS = 2000
_MOST_REMADE = 2_000_000

# The parser's time is quadratic in the attributes of one tag, and in the names that a page has for attributes
# and elements: 2 s for 200,000 of them, or for all that a page can have which is short for that.
_MANY_ATTRIBUTES = 200_000
_SHORT_BYTES = 600_000
_PIECE_BYTES = 1_000_000
_MOST_NAMES = 20_000

# What the parser and the columns make of a page, in bytes. With the program itself that is under a gigabyte.
_MOST_BYTES = 680_000_000
_ELEMENT_BYTES = 370
_TEXT_BYTES = 210
_ATTRIBUTE_BYTES = 450
_PARAGRAPH = frozenset({b"P", b"p"})
# End tags of which an element comes, where none is open (HTML standard, 13.2.6.4.7).
_ELEMENT_ENDS = frozenset({b"/BR", b"/Br", b"/P", b"/bR", b"/br", b"/p"})


class Capped(NamedTuple):
    """A source that can be parsed, what was changed in it, and what was cut off."""

    html: bytes
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


def capped(html: bytes, beside: int = 0) -> Capped:
    """The page without the nesting that browsers flatten too, and without what is more than any page has.

    `beside` is how many bytes of memory the same page takes besides.
    """
    source, warnings, cut_off = html, [], None
    room = _MOST_BYTES - beside - 3 * len(html)  # as it is here, in the parser, in columns
    if _may_have_many_attributes(source):
        source, taken = _with_fewer_attributes(source, room // 2 // _ATTRIBUTE_BYTES)
        room -= taken * _ATTRIBUTE_BYTES
        if source is not html:
            warnings.append(_MANY)
    tags = source.count(b"<")
    # What is cut off lies beside the whole, and that perhaps beside what was saved.
    if _may_need_more(source, tags, room) and (end := _end_of_room(source, room - 2 * len(html))) is not None:
        source = source[:end]
        cut_off = "the page has more elements and texts than there is room for: what follows is left out"
    if tags >= _MANY_TAGS or (tags >= _SOME_TAGS and _is_remade(source, tags)):
        flat = b"".join(_flattened(source, max(_MOST_REMADE // tags, 2)))
        if len(flat) < len(source):
            source = flat
            warnings.append(f"elements lie more than {_DEEPEST} deep, or stay open: their tags are left out")
    return Capped(source, tuple(warnings), cut_off)


def _may_have_many_attributes(html: bytes) -> bool:
    """True where signs that stand between attributes are many."""
    if len(html) < _SHORT_BYTES:
        return False
    most = _MANY_ATTRIBUTES - html.count(b"/") + html.count(b"</") - 2 * html.count(b"=")
    return sum(map(html.count, (b" ", b"\n", b"\t", b"\r", b"\f"))) > most and _words(html) > most


def _words(html: bytes) -> int:
    """How many words there are, about; piece by piece, since a list of them may be larger than memory."""
    return sum(len(html[i : i + _PIECE_BYTES].split()) for i in range(0, len(html), _PIECE_BYTES))


def _with_fewer_attributes(html: bytes, most: int) -> tuple[bytes, int]:
    """The page with no more attributes than may be, in a tag, in all and by their names; and their number."""
    pieces, end, taken = [], 0, 0
    names: set[bytes] = set()
    for tag in ATTRIBUTED.finditer(html):
        inside = tag["inside"]
        if not inside:
            continue
        found = ATTRIBUTE.findall(inside)
        taken += len(found)
        if names.issuperset(found) and len(found) <= _MOST_ATTRIBUTES and taken <= most:
            continue
        taken -= len(found)
        room = min(_MOST_ATTRIBUTES, most - taken)
        for number, attribute in enumerate(ATTRIBUTE.finditer(inside)):
            if number == room or (attribute[1] not in names and len(names) == _MOST_NAMES):
                begin = tag.start("inside")
                pieces.append(html[end : begin + attribute.start()])
                end = begin + len(inside)
                break
            names.add(attribute[1])
            taken += 1
    return (b"".join([*pieces, html[end:]]) if pieces else html), taken


def _may_need_more(html: bytes, tags: int, room: int) -> bool:
    """Whether elements and texts may take more bytes than that: between two tags that touch is no text."""
    if tags * (_ELEMENT_BYTES + _TEXT_BYTES) <= room:
        return False
    closing = html.count(b"</") - sum(html.count(b"<" + end) for end in _ELEMENT_ENDS)
    texts = tags - html.count(b"><")
    return (tags - closing) * _ELEMENT_BYTES + texts * _TEXT_BYTES > room


def _end_of_room(html: bytes, room: int) -> int | None:
    """Where the page has as many elements and texts as there is room for; None where it has not so many."""
    in_paragraph = False
    for tag in ANY.finditer(html):
        name = tag["name"]
        if name in _PARAGRAPH:
            in_paragraph = True
        if name and (name[:1] != b"/" or (name in _ELEMENT_ENDS and not in_paragraph)):
            room -= _ELEMENT_BYTES
        if name in _ELEMENT_ENDS:
            in_paragraph = False
        room -= _TEXT_BYTES * bool(tag["text"])
        if room < 0:
            return tag.start()
    return None


def _is_remade(html: bytes, tags: int) -> bool:
    """True where formatting elements may be so many that making them anew in each block takes long."""
    return len(_FORMATTING_TAG.findall(html)) * tags > _MOST_REMADE


def _flattened(html: bytes, most_formatting: int) -> Iterator[bytes]:
    """The source in pieces, without tags of elements that lie too deep, or of formatting left open too often.

    Texts are all kept. Elements are opened and closed as the standard has it, as far as their number goes.
    """
    elements = _Nesting(most_formatting)
    end = 0
    for tag in _NESTING.finditer(html):
        name = tag["name"]
        if name is None or elements.takes(name.lower(), is_closed=tag[0].endswith(b"/>")):
            continue
        yield html[end : tag.start("name") - 1]
        yield b" "
        end = tag.end()
    yield html[end:]


class _Nesting:
    """The elements that are open where a page is being read."""

    def __init__(self, most_formatting: int) -> None:
        self._most_formatting = most_formatting
        self._formatting: Counter[bytes] = Counter()
        self._stack: list[bytes] = []  # the other ones, never more than _DEEPEST
        # Where in it they lie, by name, and those behind which end tags do not reach: a look at each of them
        # for each end tag takes ten times as long.
        self._places: defaultdict[bytes, list[int]] = defaultdict(list)
        self._special, self._boundaries = [-1], [-1]
        self._left_out: Counter[bytes] = Counter()
        self._in_foreign = False
        self._names: set[bytes] = set()

    def takes(self, name: bytes, *, is_closed: bool) -> bool:
        """Whether the next tag, "div" or "/div", may stay; `is_closed` says that it ends in "/>"."""
        if name not in self._names:
            if len(self._names) == _MOST_NAMES:
                return False
            self._names.add(name)
        if name[:1] == b"/":
            return self._close(name[1:])
        if name in _FORMATTING:
            return self._format(name)
        if self._in_foreign and is_closed:
            return True
        if len(self._stack) == _DEEPEST:
            self._left_out[name] += 1
            return False
        self._open(name)
        if name in _FOREIGN or name in _HTML_IN_FOREIGN:
            self._in_foreign = name in _FOREIGN
        return True

    def _format(self, name: bytes) -> bool:
        if self._formatting.total() >= self._most_formatting:
            return False
        self._formatting[name] += 1
        return True

    def _close(self, name: bytes) -> bool:
        if name in _FORMATTING:
            self._formatting[name] = max(self._formatting[name] - 1, 0)
            return True
        if self._left_out[name]:
            self._left_out[name] -= 1
            return False
        if name in _FOREIGN:
            self._in_foreign = False
        least = self._boundaries[-1] if name in _SPECIAL else self._special[-1]
        if self._places[name] and self._places[name][-1] >= least:
            self._leave(self._places[name][-1])
        return True

    def _open(self, name: bytes) -> None:
        place = len(self._stack)
        self._stack.append(name)
        for places in self._kept(name):
            places.append(place)

    def _leave(self, place: int) -> None:
        """The elements from there on are no longer open."""
        while len(self._stack) > place:
            for places in self._kept(self._stack.pop()):
                places.pop()

    def _kept(self, name: bytes) -> Iterator[list[int]]:
        yield self._places[name]
        if name in _SPECIAL:
            yield self._special
        if name in _BOUNDARIES:
            yield self._boundaries
