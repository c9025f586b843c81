"""Bylines, read off the page as the reader sees it: who wrote it, in a line of its own or beside the date."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.metadata import dates, labelled, people, title
from cleaner.metadata.houses import is_house, is_organisation
from cleaner.metadata.leads import BY, LEAD
from cleaner.metadata.names import has_capitals, looks_like_name
from cleaner.patterns import pattern
from cleaner.text import fold
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["beside_date", "byline", "lone_names", "of_line"]

_PARTS = pattern(r"\s*[|•·–—»]+\s*|\s+-\s+|\s{2,}|\s*,\s*$")
# A quotation, and a sentence: where a script parts no words, they cannot be counted.
_NO_BYLINE = pattern(r"\A\s*[—–]|[，。]")
_HOUSE_SIGN = pattern(r"\s*[,/]\s*")
_NO_HOUSE = pattern(r"[.!?:;…]\s*\Z|[\"“„«]")  # a sentence goes on behind the comma
_HOUSE_WORDS = 4
_LEAD_CHARS = 100  # a longer block is more than "Posted by"
_NO_NAME_TAGS = frozenset("button h1 h2 h3 h4 h5 h6 label legend".split())
_AFTER_NAME = pattern(r"\s*(?:[|•·,(/–—-]|\Z)")  # not ":" and "?": "Reading time: 3 minutes"
_WORDS = 22  # beside a date in its block; more is a sentence that mentions a date


def of_line(blocks: Blocks, i: int, text: str, *, after: bool) -> list[Candidate]:
    """The people that a line names as its authors; `text` is the block's, as it is read.

    `after` is true below the headline, where bylines mostly stand.
    """
    found = byline(text)
    if found:
        names, span = found
        whole = None if span == (0, len(text)) else span
        score = (0.72 if after else 0.55) - (0.0 if " " in names[0] else 0.10)
        return [Candidate("authors", names, "visible:byline", score, i, whole)]
    lead = LEAD.match(text + " ") if len(text) <= _LEAD_CHARS else None
    if lead and lead.end() >= len(text) and any(c.isalpha() for c in text) and i + 1 < len(blocks):
        name = blocks.texts[i + 1]  # "By" in a block of its own, the name in the next
        if len(name) <= 60 and looks_like_name(name) and people.split(name) == (name,):
            return [Candidate("authors", (name,), "visible:byline", 0.66 if after else 0.5, i + 1)]
    return []


@lru_cache(maxsize=1024)
def byline(text: str) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The people a byline names, and the span of the byline; None where the text is none.

    >>> byline("By Ann Roe and Bo Ek | 3 March 2024")
    (('Ann Roe', 'Bo Ek'), (0, 20))
    """
    lead = LEAD.match(text) or labelled.author_label(text)
    if lead is None or not any(character.isalpha() for character in lead[0]):
        return None
    end = len(text)
    stops = (*_stops(text, lead.end()), *labelled.starts(text))
    for stop in (*(one.span[0] for one in dates.find(text)), *stops):
        if lead.end() < stop < end:
            end = stop
    inside = people.before_helpers(text[lead.end() : end].strip())
    names, inside = _before_house(people.split(inside, led=True), inside)
    if names == (inside,) and people.is_account(inside) and (len(text) - end < 60):
        return (inside,), (0, end)
    if not names or len(text) - end > 140:
        return None
    # "von" and "di" begin sentences too: what follows must look like a name, and be all there is.
    if not all(looks_like_name(name) or is_organisation(name) for name in names):
        single = len(names) == 1 and ":" in lead[0] and len(names[0].split()) <= 3 and names[0][0].isupper()
        if not single:
            return None
    if sum(map(len, names)) * 2 < len(inside):
        return None
    return tuple(dict.fromkeys(names)), (
        lead.end() - len(lead[0].lstrip()),
        end if end == len(text) else len(text[:end].rstrip(" |•·–—-,")),
    )


