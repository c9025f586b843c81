"""Byline and date lines, read off the page as the reader sees it: HTML and text dumps alike.

They stand within a few blocks of the headline. Each candidate says which block it came from and which span of
it, so that the block can be labelled as a byline or a date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import compress, count
from typing import TYPE_CHECKING

from cleaner.metadata import dates, dumps, people, relative, title
from cleaner.metadata.patterns import pattern
from cleaner.text import fold
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.metadata.scene import Scene
    from cleaner.types import Blocks, Page

__all__ = ["byline", "candidates"]

_BEFORE, _AFTER = 7, 16  # how many blocks around the headline may hold the byline
_LINE_CHARS = 240  # a longer block is a paragraph
_PARAGRAPH_CHARS = 260
_LEAD_CHARS = 100  # a longer block is more than "Posted by"
_LABEL_CHARS = 25
_PARAGRAPHS = 2  # after so many the article has begun
_NAME_WORDS = 14  # beside a date in its block; more is a sentence that mentions a date
_MODIFIED = pattern(
    r"updat|modif|aktualisi|mise? à jour|actualiz|aggiorn|atualiz|bijgewerkt|oppdatert|uppdaterad"
    r"|opdateret|zuletzt"
    r"|stand:|last edited|revised|reviewed|обновл|更新|修正|最終", re.I,
)  # fmt: skip
_PUBLISHED = pattern(
    r"publi|posted|veröffentl|erstellt|erschienen|geplaatst|\b(?:date|datum|fecha|data)\b|ditulis"
    r"|released|issued|опублик|发布|發布|公開|掲載|배포|입력", re.I,
)  # fmt: skip
_YEAR = pattern(r"(?:19|20)\d\d")
_EVENT = pattern(
    r"event|until|deadline|expires?|since|from|between|copyright|©|\(c\)|sale|valid|bis|seit|noch|begin"
    r"|start|"
    r"check-?in|arrival|expir|member since|joined|registered|dabei seit|birth|born|died|geb\.",
    re.I,
)
_DATELINE_END = pattern(r"\s*(?:[-–—:|.)]|$)|\s+[\"'“„«»]|\s*\n")
# What else has a name and a day: a comment.
_ANSWER = pattern(r"comment|kommentar|antwort|reply|replied|repl|says|said|\bschrieb|wrote|joined", re.I)
_PARTS = pattern(r"\s*[|•·–—»]+\s*|\s+-\s+|\s{2,}|\s*,\s*$")
_BY = pattern(r"(?:^|[\s|•·,–—-])(?:by|von|par|por|di|door|av|af|autor|author|text)\s*:?\s+(?=\w)", re.I)


def candidates(
    page: Page, blocks: Blocks, scene: Scene | None, written: str | None = None
) -> list[Candidate]:
    """Authors and dates near the headline, and what only text dumps must be read for.

    `written` is the language of the text, where there is no scene to say it.
    """
    if scene is None:
        headline, found = dumps.headline(blocks)
        found += dumps.candidates(blocks, headline)
    else:
        headline, found = _headline_block(blocks, scene), []
        found += dumps.credit_lines(blocks)
    language = scene.language if scene else written
    host = scene.host if scene else ""
    dated_ones: list[Candidate] = []
    for i in _lines(blocks, headline):
        text = blocks.texts[i]
        found += _authors(blocks, i, after=i > headline)
        latest = page.raw.captured_at
        dated = dates.find(text, language=language, host=host, latest=latest) or relative.find(text, latest)
        if dated:
            dated_ones += _dates(text, i, dated, after=i > headline, dump=scene is None)
            found += _beside_date(text, i, dated)
    nearest = _nearest(dated_ones, headline)
    if scene is not None and not dated_ones and not scene.declares_date:
        nearest = _dates_elsewhere(page, blocks, scene, headline)
    if not any(candidate.field == "authors" for candidate in found):
        found += _lone_names(blocks, headline, dated_ones)
    return found + nearest


def _dates_elsewhere(page: Page, blocks: Blocks, scene: Scene, headline: int) -> list[Candidate]:
    """A date with which one of the first paragraphs begins, or that a label or a byline introduces."""
    for i, text in enumerate(blocks.texts):
        if len(text) < 10 or blocks.hidden[i] or not _YEAR.search(text, 0, 80):
            continue
        dateline = len(text) > _LINE_CHARS and headline < i < headline + _AFTER
        if not dateline and (len(text) > 80 or _ANSWER.search(text)):
            continue
        for one in dates.find(
            text[:80], language=scene.language, host=scene.host, latest=page.raw.captured_at
        ):
            before, after = text[: one.span[0]] or _label_above(blocks, i), text[one.span[1] :]
            introduced = _PUBLISHED.match(before) or _BY.search(before)
            if _DATELINE_END.match(after) and not one.span[0] if dateline else introduced:
                return [Candidate("published", one.value, "visible:date", 0.58, i, one.span)]
    return [] if scene.is_product else _only_date(page, blocks, scene)


def _only_date(page: Page, blocks: Blocks, scene: Scene) -> list[Candidate]:
    """The date that is a block of its own, where the page shows no other; a list of stories has many."""
    found: list[Candidate] = []
    for i, text in enumerate(blocks.texts):
        if not 6 <= len(text) <= _LEAD_CHARS or blocks.hidden[i] or not _YEAR.search(text):
            continue
        for one in dates.find(text, language=scene.language, host=scene.host, latest=page.raw.captured_at):
            before, beside = text[: one.span[0]], len(text) - (one.span[1] - one.span[0])
            if beside > _LABEL_CHARS or _EVENT.search(before) or _ANSWER.search(text):
                return []
            field = "modified" if _MODIFIED.search(before) else "published"
            found.append(Candidate(field, one.value, "visible:date", 0.52, i, one.span))
    return found if len(found) == 1 else []


def _label_above(blocks: Blocks, i: int) -> str:
    """The block before, where it is short enough to be a label: "Published"."""
    return blocks.texts[i - 1] if i and len(blocks.texts[i - 1]) <= _LABEL_CHARS else ""


def _lone_names(blocks: Blocks, headline: int, dated: list[Candidate]) -> list[Candidate]:
    """A name alone in its block, next to the article's date."""
    places = {candidate.block for candidate in dated if candidate.block is not None}
    for i in _lines(blocks, headline):
        text = blocks.texts[i]
        if abs(i - headline) > 8 or len(text) > 50 or not any(abs(i - place) <= 2 for place in places):
            continue
        names = people.split(text)
        if len(names) == 1 and len(names[0].split()) <= 3 and people.looks_like_name(names[0]):
            # A short line of a script without capitals may be anything.
            own_block = text.startswith(names[0]) and i not in places and names[0] != names[0].lower()
            if own_block and not people.is_organisation(names[0]):
                return [Candidate("authors", (names[0],), "visible:byline", 0.48, i)]
    return []


