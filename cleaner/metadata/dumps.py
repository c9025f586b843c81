"""What only the text can tell: headline and masthead of a dump, bylines in brackets, credit lines.

A dump has no tags and no declarations; a line says what it is by its length, its place and its echoes.
"""

from __future__ import annotations

import re
from itertools import compress, count, repeat
from operator import contains
from typing import TYPE_CHECKING

from cleaner.metadata import dates, people
from cleaner.metadata.patterns import pattern
from cleaner.text import fold
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.types import Blocks

__all__ = ["candidates", "credit_lines", "headline"]

_HEAD = 25  # the headline stands among the first blocks
_PARAGRAPH_WORDS = 45
_SENTENCE_END = pattern(r"(?:[^.]\.|[。;；:：,，])[\"”’»)]*$")
# The days of the week in the languages of the corpora, as mastheads begin today's date.
_WEEKDAY = pattern(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|luned[ìi]|marted[ìi]"
    r"|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica|(?:segunda|ter[çc]a|quarta|quinta|sexta)-feira|maandag"
    r"|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:mon|tue|wed|thu|fri|sat|sun)\b[.,]", re.I,
)  # fmt: skip
_HEADER = pattern(r"([A-Z][\w-]{1,20}):\s+(\S.*)")  # RFC 5322
_URL = pattern(r"https?://[^\s<>\"'）)】\]]+")
# Labels that a page repeats as it does its headline; in the languages of the corpora.
_LABEL = pattern(
    r"(?:share|tweet|print|e-?mail|subscribe|sign\s?(?:up|in)|log\s?in|newsletter|follow\s+us"
    r"|read\s+(?:more|next|also)|"
    r"related|advertise?ments?|menu|search|skip\s+to|home|back\s+to|scroll|comments?|leave\s+a|more\s+from"
    r"|most\s+read|"
    r"trending|latest|breaking|watch|listen|photo|image|credit|published|posted|updated|last\s+updated"
    r"|written\s+by|by\s|"
    r"copyright|©|all\s+rights|cookie|we\s+use|accept|close|loading|tags?\b|categories|teilen|drucken"
    r"|anmelden|werbung|"
    r"anzeige|startseite|suche|zum\s+inhalt|partager|imprimer|accueil|compartir|imprimir|inicio|suscr"
    r"|condividi|"
    r"\d+\s+(?:min|views?|comments?|shares?)|this\s+site|table\s+of\s+contents|you\s+(?:may|might)|our\s+)",
    re.I,
)
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


def headline(blocks: Blocks) -> tuple[int, list[Candidate]]:
    """Where the headline of a text dump stands, -1 for nowhere, with its title candidate.

    A line that is said again is the headline rather than one that is not: as a heading under the masthead,
    as the text of a picture. A dump that begins with a paragraph has no headline.
    """
    subject, found = _mail_headers(blocks)
    if found:
        return subject, found
    places = _below_the_masthead(blocks, list(_headline_places(blocks)))
    if not places:
        return -1, []
    counts: dict[str, int] = {}
    for text in blocks.texts:
        if len(text) < 300:
            key = fold(text)
            counts[key] = counts.get(key, 0) + 1
    for i in places:
        if counts.get(fold(blocks.texts[i]), 0) > 1 and len(blocks.texts[i].split()) >= 4:
            last = max(p for p in places if fold(blocks.texts[p]) == fold(blocks.texts[i]))
            return last, [Candidate("title", blocks.texts[i], "visible:repeated-line", 0.80, i)]
    for i in places:
        if (
            len(blocks.texts[i].split()) >= 3
            or blocks.tags[i] in ("h1", "h2")
            or _is_unspaced(blocks.texts[i])
        ):
            score = 0.70 if len(blocks.texts[i].split()) >= 4 or _is_unspaced(blocks.texts[i]) else 0.50
            return i, [Candidate("title", blocks.texts[i], "visible:first-line", score, i)]
    return -1, []


def _below_the_masthead(blocks: Blocks, places: list[int]) -> list[int]:
    """The places below "Tuesday, Mar 4, 2025": names and mottoes above today's date are the site's."""
    for i in range(min(len(blocks), 6)):
        if _is_today(blocks.texts[i]):
            above = [place for place in places if place < i]
            if all(len(blocks.texts[place].split()) <= 5 for place in above):
                return [place for place in places if place > i]
    return places


def _is_today(text: str) -> bool:
    """True for a line that is a date with its day of the week, as mastheads print it."""
    if len(text) > 50 or not _WEEKDAY.match(text):
        return False
    return bool(dates.find(text)) or len(text.split()) <= 6


