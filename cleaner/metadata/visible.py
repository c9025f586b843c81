"""Byline and date lines, read off the page as the reader sees it: HTML and text dumps alike.

They stand within a few blocks of the headline. Each candidate says which block it came from and which span of
it, so that the block can be labelled as a byline or a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata import dates, dumps, people, title
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
_PARAGRAPHS = 2  # after so many the article has begun
_NAME_WORDS = 14  # beside a date in its block; more is a sentence that mentions a date
_MODIFIED = re.compile(
    r"updat|modif|aktualisi|mise? à jour|actualiz|aggiorn|atualiz|bijgewerkt|oppdatert|uppdaterad|opdateret|zuletzt"
    r"|stand:|last edited|revised|reviewed|обновл|更新|修正|最終", re.I,
)  # fmt: skip
_PUBLISHED = re.compile(
    r"publi|posted|veröffentl|erstellt|erschienen|geplaatst|gepubliceerd|date|datum|fecha|data|ditulis|"
    r"created|released|issued|опублик|发布|發布|公開|掲載|배포|입력|on\s*$|am\s*$|vom\s*$|le\s*$", re.I,
)  # fmt: skip
_LABEL_ONLY = re.compile(r"\s*[^:]{0,30}:?\s*$")
_EVENT = re.compile(
    r"event|until|deadline|expires?|since|from|between|copyright|©|\(c\)|sale|valid|bis|seit|noch|begin|start|"
    r"check-?in|arrival|expir|member since|joined|registered|dabei seit|birth|born|died|geb\.",
    re.I,
)
_PARTS = re.compile(r"\s*[|•·–—»]+\s*|\s+-\s+|\s{2,}|\s*,\s*$")
_BY = re.compile(r"(?:^|[\s|•·,–—-])(?:by|von|par|por|di|door|av|af|autor|author|text)\s*:?\s+(?=\w)", re.I)


def candidates(page: Page, blocks: Blocks, scene: Scene | None) -> list[Candidate]:
    """Authors and dates near the headline, and what only text dumps must be read for."""
    if scene is None:
        headline, found = dumps.headline(blocks)
        found += dumps.candidates(blocks, headline)
    else:
        headline, found = _headline_block(blocks, scene), []
        found += dumps.credits(blocks)
    language = scene.language if scene else None
    host = scene.host if scene else ""
    for i in _lines(blocks, headline):
        text = blocks.texts[i]
        found += _authors(blocks, i, after=i > headline)
        dated = dates.find(text, language=language, host=host, latest=page.raw.captured_at)
        if dated:
            found += _dates(text, i, dated, after=i > headline, dump=scene is None)
            found += _beside_date(text, i, dated)
    return found


def _headline_block(blocks: Blocks, scene: Scene) -> int:
    """The block that holds the headline; -1 where none does."""
    known = [fold(text) for text in (*scene.headings[:2], *scene.declared_titles[:3])]
    best, place = 0.0, -1
    for i, tag in enumerate(blocks.tags):
        if (
            blocks.hidden[i]
            or tag not in ("h1", "h2", "h3", "div", "p", "header")
            or len(blocks.texts[i]) > 300
        ):
            continue
        text = fold(blocks.texts[i])
        for rank, other in enumerate(known):
            if text == other:
                score = {"h1": 3.0, "h2": 2.0, "h3": 1.5}.get(tag, 1.0) - 0.1 * rank
                if score > best:
                    best, place = score, i
    if place >= 0:
        return place
    h1 = (i for i, tag in enumerate(blocks.tags) if tag == "h1" and not blocks.hidden[i])
    return next(h1, -1)


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
        return [Candidate("authors", names, "visible:byline", 0.72 if after else 0.55, i, whole)]
    lead = people.LEAD.match(text + " ")
    if lead and lead.end() >= len(text) and any(c.isalpha() for c in text) and i + 1 < len(blocks):
        name = blocks.texts[i + 1]  # "By" in a block of its own, the name in the next
        if len(name) <= 60 and people.looks_like_name(name) and people.split(name) == [name]:
            return [Candidate("authors", (name,), "visible:byline", 0.66 if after else 0.5, i + 1)]
    return []


def byline(text: str) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The people a byline names, and the span of the byline; None where the text is none.

    >>> byline("By Ann Roe and Bo Ek | 3 March 2024")
    (('Ann Roe', 'Bo Ek'), (0, 19))
    """
    lead = people.LEAD.match(text)
    if lead is None or not any(character.isalpha() for character in lead[0]):
        return None
    end = len(text)
    for stop in (*(one.span[0] for one in dates.find(text, slow=False)), *_stops(text, lead.end())):
        if lead.end() < stop < end:
            end = stop
    names = people.split(text[lead.end() : end])
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
        r"\s[|•·–—]\s|\s-\s|\s(?:on|am|Published|Updated|Posted|Last)\s|\n|\(|\s\d", text[start:]
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
        pieces = [rest[by.end() :]] if by else _PARTS.split(rest)
        for piece in pieces:
            names = people.split(piece)
            if names and len(piece) <= 60 and all(people.looks_like_name(name) for name in names):
                if by is None and (any(title.is_generic(n) for n in names) or people.is_organisation(piece)):
                    continue
                start = text.find(names[0])
                span = (start, start + len(names[0])) if len(names) == 1 and start >= 0 else None
                return [Candidate("authors", tuple(names), "visible:byline", 0.62 if by else 0.50, i, span)]
    return []