def _nearest(dated: list[Candidate], headline: int) -> list[Candidate]:
    """Dates far from the headline count less, and all of them where there are many: a list of stories."""
    days = {candidate.value[:10] for candidate in dated if candidate.field == "published"}
    many = 0.20 if len(days) > 2 else 0.0
    return [
        replace(candidate, score=candidate.score - many - 0.004 * abs((candidate.block or 0) - headline))
        for candidate in dated
    ]


def _headline_block(blocks: Blocks, scene: Scene) -> int:
    """The block that holds the headline; -1 where none does."""
    agreeing = [text for text in scene.headings[:3] if scene.likeness(text) >= 0.3]
    known = {
        fold(text): -0.1 * i for i, text in reversed([*enumerate((*agreeing, *scene.declared_titles[:3]))])
    }
    lengths = {len(text) + more for text in known for more in range(-3, 4)}  # folding changes little
    best, place = 0.0, -1
    for i in compress(count(), map(lengths.__contains__, map(len, blocks.texts))):
        if blocks.hidden[i]:
            continue
        bonus = known.get(fold(blocks.texts[i]))
        if bonus is not None:
            score = {"h1": 3.0, "h2": 2.0, "h3": 1.5, "a": 0.5, "li": 0.5}.get(blocks.tags[i], 1.0) + bonus
            if score > best:
                best, place = score, i
    if place >= 0:
        return place
    if not scene.headings:
        return -1
    first = fold(scene.headings[0])  # its block may have a label beside it
    return next(
        (i for i, tag in enumerate(blocks.tags) if tag == "h1" and first in fold(blocks.texts[i])), -1
    )


def _lines(blocks: Blocks, headline: int) -> Iterator[int]:
    """The short blocks around the headline, those behind it first, until the article has begun."""
    paragraphs, i = 0, headline + 1
    while i < min(len(blocks), headline + 1 + _AFTER) and paragraphs < _PARAGRAPHS:
        if len(blocks.texts[i]) > _PARAGRAPH_CHARS and blocks.link_chars[i] * 2 < len(blocks.texts[i]):
            paragraphs += 1
        elif 0 < len(blocks.texts[i]) <= _LINE_CHARS and not blocks.hidden[i]:
            yield i
        i += 1
    for i in range(headline - 1, max(-1, headline - 1 - _BEFORE), -1):
        if 0 < len(blocks.texts[i]) <= _LINE_CHARS and not blocks.hidden[i]:
            yield i


