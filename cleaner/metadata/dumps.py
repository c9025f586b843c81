"""What only the text can tell: headline and masthead of a dump, bylines in brackets, credit lines.

A dump has no tags and no declarations; a line says what it is by its length, its place and its echoes.
"""

from __future__ import annotations

import re
from itertools import compress, count, repeat
from operator import contains
from typing import TYPE_CHECKING

from cleaner.metadata import dates, people
from cleaner.metadata.headline import HEADER, LABEL, URL, headline, is_today
from cleaner.metadata.houses import is_organisation
from cleaner.metadata.names import looks_like_name
from cleaner.patterns import pattern
from cleaner.text import fold
from cleaner.types import Candidate

if TYPE_CHECKING:
    from cleaner.types import Blocks

__all__ = ["candidates", "credit_lines", "headline"]

_BRACKETS = "【[(（〔"
_BRACKET = pattern(r"\s*[【\[(（〔]\s*(?P<inside>[^【】\[\]()（）〔〕]{2,120})\s*[】\])）〕]")
_BRACKET_LEAD = pattern(r"(?:by|text|von|par|por|文|作者|记者|記者|撰文|author)\s*[/:\uff1a／]?\s*", re.I)
_CREDIT = pattern(
    r"(?:(?:this|the)\s+)?(?:report|story|article|text|post|news|analysis|interview|piece"
    r"|content)?\s*(?:was\s+|is\s+)?"
    r"(?:aggregated|compiled|written|reported|authored|contributed|prepared|curated|penned|adapted"
    r"|summari[sz]ed)\s+by\s+"
    r"(?P<name>[^,.;:|]{3,60}?)(?:\s+(?:in|from|at|for)\s+[^.,;]{2,40})?\s*\.?",
    re.I,
)
_SOURCE = pattern(
    r"(?:original(?:ly)?(?:\s+(?:article|link|source|post|text|published(?:\s+(?:at|in|on|here))?))?"
    r"|source(?:\s+link)?|"
    r"first\s+published(?:\s+(?:at|in|on))?|read\s+the\s+original(?:\s+(?:at|here))?|quelle"
    r"|originalartikel|fuente|"
    r"source\s+originale|fonte|原文(?:链接|連結|地址)?|来源|來源|出典|元記事|источник)\s*[:：\-–]?\s*",
    re.I,
)
_BIO = pattern(
    r"(?P<name>(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]+)\s+(?:is|was)\s+(?:a|an|the"
    r"|one)\b(?P<what>.{0,200})",
    re.S,
)
_WRITES = pattern(
    r"journalist|writer|reporter|author|editor|columnist|correspondent|blogger|contributor|analyst"
    r"|researcher|"
    r"professor|fellow|producer|broadcaster|freelance|staff|expert|strategist|founder|specialist|consultant",
    re.I,
)


def candidates(blocks: Blocks, place: int) -> list[Candidate]:
    """Site name, bylines and links of a text dump whose headline stands at `place`."""
    return [*_masthead(blocks, place), *credit_lines(blocks), *_bios(blocks)]


def _masthead(blocks: Blocks, place: int) -> list[Candidate]:
    """A short first line that comes again as a line of its own: before a player, in the footer."""
    lines = blocks.texts[: max(place, 0)]
    for i, text in enumerate(lines[:4]):
        if not 1 <= len(text.split()) <= 5 or len(text) > 40 or LABEL.match(text) or dates.find(text):
            continue
        key = fold(text)
        if key == fold(blocks.texts[place]) or HEADER.match(text):
            continue
        if any(fold(other) == key for other in blocks.texts[place + 1 :]):
            return [Candidate("site_name", text, "visible:masthead", 0.60, i)]
        # The date of the visit under a name is a masthead's too.
        if i == 0 and any(map(is_today, lines[1:4])):
            return [Candidate("site_name", text, "visible:masthead", 0.50, i)]
    return []


def credit_lines(blocks: Blocks) -> list[Candidate]:
    """Bylines in brackets before the first words, credit lines and links to the original."""
    found: list[Candidate] = []
    texts = blocks.texts
    for i, text in enumerate(texts[:40]):
        if text[:1] in _BRACKETS and text:
            found += _bracketed(text, i)
    for i in range(max(0, len(texts) - 60), len(texts)):
        if len(texts[i]) <= 220 and " by " in texts[i]:
            found += _credit(texts[i], i)
    for i in compress(count(), map(contains, texts, repeat("://"))):
        if len(texts[i]) <= 400:
            found += _source(texts[i], i)
    return found


def _bracketed(text: str, i: int) -> list[Candidate]:
    """The byline in "【By Example News, Ann Roe】It rained", as a span of the paragraph."""
    match = _BRACKET.match(text)
    lead = _BRACKET_LEAD.match(match["inside"]) if match else None
    if match is None or lead is None:
        return []
    names = people.split(match["inside"][lead.end() :])
    persons = tuple(name for name in names if not is_organisation(name)) or tuple(names)
    if not persons or not all(map(looks_like_name, persons)):
        return []
    span = None if match.end() == len(text) else match.span()
    return [Candidate("authors", persons, "visible:bracket", 0.70, i, span)]


def _credit(text: str, i: int) -> list[Candidate]:
    match = _CREDIT.fullmatch(text)
    if match is None:
        return []
    names = tuple(name for name in people.split(match["name"]) if looks_like_name(name))
    return [Candidate("authors", names, "visible:credit", 0.60, i)] if names else []


def _source(text: str, i: int) -> list[Candidate]:
    match = _SOURCE.match(text)
    url = URL.match(text, match.end()) if match else None
    if match is None or url is None or len(text) - url.end() > 20:
        return []
    return [Candidate("source_url", url[0].rstrip(".,;"), "visible:original", 0.70, i)]


def _bios(blocks: Blocks) -> list[Candidate]:
    """Who is said to be a writer near the end, behind a share label or her first name."""
    size = len(blocks)
    for i in range(max(1, size // 3), size):
        match = _BIO.match(blocks.texts[i]) if len(blocks.texts[i]) < 1500 else None
        if match is None or not _WRITES.search(match["what"]) or not looks_like_name(match["name"]):
            continue
        before = blocks.texts[i - 1].strip(" :")
        name = match["name"]
        first = name.split()[0]
        if before in (name, first) or fold(before).startswith(("about", "author", "written by", "by ")):
            score = 0.66
        elif LABEL.match(before) or i >= size - 3:
            score = 0.52
        else:
            continue
        return [Candidate("authors", (name,), "visible:bio", score, i)]
    return []