def _mail_headers(blocks: Blocks) -> tuple[int, list[Candidate]]:
    """A letter or a posting saved with its headers: who, about what, when; and where the headers end."""
    heads = [
        (i, match)
        for i, line in ((i, text) for i in range(min(len(blocks), 12)) for text in [blocks.texts[i]])
        if (match := _HEADER.match(line))
    ]
    named = {match[1].lower(): (i, match[2]) for i, match in reversed(heads)}
    if len(named.keys() & {"from", "subject", "date"}) < 2:
        return -1, []
    found: list[Candidate] = []
    if "subject" in named:
        i, text = named["subject"]
        found.append(
            Candidate(
                "title", re.sub(r"^(?:(?:re|fwd?|aw):\s*)+", "", text, flags=re.I), "visible:subject", 0.8, i
            )
        )
    if "from" in named:
        i, text = named["from"]
        names = people.clean([re.sub(r"<[^<>]*>", "", text)])
        found += [Candidate("authors", names, "visible:from", 0.8, i)] if names else []
    if "date" in named:
        i, text = named["date"]
        day = dates.parse(text)
        found += [Candidate("published", day, "visible:date", 0.8, i)] if day else []
    return max(i for i, _ in heads), found


def _headline_places(blocks: Blocks) -> Iterator[int]:
    """The lines above the first paragraph that may be a headline."""
    for i in range(min(len(blocks), _HEAD)):
        text = blocks.texts[i]
        count = len(text.split())
        if count >= _PARAGRAPH_WORDS or len(text) > 350 or (count > 22 and _SENTENCE_END.search(text)):
            return
        if (
            blocks.tags[i] in ("pre", "li", "blockquote")
            or len(text) < 4
            or _URL.search(text)
            or _LABEL.match(text)
        ):
            continue
        if _SENTENCE_END.search(text) or dates.find(text) or not any(c.isalpha() for c in text) or count > 30:
            continue
        yield i


def _is_unspaced(text: str) -> bool:
    """True for a line of Chinese, Japanese or Thai long enough for a headline."""
    return len(text) >= 8 and len(text.split()) < 3 and sum(ord(c) > 0x2E00 for c in text) * 2 > len(text)


def candidates(blocks: Blocks, place: int) -> list[Candidate]:
    """Site name, bylines and links of a text dump whose headline stands at `place`."""
    return [*_masthead(blocks, place), *credit_lines(blocks), *_bios(blocks)]


def _masthead(blocks: Blocks, place: int) -> list[Candidate]:
    """A short first line that comes again as a line of its own: before a player, in the footer."""
    lines = blocks.texts[: max(place, 0)]
    for i, text in enumerate(lines[:4]):
        if not 1 <= len(text.split()) <= 5 or len(text) > 40 or _LABEL.match(text) or dates.find(text):
            continue
        key = fold(text)
        if key == fold(blocks.texts[place]) or _HEADER.match(text):
            continue
        if any(fold(other) == key for other in blocks.texts[place + 1 :]):
            return [Candidate("site_name", text, "visible:masthead", 0.60, i)]
        # The date of the visit under a name is a masthead's too.
        if i == 0 and any(map(_is_today, lines[1:4])):
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
    persons = tuple(name for name in names if not people.is_organisation(name)) or tuple(names)
    if not persons or not all(map(people.looks_like_name, persons)):
        return []
    span = None if match.end() == len(text) else match.span()
    return [Candidate("authors", persons, "visible:bracket", 0.70, i, span)]


def _credit(text: str, i: int) -> list[Candidate]:
    match = _CREDIT.fullmatch(text)
    if match is None:
        return []
    names = tuple(name for name in people.split(match["name"]) if people.looks_like_name(name))
    return [Candidate("authors", names, "visible:credit", 0.60, i)] if names else []


def _source(text: str, i: int) -> list[Candidate]:
    match = _SOURCE.match(text)
    url = _URL.match(text, match.end()) if match else None
    if match is None or url is None or len(text) - url.end() > 20:
        return []
    return [Candidate("source_url", url[0].rstrip(".,;"), "visible:original", 0.70, i)]


def _bios(blocks: Blocks) -> list[Candidate]:
    """Who is said to be a writer near the end, behind a share label or her first name."""
    size = len(blocks)
    for i in range(max(1, size // 3), size):
        match = _BIO.match(blocks.texts[i]) if len(blocks.texts[i]) < 1500 else None
        if match is None or not _WRITES.search(match["what"]) or not people.looks_like_name(match["name"]):
            continue
        before = blocks.texts[i - 1].strip(" :")
        name = match["name"]
        first = name.split()[0]
        if before in (name, first) or fold(before).startswith(("about", "author", "written by", "by ")):
            score = 0.66
        elif _LABEL.match(before) or i >= size - 3:
            score = 0.52
        else:
            continue
        return [Candidate("authors", (name,), "visible:bio", score, i)]
    return []
