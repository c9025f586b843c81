"""Where the headline of a text dump stands: its lines have no tags, and most begin with something else.

In the order of their evidence: a letter's subject; a line that the first one says too, with the name of the
site behind it (flatteners keep `<title>`); where menus stand above the article, the line above its first
paragraphs whose words they take up; a line that is said again, as heading or as a picture's text; the first
line that may be a headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata import dates, people
from cleaner.patterns import pattern
from cleaner.text import fold, words
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.types import Blocks

__all__ = ["HEADER", "LABEL", "URL", "headline", "is_today"]

_HEAD = 25  # the headline stands among the first blocks, if no menus do
_MENUS = 400  # blocks above the article at most
_ABOVE = 12  # blocks between the headline and the first paragraph: bylines, dates, counters, a picture
_FAR_ABOVE = 30  # blocks at most
_SHORT_WORD = 3  # letters of words that any text has
# Of 100 flattened pages each of news, publishers and wcxb (November 2026) .2 to .5 and .02 to .04 do as well.
_TWICE = 0.3  # what a line that stands there twice is likelier the headline
_FARTHER = 0.03  # what a line further from the text is less likely its headline
_PARAGRAPH_WORDS = 45
_SENTENCE_WORDS = 22
_SENTENCE_END = pattern(r"(?:[^.]\.|[。;；:：,，])[\"”’»)]*$")
_TAIL_WORDS = 6  # of a site's name
_SEPARATORS = " |–—-·•»«›:,/"
# The days of the week in the languages of the corpora, as mastheads begin today's date.
_WEEKDAY = pattern(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|luned[ìi]|marted[ìi]"
    r"|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica|(?:segunda|ter[çc]a|quarta|quinta|sexta)-feira|maandag"
    r"|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:mon|tue|wed|thu|fri|sat|sun)\b[.,]", re.I,
)  # fmt: skip
HEADER = pattern(r"([A-Z][\w-]{1,20}):\s+(\S.*)")  # RFC 5322
URL = pattern(r"https?://[^\s<>\"'）)】\]]+")
# Labels that a page repeats as it does its headline; in the languages of the corpora.
LABEL = pattern(
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


def headline(blocks: Blocks) -> tuple[int, list[Candidate]]:
    """Where the headline of a text dump stands, -1 for nowhere, with its title candidate.

    A dump that begins with a paragraph has none.
    """
    subject, found = _mail_headers(blocks)
    if found:
        return subject, found
    if titled := _under_page_title(blocks):
        return titled
    if (place := _above_the_text(blocks)) >= 0:
        return place, [Candidate("title", blocks.texts[place], "visible:above-the-text", 0.65, place)]
    places = _below_the_masthead(blocks, list(_headline_places(blocks)))
    as_long = _by_length(blocks)
    for i in places:
        text = blocks.texts[i]
        if len(text.split()) >= 4 and (same := _copies(blocks, text, as_long))[1:]:
            last = max(j for j in same if j in places)
            return last, [Candidate("title", text, "visible:repeated-line", 0.75, i)]
    for i in places:
        text = blocks.texts[i]
        if len(text.split()) >= 3 or blocks.tags[i] in ("h1", "h2") or _is_unspaced(text):
            score = 0.70 if len(text.split()) >= 4 or _is_unspaced(text) else 0.50
            return i, [Candidate("title", text, "visible:first-line", score, i)]
    return -1, []


def _by_length(blocks: Blocks) -> dict[int, list[int]]:
    """The lines of each length: folding is dear, and many lines are asked for their copies."""
    found: dict[int, list[int]] = {}
    for i, size in enumerate(map(len, blocks.texts)):
        found.setdefault(size, []).append(i)
    return found


def _copies(blocks: Blocks, text: str, as_long: Mapping[int, Sequence[int]]) -> list[int]:
    """Where a line stands, letter case and quotes apart; `as_long` are the lines of each length."""
    key = fold(text)
    return [i for i in as_long[len(text)] if fold(blocks.texts[i]) == key]


def _under_page_title(blocks: Blocks) -> tuple[int, list[Candidate]] | None:
    """The line that the dump's first line says too, with or without a site's name; None for none."""
    if not len(blocks) or not 12 <= len(blocks.texts[0]) <= 300 or LABEL.match(blocks.texts[0]):
        return None
    short = len(blocks.texts[0].split()) < 4 and not _is_unspaced(blocks.texts[0])
    page_title = fold(blocks.texts[0])
    found = -1
    for i in range(1, min(len(blocks), _MENUS)):
        text = blocks.texts[i]
        if found >= 0 and (len(text.split()) >= _PARAGRAPH_WORDS or i > found + 2 * _ABOVE):
            break
        if not 0.4 * len(page_title) <= len(text) <= len(page_title) + 3 or len(text) < 8:
            continue
        key = fold(text)
        if (not short and key == page_title) or _is_part(key, page_title):
            found = i
    if found < 0:
        return None
    title = blocks.texts[found]
    rest = page_title.replace(fold(title), "", 1).strip(_SEPARATORS)
    said = [Candidate("title", title, "visible:page-title", 0.80, found)]
    if rest and len(rest.split()) <= _TAIL_WORDS:
        at = blocks.texts[0].casefold().find(rest)
        name = blocks.texts[0][at : at + len(rest)] if at >= 0 else ""
        said += [Candidate("site_name", name, "visible:page-title", 0.45, 0)] if name else []
    return found, said


def _is_part(headline: str, page_title: str) -> bool:
    """True where the rest of a page's title stands behind a separator: "Ten huts | Example Post"."""
    before, said, after = page_title.partition(headline)
    if not said or bool(before) == bool(after):
        return False
    return before.rstrip()[-1:] in _SEPARATORS if before else after.lstrip()[:1] in _SEPARATORS