def _authors(blocks: Blocks, i: int, *, after: bool) -> list[Candidate]:
    text = blocks.texts[i]
    found = byline(text)
    if found:
        names, span = found
        whole = None if span == (0, len(text)) else span
        score = (0.72 if after else 0.55) - (0.0 if " " in names[0] else 0.10)
        return [Candidate("authors", names, "visible:byline", score, i, whole)]
    lead = people.LEAD.match(text + " ") if len(text) <= _LEAD_CHARS else None
    if lead and lead.end() >= len(text) and any(c.isalpha() for c in text) and i + 1 < len(blocks):
        name = blocks.texts[i + 1]  # "By" in a block of its own, the name in the next
        if len(name) <= 60 and people.looks_like_name(name) and people.split(name) == (name,):
            return [Candidate("authors", (name,), "visible:byline", 0.66 if after else 0.5, i + 1)]
    return []


@lru_cache(maxsize=1024)
def byline(text: str) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The people a byline names, and the span of the byline; None where the text is none.

    >>> byline("By Ann Roe and Bo Ek | 3 March 2024")
    (('Ann Roe', 'Bo Ek'), (0, 20))
    """
    lead = people.LEAD.match(text)
    if lead is None or not any(character.isalpha() for character in lead[0]):
        return None
    end = len(text)
    for stop in (*(one.span[0] for one in dates.find(text)), *_stops(text, lead.end())):
        if lead.end() < stop < end:
            end = stop
    inside = text[lead.end() : end].strip()
    names = people.split(inside)
    if names == (inside,) and people.is_account(inside) and (len(text) - end < 60):
        return (inside,), (0, end)
    if not names or len(text) - end > 140:
        return None
    # "von" and "di" begin sentences too: what follows must look like a name, and be all there is.
    if not all(people.looks_like_name(name) or people.is_organisation(name) for name in names):
        single = len(names) == 1 and ":" in lead[0] and len(names[0].split()) <= 3 and names[0][0].isupper()
        if not single:
            return None
    if sum(map(len, names)) * 2 < len(text[lead.end() : end].strip()):
        return None
    return tuple(dict.fromkeys(names)), (
        lead.end() - len(lead[0].lstrip()),
        end if end == len(text) else len(text[:end].rstrip(" |•·–—-,")),
    )


def _stops(text: str, start: int) -> Iterator[int]:
    for match in re.finditer(
        r"\s[|•·–—]\s|\s-\s|\s(?:on|at|am|in|for|View|Published|Updated|Posted|Last)\s|\n|\(|\s\d",
        text[start:],
    ):
        yield start + match.start()


def _dates(text: str, i: int, dated: list[dates.Found], *, after: bool, dump: bool) -> list[Candidate]:
    found: list[Candidate] = []
    last = 0
    for one in dated[:3]:
        before = text[last : one.span[0]][-40:]
        last = one.span[1]
        rest = len(text) - (one.span[1] - one.span[0])
        modified = _MODIFIED.search(before)
        labelled = not modified and _PUBLISHED.search(before)
        if _EVENT.search(before) or (rest > 130 and not labelled and not modified):
            continue
        # A masthead prints today's date: above the headline only a label makes it the article's.
        if dump and not after and not labelled and not modified:
            continue
        score = (0.70 if labelled else 0.64) if after else (0.62 if labelled else 0.54)
        if not labelled and not modified and len(text.split()) > _NAME_WORDS + 6:
            score -= 0.15
        field = "modified" if modified else "published"
        if not any(c.field == field for c in found):
            found.append(
                Candidate(field, one.value, "visible:date", score, i, None if rest < 3 else one.span)
            )
    return found


def _beside_date(text: str, i: int, dated: list[dates.Found]) -> list[Candidate]:
    """The name in "Ann Roe | March 3, 2024" and "March 3, 2024 by Ann Roe"."""
    if byline(text) is not None or len(text.split()) > _NAME_WORDS + 8:
        return []
    rests = [text[: dated[0].span[0]], text[dated[-1].span[1] :]]
    for rest in rests:
        by = _BY.search(rest)
        pieces = [rest[by.end() :]] if by else _PARTS.split(rest.partition(" on behalf of ")[0])
        for piece in pieces:
            names = people.split(piece)
            if by and len(names) == 1 and names[0] == piece.split()[0] and people.is_account(names[0]):
                return [Candidate("authors", names, "visible:byline", 0.50, i)]
            if names and len(piece) <= 60 and all(people.looks_like_name(name) for name in names):
                if by is None and (any(title.is_generic(n) for n in names) or people.is_organisation(piece)):
                    continue
                start = text.find(names[0])
                span = (start, start + len(names[0])) if len(names) == 1 and start >= 0 else None
                return [Candidate("authors", tuple(names), "visible:byline", 0.62 if by else 0.50, i, span)]
    return []
