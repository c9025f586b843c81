"""Many candidates, one value a field: decided here and nowhere else.

The highest score wins, the first of equals. Places that agree make each other stronger: the same headline
in `og:title` and in `<h1>` is worth more than either. A rule of the user's has score 1.0 and always wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.metadata import language
from cleaner.metadata.patterns import pattern
from cleaner.text import fold, squeeze
from cleaner.types import FIELDS, Candidate, Metadata
from cleaner.urls import MAX_CHARS, absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Page

__all__ = ["merge"]

_CEILING = 0.99  # however many places agree, a rule's 1.0 stands above them
_AGREEMENT = 0.35  # each further place takes this share of what is missing to certainty, times its own score
# Below this a value is more often wrong than right: saying nothing is better.
_FLOORS = {"published": 0.50, "modified": 0.50, "authors": 0.40, "page_type": 0.60, "title": 0.20}
_PLAIN_URL = pattern(r"https?://[a-z0-9.-]+/[\w.~%+/-]*", re.A)  # absolute as it is
_FRONT_PAGE = pattern(r"https?://[^/?#]+/?")
_SHOWN_ONLY = 0.55  # of an update, for the day of a page that tells no other
_URLS = frozenset({"canonical_url", "source_url", "image"})


def merge(candidates: Sequence[Candidate], page: Page) -> Metadata:
    """The best value of every field, with the candidate it came from."""
    usable = [ready for candidate in candidates if (ready := _ready(candidate, page)) is not None]
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in usable:
        by_field[candidate.field].append(candidate)
    by_field["published"] = _of_the_page(by_field["published"], by_field["modified"], page)
    chosen = {
        field: winner
        for field in FIELDS
        if field in by_field and (winner := _winner(field, by_field[field])) is not None
    }
    if "published" in chosen:
        winner = _as_shown(chosen["published"], by_field["published"], by_field["modified"])
        chosen["published"] = _as_the_reader_sees(winner, by_field["published"])
    values = {field: candidate.value for field, candidate in chosen.items()}
    return Metadata(**values, chosen=chosen, candidates=tuple(usable))  # type: ignore[arg-type]


def _of_the_page(published: list[Candidate], modified: Sequence[Candidate], page: Page) -> list[Candidate]:
    """The dates that may be the page's own: a front page shows those of its stories."""
    if _FRONT_PAGE.fullmatch(page.url or ""):
        return [candidate for candidate in published if candidate.score >= 1.0]
    if not published:
        # "Updated 3 March" is all the reader is told.
        shown = [candidate for candidate in modified if candidate.source.startswith(_SEEN)]
        return [replace(candidate, field="published", score=_SHOWN_ONLY) for candidate in shown[:1]]
    return published


# Places that show a date to the reader, in the zone of the newsroom.
_SEEN = ("visible:date", "html:time", "html:class-date")


def _as_the_reader_sees(winner: Candidate, others: Sequence[Candidate]) -> Candidate:
    """The same moment in the newsroom's zone, where the page declares UTC and shows another day.

    Where the shown time differs from the declared one by whole quarters of an hour, that is the zone.
    """
    value = str(winner.value)
    if len(value) < 16 or not value.endswith("+00:00") or winner.score >= 1.0:
        return winner
    declared = datetime.fromisoformat(value)
    for other in others:
        seen = str(other.value)
        if not other.source.startswith(_SEEN) or seen[:10] == value[:10]:
            continue
        shown = datetime.fromisoformat(seen)
        if len(seen) == 10:
            if (
                declared + _WEST <= shown.replace(tzinfo=UTC) + _DAY
                and shown.replace(tzinfo=UTC) <= declared + _EAST
            ):
                return replace(other, score=winner.score)
            continue
        if shown.tzinfo is not None:
            if abs(shown - declared) < timedelta(minutes=2):
                return replace(other, score=winner.score)
            continue
        offset = shown.replace(tzinfo=UTC) - declared
        quarters = round(offset / timedelta(minutes=15))
        if _WEST <= offset <= _EAST and abs(offset - quarters * timedelta(minutes=15)) < timedelta(minutes=1):
            local = declared.astimezone(timezone(quarters * timedelta(minutes=15)))
            return replace(other, value=local.isoformat(), score=winner.score)
    return winner


