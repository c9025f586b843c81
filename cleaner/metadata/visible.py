"""Byline and date lines, read off the page as the reader sees it: HTML and text dumps alike.

They stand within a few blocks of the headline. Each candidate says which block it came from and which span of
it, so that the block can be labelled as a byline or a date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import compress, count
from typing import TYPE_CHECKING

from cleaner.metadata import apart, bylines, dates, dumps, events, place, relative, reporters
from cleaner.metadata.leads import BY
from cleaner.patterns import pattern
from cleaner.text import fold
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.metadata.scene import Scene
    from cleaner.types import Blocks, Page

__all__ = ["candidates"]

_BEFORE, _AFTER = 7, 16  # how many blocks around the headline may hold the byline
_NEXT = 8  # how many blocks away a name alone in its block may stand
_LINE_CHARS = 240  # a longer block is a paragraph
_PARAGRAPH_CHARS = 260
_LABEL_CHARS = 25  # of a label, and of a site's name
_PARTED = pattern(r"\s*[|_–—·•»«:\uff1a-]")
_TITLE_CHARS = 10  # a shorter block may be a section with which titles begin
_TITLE_SCORE = 0.66  # more than the `<title>` that the block is a part of
_ALONE_CHARS = 100  # a longer block is more than a date with its label
_BEGIN_CHARS = 80  # in which a date stands that a block begins with
_PARAGRAPHS = 2  # after so many the article has begun
_LABEL_BEFORE = 40  # how far before a date its label may begin
_ELSEWHERE = 0.20  # at most, of a date that stands where no byline does: two such places are none either
_IN_PASSING = 0.58  # at most, of one that a line mentions: below what stands above a declared day
_NAME_WORDS = 14  # beside a date in its block; more is a sentence that mentions a date
_YEAR = pattern(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")
_EVENT = pattern(
    r"event|until|deadline|expires?|since|from|between|copyright|©|\(c\)|sale|valid|bis|seit|noch|begin"
    r"|start|"
    r"check-?in|arrival|expir|member since|joined|registered|dabei seit|birth|born|died|geb\.",
    re.I,
)
_DATELINE_END = pattern(r"\s*(?:[-–—:|.)]|$)|\s+[\"'“„«»]|\s*\n")
# With what themes of blogs end a post: "This entry was posted on March 5, 2024 and is filed under Huts".
_ENTRY_CHARS = 300
_ENTRY = pattern(
    r"this (?:entry|post|article) was (?:post|publish|writ)"
    r"|(?:cet|cette|ce) \w{4,8} (?:a été|est) (?:publi|post|écrit)"
    r"|d(?:ies)?er (?:beitrag|artikel|eintrag) (?:wurde|ist)"
    r" (?=.{0,90}(?:veröff|erst|gesch|verf|gepost|publ))"
    r"|est[ae] \w{4,8} (?:fue|foi|se) (?:publi|escri|post)"
    r"|quest[oa] \w{4,8} (?:è|e'|fu) stat[oa] (?:pubb|scri|post)"
    r"|dit (?:bericht|artikel) (?:is|werd) (?:gepl|gesch|gepubl)|ten (?:wpis|artykuł) został"
    r"|detta inlägg (?:publ|skr)|dette (?:indlæg|innlegget) (?:blev|ble|er) (?:udg|publ|skr|post)",
    re.I,
)
# What else has a name and a day: a comment.
_ANSWER = pattern(r"comment|kommentar|antwort|reply|replied|repl|says|said|\bschrieb|wrote|joined", re.I)


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
        if headline < 0 and (headline := _title_block(blocks, scene.title)) >= 0:
            found.append(Candidate("title", blocks.texts[headline], "visible:title", _TITLE_SCORE, headline))
        found += dumps.credit_lines(blocks)
    language = scene.language if scene else written
    if ((scene and scene.written) or language or "").startswith(("zh", "ko")):
        found += reporters.candidates(blocks, headline)
    host = scene.host if scene else ""
    dated_ones: list[Candidate] = []
    find = partial(dates.find, language=language, host=host, latest=page.raw.captured_at)
    for i in _lines(blocks, headline):
        text = blocks.texts[i]
        dated = find(text) or relative.find(text, page.raw.captured_at)
        if not dated and _YEAR.search(text) and (dated := find(spaced := apart.text_of(blocks, i))):
            text = spaced
        signed = bylines.of_line(blocks, i, text, after=i > headline)
        if dated:
            signed += bylines.beside_date(blocks, i, text, dated, headline)
            when = _dates(text, i, dated, after=i > headline, dump=scene is None)
            if scene is not None and headline >= 0:
                when = [_in_its_place(one, blocks, scene, headline, text, dated) for one in when]
            dated_ones += apart.placed(blocks, i, text, when)
        found += apart.placed(blocks, i, text, signed)
    nearest = _nearest(dated_ones, headline)
    if scene is not None and not scene.declares_date and all(one.score <= _ELSEWHERE for one in dated_ones):
        told = {one.block for one in dated_ones}
        nearest += _dates_elsewhere(page, blocks, scene, headline, told)
    if not any(candidate.field == "authors" for candidate in found):
        near = (i for i in _lines(blocks, headline) if abs(i - headline) <= _NEXT)
        dated_blocks = {candidate.block for candidate in dated_ones if candidate.block is not None}
        found += bylines.lone_names(blocks, near, dated_blocks, headline)
    return found + nearest


def _dates_elsewhere(
    page: Page, blocks: Blocks, scene: Scene, headline: int, told: set[int | None]
) -> list[Candidate]:
    """A date with which one of the first paragraphs begins, or that a label or a byline introduces.

    The dates of the blocks in `told` are known for none of the page's own.
    """
    for i, text in enumerate(blocks.texts):
        if len(text) < 10 or i in told or blocks.hidden[i] or not _YEAR.search(text, 0, _ENTRY_CHARS):
            continue
        entry = i > headline and _ENTRY.match(text) is not None
        begins = text[: _ENTRY_CHARS if entry else _BEGIN_CHARS]
        dateline = len(text) > _LINE_CHARS and headline < i < headline + _AFTER and not entry
        if not _YEAR.search(begins):
            continue
        if not dateline and not entry and (len(text) > _BEGIN_CHARS or _ANSWER.search(text)):
            continue
        for one in dates.find(begins, language=scene.language, host=scene.host, latest=page.raw.captured_at):
            before, after = text[: one.span[0]] or _label_above(blocks, i), text[one.span[1] :]
            signed = BY.search(before) or (BY.search(after) and not events.UPDATED.search(before))
            introduced = entry or signed or events.PUBLISHED.match(before)
            if _DATELINE_END.match(after) and not text[: one.span[0]].strip(" (") if dateline else introduced:
                return [Candidate("published", one.value, "visible:date", 0.58, i, one.span)]
    return [] if scene.is_product else _only_date(page, blocks, scene, told)


def _only_date(page: Page, blocks: Blocks, scene: Scene, told: set[int | None]) -> list[Candidate]:
    """The date that is a block of its own, where the page shows no other; a list of stories has many."""
    found: list[Candidate] = []
    for i, text in enumerate(blocks.texts):
        if not 6 <= len(text) <= _ALONE_CHARS or i in told or blocks.hidden[i] or not _YEAR.search(text):
            continue
        for one in dates.find(text, language=scene.language, host=scene.host, latest=page.raw.captured_at):
            before, beside = text[: one.span[0]], len(text) - (one.span[1] - one.span[0])
            if beside > _LABEL_CHARS or _EVENT.search(before) or _ANSWER.search(text):
                return []
            field = "modified" if events.said(before) == "updated" else "published"
            found.append(Candidate(field, one.value, "visible:date", 0.52, i, one.span))
    return found if len(found) == 1 else []


def _label_above(blocks: Blocks, i: int) -> str:
    """The block before, where it is short enough to be a label: "Published"."""
    return blocks.texts[i - 1] if i and len(blocks.texts[i - 1]) <= _LABEL_CHARS else ""


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


def _title_block(blocks: Blocks, title: str) -> int:
    """The block that says what `<title>` does, but for a site's name at its end; -1 where none does.

    Without a heading that is all the evidence that "Ten huts-Example" has no more than a site's name there.
    """
    for i, text in enumerate(blocks.texts):
        more = len(title) - len(text)
        if len(text) < _TITLE_CHARS or not 0 < more <= _LABEL_CHARS or not title.startswith(text):
            continue
        rest = title[len(text) :]
        parted = _PARTED.match(rest) or (rest[0] == " " and text[-1] > "\u2e80")
        if parted and not blocks.hidden[i] and blocks.link_chars[i] * 2 < len(text):
            return i
    return -1


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


def _in_its_place(
    one: Candidate, blocks: Blocks, scene: Scene, headline: int, text: str, dated: list[dates.Found]
) -> Candidate:
    """The date of a line as sure as its place lets it be: in a caption or a sentence it is no page's own."""
    i, nodes = one.block, scene.tree.nodes
    if i is None or one.field != "published":
        return one
    node, top = blocks.nodes[i], blocks.nodes[headline]
    today = i < headline and str(one.value)[:10] == (scene.page.raw.captured_at or "")[:10]
    exhibit = not BY.search(text) and place.is_exhibit(nodes, node, top)
    if today or exhibit or place.is_masthead(nodes, node, top):
        return replace(one, score=min(one.score, _ELSEWHERE))
    if i < headline or events.said(text[: dated[0].span[0]][-_LABEL_BEFORE:]) == "published":
        return one
    if sum(map(len, blocks.texts[headline + 1 : i])) > place.BYLINE_CHARS:
        return replace(one, score=min(one.score, _ELSEWHERE))
    before, after = text[: dated[0].span[0]], text[dated[-1].span[1] :]
    if place.says_little_else(before, after):
        return one
    return replace(one, score=min(one.score, _ELSEWHERE if place.begins_sentence(after) else _IN_PASSING))


def _dates(text: str, i: int, dated: list[dates.Found], *, after: bool, dump: bool) -> list[Candidate]:
    found: list[Candidate] = []
    last, later = 0, _later(text, dated)
    for one in dated[:3]:
        before = text[last : one.span[0]][-_LABEL_BEFORE:]
        last = one.span[1]
        rest = len(text) - (one.span[1] - one.span[0])
        said = events.said(before)
        modified, labelled = said == "updated" or one is later, said == "published"
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


def _later(text: str, dated: list[dates.Found]) -> dates.Found | None:
    """The update: the later one of two days in a line that calls neither anything."""
    if len(dated) != 2 or events.said(text[: dated[1].span[0]]):
        return None
    first, second = sorted(dated, key=lambda one: one.value[:10])
    return second if first.value[:10] < second.value[:10] else None