def _above_the_text(blocks: Blocks) -> int:
    """The likeliest headline right above the first paragraphs, where menus stand above; -1 for none."""
    start = _text_start(blocks)
    if start <= _HEAD // 2:  # no menus: what stands first is first
        return -1
    text = _longer_words(" ".join(blocks.texts[start : start + _ABOVE]))
    first = _longer_words(blocks.texts[0])
    as_long = _by_length(blocks)

    def worth(i: int) -> float:
        words = _longer_words(blocks.texts[i])
        if not words:
            return 0.0
        size = len(words)
        twice = len(_copies(blocks, blocks.texts[i], as_long)) == 2  # more often it is a label
        echoes = len(words & first) / max(size, len(first)) + _TWICE * twice
        return echoes + len(words & text) / size + min(size, 6) / 6 - _FARTHER * (start - i)

    lines = [i for i in range(max(1, start - _FAR_ABOVE), start) if _may_be_headline(blocks, i)]
    return max(lines, key=worth, default=-1)


def _longer_words(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if len(word) > _SHORT_WORD)


def _text_start(blocks: Blocks) -> int:
    """Where two paragraphs stand close together for the first time; 0 if they do nowhere."""
    last = -_ABOVE
    for i, text in enumerate(blocks.texts[:_MENUS]):
        spaces = text.count(" ")
        if spaces >= _PARAGRAPH_WORDS or (spaces >= _SENTENCE_WORDS and _SENTENCE_END.search(text)):
            if i - last <= 4:
                return last
            last = i
    return 0


def _below_the_masthead(blocks: Blocks, places: list[int]) -> list[int]:
    """The places below "Tuesday, Mar 4, 2025": names and mottoes above today's date are the site's."""
    for i in range(min(len(blocks), 6)):
        if is_today(blocks.texts[i]):
            above = [place for place in places if place < i]
            if all(len(blocks.texts[place].split()) <= 5 for place in above):
                return [place for place in places if place > i]
    return places


def is_today(text: str) -> bool:
    """True for a line that is a date with its day of the week, as mastheads print it."""
    if len(text) > 50 or not _WEEKDAY.match(text):
        return False
    return bool(dates.find(text)) or len(text.split()) <= 6


def _mail_headers(blocks: Blocks) -> tuple[int, list[Candidate]]:
    """A letter or a posting saved with its headers: who, about what, when; and where the headers end."""
    heads = [
        (i, match)
        for i, line in ((i, text) for i in range(min(len(blocks), 12)) for text in [blocks.texts[i]])
        if (match := HEADER.match(line))
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
        words = len(text.split())
        closed = words > _SENTENCE_WORDS and _SENTENCE_END.search(text)
        if words >= _PARAGRAPH_WORDS or len(text) > 350 or closed:
            return
        if _may_be_headline(blocks, i):
            yield i


def _may_be_headline(blocks: Blocks, i: int) -> bool:
    text = blocks.texts[i]
    if blocks.tags[i] in ("pre", "li", "blockquote") or len(text) < 4 or len(text.split()) > 30:
        return False
    if text[0] in "[(•·" or URL.search(text) or LABEL.match(text) or _SENTENCE_END.search(text):
        return False
    return not dates.find(text) and any(char.isalpha() for char in text)


def _is_unspaced(text: str) -> bool:
    """True for a line of Chinese, Japanese or Thai long enough for a headline."""
    return len(text) >= 8 and len(text.split()) < 3 and sum(ord(c) > 0x2E00 for c in text) * 2 > len(text)
