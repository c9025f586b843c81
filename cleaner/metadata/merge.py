"""Many candidates, one value a field: decided here and nowhere else.

The highest score wins, the first of equals. Places that agree make each other stronger: the same headline
in `og:title` and in `<h1>` is worth more than either. A rule of the user's has score 1.0 and always wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.metadata import days, language, values
from cleaner.metadata.names import looks_like_name
from cleaner.patterns import pattern
from cleaner.text import fold, squeeze
from cleaner.types import FIELDS, Candidate, Metadata
from cleaner.urls import MAX_CHARS, absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.types import Page

__all__ = ["merge", "why"]

_CEILING = 0.99  # however many places agree, a rule's 1.0 stands above them
_AGREEMENT = 0.35  # each further place takes this share of what is missing to certainty, times its own score
# Below this a value is more often wrong than right: saying nothing is better.
_FLOORS = {"published": 0.50, "modified": 0.50, "authors": 0.40, "page_type": 0.60, "title": 0.20}
_PLAIN_URL = pattern(r"https?://[a-z0-9.-]+/[\w.~%+/-]*", re.A)  # absolute as it is
# What a template or a script leaves where it was given nothing.
_PLACEHOLDER = pattern(
    r"[$#]?\{+[^{}]*\}+|\[\[[^]]*\]\]|<%[^%]*%>|%{1,2}[\w.:-]+%{1,2}|\[object \w*\]|[\W_]*", re.S
)
_NO_NAME = pattern(r"(?:(?:undefined|null|nan|array|none)(?:\s+|\Z))+|.*(?:\{\{|\$\{|\}).*", re.I | re.S)
_SURE_NAME = 0.65  # of a place that has more than a given name
_NAMES = frozenset({"authors", "site_name"})  # a page may be about Array and null
_URLS = frozenset({"canonical_url", "source_url", "image"})


class _Group(NamedTuple):
    """Candidates with the same value."""

    strength: float
    best: Candidate
    places: int


def merge(candidates: Sequence[Candidate], page: Page) -> Metadata:
    """The best value of every field, with the candidate it came from."""
    usable = [ready for candidate in candidates if (ready := _ready(candidate, page)) is not None]
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in usable:
        by_field[candidate.field].append(candidate)
    by_field["published"] = days.of_the_page(by_field["published"], page)
    chosen = {
        field: winner
        for field in FIELDS
        if field in by_field and (winner := _winner(field, by_field[field])) is not None
    }
    if day := _day(chosen.get("published"), by_field, page):
        chosen["published"] = day
    named = _in_full(chosen.get("authors"), by_field["authors"])
    if people := _people(named, chosen.get("site_name")):
        chosen["authors"] = people
    usable += [candidate for candidate in chosen.values() if candidate not in usable]
    by_name = {field: candidate.value for field, candidate in chosen.items()}
    return Metadata(**by_name, chosen=chosen, candidates=tuple(usable))  # type: ignore[arg-type]


def _day(declared: Candidate | None, by_field: dict[str, list[Candidate]], page: Page) -> Candidate | None:
    """The day of publication, where the surest one is `declared`: what the reader is shown may be another."""
    if declared is None:
        return days.of_the_update(by_field["modified"], page)
    local = days.as_the_reader_sees(declared, by_field["published"])
    return days.as_shown(local, by_field["published"], by_field["modified"])


def _in_full(authors: Candidate | None, others: Iterable[Candidate]) -> Candidate | None:
    """The author whom a given name stands for, where a sure place has the whole name: "Ann", "Ann Roe"."""
    if authors is None or authors.score > _CEILING or not isinstance(authors.value, tuple):
        return authors  # a rule's word is the last
    if len(authors.value) != 1 or " " in authors.value[0]:
        return authors
    given = f"{fold(authors.value[0])} "
    return next(
        (
            one
            for one in others
            if one.score >= _SURE_NAME
            and len(one.value) == 1
            and fold(one.value[0]).startswith(given)
            and looks_like_name(one.value[0])
        ),
        authors,
    )


def _people(authors: Candidate | None, site: Candidate | None) -> Candidate | None:
    """The authors without the site, which stands beside them; None where there are none."""
    if authors is None or site is None or not isinstance(authors.value, tuple):
        return authors
    others = tuple(name for name in authors.value if fold(name) != fold(str(site.value)))
    return replace(authors, value=others) if others and others != authors.value else authors


def why(found: Metadata, field: str) -> str:
    """Why the value of a field won, or why none did, for people; "" where the page offers none.

    >>> why(Metadata(candidates=(Candidate("title", "Ten huts", "html:title", 0.1),)), "title")
    'the best, html:title, is not surer than 0.20: better none'
    """
    groups = sorted(
        _groups([one for one in found.candidates if one.field == field]), key=lambda group: -group.strength
    )
    if not groups:
        return ""
    winner, best = found.chosen.get(field), groups[0]
    if winner is None:
        floor = _FLOORS.get(field, 0.0)
        if field == "published" and best.strength > floor:
            return "the dates of a front page are those of its stories"
        instead = "the model decided" if getattr(found, field) else "better none"
        return f"the best, {best.best.source}, is not surer than {floor:.2f}: {instead}"
    if winner.score >= 1.0:
        return "a rule says so"
    if field == "published" and _key(winner) != _key(best.best):
        return f"the day that the reader is shown, rather than the declared {best.best.value}"
    if field == "authors" and _key(winner) != _key(best.best) and len(winner.value) == len(best.best.value):
        return f"the whole name, rather than {', '.join(best.best.value)}"
    agreed = f"{best.places} places agree: {best.strength:.2f}" if best.places > 1 else f"{best.strength:.2f}"
    if len(groups) == 1:
        return f"{agreed}, and no other value"
    return f"{agreed}, before {groups[1].strength:.2f} of {groups[1].best.source}"


def _winner(field: str, candidates: list[Candidate]) -> Candidate | None:
    """The best candidate of the group of equal values with the most behind it."""
    floor = _FLOORS.get(field, 0.0) + 1e-9
    if len(candidates) == 1:
        return candidates[0] if candidates[0].score > floor else None
    top = max(_groups(candidates), key=lambda group: round(group.strength, 9), default=None)
    return top.best if top is not None and top.strength > floor else None


def _groups(candidates: Sequence[Candidate]) -> list[_Group]:
    """The candidates by value, the first seen first."""
    groups: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(_key(candidate), []).append(candidate)
    return [
        _Group(
            _strength(group),
            max(group, key=lambda candidate: candidate.score),
            len({candidate.source for candidate in group}),
        )
        for group in groups.values()
    ]


def _strength(group: list[Candidate]) -> float:
    score = max(candidate.score for candidate in group)
    if score >= 1.0 or (group[0].field == "title" and score <= values.SAYS_NOTHING):
        return score  # the site's name in three places is still no headline
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


def _is_placeholder(candidate: Candidate, text: str) -> bool:
    """True for "{{title}}", "%AUTHOR%", "[object Object]", what has no letter or digit, no name."""
    if candidate.score >= 1.0:
        return False  # a rule's
    if candidate.field in _NAMES and _NO_NAME.fullmatch(text):
        return True
    return not text[:1].isalnum() and _PLACEHOLDER.fullmatch(text) is not None


def _ready(candidate: Candidate, page: Page) -> Candidate | None:
    """The candidate with its value as the document has it; None where nothing is left."""
    value = candidate.value
    if isinstance(value, tuple):
        value = tuple(text for text in map(squeeze, value) if text and not _is_placeholder(candidate, text))
    elif _is_placeholder(candidate, value):
        return None
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