def _as_shown(winner: Candidate, published: Sequence[Candidate], modified: Sequence[Candidate]) -> Candidate:
    """The one day that the page shows beside its headline, where it declares another.

    Systems date the record, editors the story: on the corpora's pages that show a single day which is not the
    declared one, and nowhere call it an update, it was the annotated day on 31 and the declared one on 11.
    """
    if winner.score >= 1.0 or not winner.source.startswith(_DECLARED):
        return winner
    seen = [one for one in published if one.source.startswith(_SEEN)]
    if any(_apart(one, winner) <= _DAY or _is_swapped(one, winner) for one in seen):
        return winner  # what else is shown is another story's
    shown = [one for one in seen if one.score >= _SHOWN]
    days = {str(one.value)[:10] for one in shown}
    if len(days) != 1 or any(_is_update(one, winner) for one in modified if str(one.value)[:10] in days):
        return winner
    return max(shown, key=lambda one: one.score)


def _apart(one: Candidate, other: Candidate) -> timedelta:
    first, second = (datetime.fromisoformat(str(candidate.value)[:10]) for candidate in (one, other))
    return abs(first - second)


def _is_swapped(shown: Candidate, declared: Candidate) -> bool:
    """True for 9/10/2024 read as the ninth of October beside a declared tenth of September."""
    day, other = str(shown.value)[:10], str(declared.value)[:10]
    return day[:4] == other[:4] and day[5:7] == other[8:] and day[8:] == other[5:7]


def _is_update(modified: Candidate, winner: Candidate) -> bool:
    """True where the day a page shows is that of an update, whatever stands beside it.

    Where only `article:published_time` tells the day of publication, the theme shows the day of the update.
    """
    return modified.source.startswith((*_SEEN, "microdata:")) or winner.source.startswith("meta:article:")


_SHOWN = 0.60  # the score of a date near the headline
_DECLARED = ("jsonld:", "meta:", "url:")
_WEST, _EAST, _DAY = timedelta(hours=-12), timedelta(hours=14), timedelta(days=1)


def _winner(field: str, candidates: list[Candidate]) -> Candidate | None:
    """The best candidate of the group of equal values with the most behind it."""
    best: Candidate | None = None
    best_score = _FLOORS.get(field, 0.0)
    if len(candidates) == 1:
        return candidates[0] if candidates[0].score > best_score + 1e-9 else None
    groups: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(_key(candidate), []).append(candidate)
    for group in groups.values():
        score = _strength(group)
        if score > best_score + 1e-9:
            best, best_score = max(group, key=lambda candidate: candidate.score), score
    return best


def _strength(group: list[Candidate]) -> float:
    score = max(candidate.score for candidate in group)
    if score >= 1.0:
        return score
    seen = {max(group, key=lambda candidate: candidate.score).source}
    for candidate in group:
        if candidate.source not in seen:
            seen.add(candidate.source)
            score += (1.0 - score) * _AGREEMENT * max(candidate.score, 0.0)
    return min(score, _CEILING)


def _key(candidate: Candidate) -> object:
    """What makes two values the same: a day, the set of authors, a language in any region, a folded text."""
    value = candidate.value
    if isinstance(value, tuple):
        return frozenset(map(fold, value))
    if candidate.field == "language":
        return language.base(value)
    return value[:10] if candidate.field in ("published", "modified") else fold(value)


@lru_cache(maxsize=256)  # og:url, canonical and JSON-LD give the same address
def _absolute(address: str, base: str | None) -> str | None:
    return address if len(address) < MAX_CHARS and _PLAIN_URL.fullmatch(address) else absolute(address, base)


def _ready(candidate: Candidate, page: Page) -> Candidate | None:
    """The candidate with its value as the document has it; None where nothing is left."""
    value = candidate.value
    if isinstance(value, tuple):
        value = tuple(text for text in map(squeeze, value) if text)
    elif candidate.field in _URLS:
        value = _absolute(value, page.url) or ""
    elif candidate.field == "license":
        value = (
            _absolute(value, page.url) or "" if "/" in value and " " not in value.strip() else squeeze(value)
        )
    elif candidate.field == "language":
        value = language.normalize(value) or ""
    else:
        value = squeeze(value)
    if not value:
        return None
    if value == candidate.value:
        return candidate
    return Candidate(
        candidate.field, value, candidate.source, candidate.score, candidate.block, candidate.span
    )
