"""What a page may be at most, so that none takes the machine's time or memory (selectolax 1.0).

A source is mended before it is parsed where the parser's own time or memory would be quadratic: deep nesting,
many attributes on one tag, formatting that is never closed. Only what has very many tags is looked at; an
ordinary page costs two counts. Nothing of its text is lost by that. What is longer than any page is cut off,
and said (`Capped.cut`). Sources are looked at in UTF-8, as the parser takes them: with one emoji in it a text
takes four bytes a character.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.page.nesting import DEEPEST, MOST_NAMES, flattened
from cleaner.page.tags import ANY, ATTRIBUTE, ATTRIBUTED
from cleaner.patterns import pattern

if TYPE_CHECKING:
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
# Formatting elements that stay open are made again in every block behind (13.2.4.3): of 2,000 of each, on a
# page of 33 kB, the parser makes 4 million nodes, .8 GiB. Without attributes it makes three of each name.
_FORMATTING_TAG = pattern(
    rb"<(?:[Bb](?i:ig)?|[Cc](?i:ode)|[Ee][Mm]|[Ff](?i:ont)|[Ii]|[Ss](?i:mall|trike|trong)?|[Tt]{2}|[Uu])[\s/]"
)
_SOME_TAGS = 2000
_MOST_REMADE = 2_000_000

# The parser's time is quadratic in the attributes of one tag, and in the names that a page has for attributes
# and elements: 2 s for 200,000 of them, or for all that a page can have which is short for that.
_MANY_ATTRIBUTES = 200_000
_SHORT_BYTES = 600_000
_PIECE_BYTES = 1_000_000

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
        flat = b"".join(flattened(source, max(_MOST_REMADE // tags, 2)))
        if len(flat) < len(source):
            source = flat
            warnings.append(f"elements lie more than {DEEPEST} deep, or stay open: their tags are left out")
    return Capped(source, tuple(warnings), cut_off)


def _may_have_many_attributes(html: bytes) -> bool:
    """True where signs that stand between attributes are many."""
    if len(html) < _SHORT_BYTES:
        return False
    spaces, slashes, equals = _signs(html)
    if spaces + slashes + 2 * equals <= _MANY_ATTRIBUTES:
        return False
    most = _MANY_ATTRIBUTES - slashes + html.count(b"</") - 2 * equals
    return spaces > most and _words(html) > most


def _signs(html: bytes) -> tuple[int, int, int]:
    """How many bytes are white space, slashes, equals signs, by numpy in a quarter of the time."""
    spaces = slashes = equals = 0
    for start in range(0, len(html), _PIECE_BYTES):
        piece = np.frombuffer(html, np.uint8, min(_PIECE_BYTES, len(html) - start), start)
        spaces += int(np.count_nonzero(piece <= ord(" ")))
        slashes += int(np.count_nonzero(piece == ord("/")))
        equals += int(np.count_nonzero(piece == ord("=")))
    return spaces, slashes, equals


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
            if number == room or (attribute[1] not in names and len(names) == MOST_NAMES):
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