def _before_house(names: tuple[str, ...], inside: str) -> tuple[tuple[str, ...], str]:
    """The names and what they were read from, without the house, the office or the place behind a name.

    "Ann Roe, Alpine Example", "Ann Roe / Oban Herald", "Ann Roe, dpa": a whole name comes first, and what
    stands behind it is short and no other person.
    """
    sign = _HOUSE_SIGN.search(inside)
    if sign is None:
        return names, inside
    first, rest = inside[: sign.start()], inside[sign.end() :]
    if names[:1] != (first,) or not looks_like_name(first) or is_house(first):
        return names, inside
    people_behind = [name for name in names[1:] if looks_like_name(name) and not is_house(name)]
    if people_behind or len(rest.split()) > _HOUSE_WORDS or _NO_HOUSE.search(rest):
        return names, inside
    return (first,), first


def _stops(text: str, start: int) -> Iterator[int]:
    for match in re.finditer(
        r"\s[|•·–—]\s|\s-\s|\s(?:on|at|am|in|for|View|Published|Updated|Posted|Last)\s|\n|\(|\s\d",
        text[start:],
    ):
        yield start + match.start()


def beside_date(
    blocks: Blocks, i: int, text: str, dated: Sequence[dates.Found], headline: int
) -> list[Candidate]:
    """The name in "Ann Roe | March 3, 2024" and "March 3, 2024 by Ann Roe"; none of a quotation."""
    if byline(text) is not None or len(text.split()) > _WORDS or _NO_BYLINE.search(text):
        return []
    rests = [text[: dated[0].span[0]], text[dated[-1].span[1] :]]
    for rest in rests:
        by = BY.search(rest)
        pieces = [rest[by.end() :]] if by else _PARTS.split(rest.partition(" on behalf of ")[0])
        for piece in pieces:
            names = people.split(piece)
            if by and len(names) == 1 and names[0] == piece.split()[0] and people.is_account(names[0]):
                return [Candidate("authors", names, "visible:byline", 0.50, i)]
            if names and len(piece) <= 60 and all(looks_like_name(name) for name in names):
                if by is None and (
                    any(title.is_generic(n) or _is_section(blocks, n, i, headline) for n in names)
                    or is_organisation(piece)
                ):
                    continue
                start = text.find(names[0])
                span = (start, start + len(names[0])) if len(names) == 1 and start >= 0 else None
                return [Candidate("authors", tuple(names), "visible:byline", 0.62 if by else 0.50, i, span)]
    return []


def lone_names(blocks: Blocks, lines: Iterable[int], dated: Container[int], headline: int) -> list[Candidate]:
    """A name alone in its block, among `lines` and next to a block with a date."""
    for i in lines:
        text = blocks.texts[i]
        if len(text) > 50 or not any(place in dated for place in range(i - 2, i + 3)):
            continue
        if blocks.tags[i] in _NO_NAME_TAGS or i in dated:
            continue
        names = people.split(text)
        if len(names) == 1 and len(names[0].split()) <= 3 and looks_like_name(names[0]):
            name = names[0]
            # A short line of a script without capitals may be anything.
            alone = text.startswith(name) and _AFTER_NAME.match(text, len(name)) and has_capitals(name)
            if alone and not is_organisation(name) and not _is_section(blocks, name, i, headline):
                return [Candidate("authors", (name,), "visible:byline", 0.48, i)]
    return []


def _is_section(blocks: Blocks, name: str, i: int, headline: int) -> bool:
    """True for what is a part of the headline, or a block above it too: a menu names sections, not authors.

    On the corpora (2026-11) that holds for 7 of 48 names that stand alone or beside a date and are none, and
    for none of the 22 right ones.
    """
    key = fold(name)
    if headline >= 0 and key in fold(blocks.texts[headline]):
        return True
    above = (place for place in range(headline) if place != i and len(blocks.texts[place]) == len(name))
    return any(fold(blocks.texts[place]) == key for place in above)
