"""Which of a page's days is the day of publication: what it declares, or what it shows to its reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from cleaner.metadata import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Candidate, Page

__all__ = ["as_shown", "as_the_reader_sees", "of_the_page", "of_the_update"]

# Of an update, for the day of a page that tells no other. On the corpora (2026-11) that is the annotated day
# on 24 of 31 pages; without it wcxb loses .029. It is given on 15 of the 752 pages without an annotation.
_SHOWN_ONLY = 0.55
# Places that show a date to the reader, in the zone of the newsroom.
_SEEN = ("visible:date", "html:time", "html:class-date")
_SHOWN = 0.60  # the score of a date near the headline
_SHOWN_ABOVE = 0.50  # and of one above it, which may be today's
_VAGUE = 0.70  # at most, of metas that are called "date" and no more: nothing says what happened that day
_DECLARED = ("jsonld:", "meta:", "url:")
_WEST, _EAST, _DAY = timedelta(hours=-12), timedelta(hours=14), timedelta(days=1)


def of_the_page(published: list[Candidate], page: Page) -> list[Candidate]:
    """The dates that may be the page's own: a front page shows those of its stories."""
    return [one for one in published if one.score >= 1.0] if address.is_front_page(page.url) else published


def of_the_update(modified: Sequence[Candidate], page: Page) -> Candidate | None:
    """The day of the update that the page shows, for one that is not sure of any other day.

    "Updated 3 March" is all the reader is told.
    """
    shown = [one for one in modified if one.source.startswith(_SEEN)]
    if not shown or address.is_front_page(page.url):
        return None
    return replace(shown[0], field="published", score=_SHOWN_ONLY)


def as_the_reader_sees(winner: Candidate, others: Sequence[Candidate]) -> Candidate:
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


def as_shown(winner: Candidate, published: Sequence[Candidate], modified: Sequence[Candidate]) -> Candidate:
    """The one day that the page shows beside its headline, where it declares another.

    Systems date the record, editors the story: on the corpora's pages that show a single day which is not the
    declared one, and nowhere call it an update, it was the annotated day on 35 and the declared one on 11.
    """
    if winner.score >= 1.0:
        return winner
    if not winner.source.startswith(_DECLARED):
        # An address never has the month and the day in doubt.
        addresses = (one for one in published if one.source.startswith("url:"))
        return next((one for one in addresses if _is_swapped(winner, one)), winner)
    seen = [one for one in published if one.source.startswith(_SEEN)]
    if any(_is_same_day(one, winner) or _is_swapped(one, winner) for one in seen):
        return winner  # what else is shown is another story's
    least = _SHOWN_ABOVE if winner.score <= _VAGUE else _SHOWN
    last = max((str(one.value)[:10] for one in modified if one.source.startswith(_DECLARED)), default="")
    shown = [one for one in seen if one.score >= least and not _is_behind(str(one.value)[:10], last)]
    days = {str(one.value)[:10] for one in shown}
    if len(days) != 1 or any(_is_update(one, winner) for one in modified if str(one.value)[:10] in days):
        return winner
    return max(shown, key=lambda one: one.score)


def _is_same_day(one: Candidate, other: Candidate) -> bool:
    return str(one.value)[:10] == str(other.value)[:10]


def _is_behind(day: str, last: str) -> bool:
    """True for a day behind the last change that the page declares; a day's grace, since zones differ."""
    return bool(last) and datetime.fromisoformat(day) - datetime.fromisoformat(last) > _DAY


def _is_swapped(shown: Candidate, declared: Candidate) -> bool:
    """True for 9/10/2024 read as the ninth of October beside a declared tenth of September."""
    day, other = str(shown.value)[:10], str(declared.value)[:10]
    return day[:4] == other[:4] and day[5:7] == other[8:] and day[8:] == other[5:7]


def _is_update(modified: Candidate, winner: Candidate) -> bool:
    """True where the day a page shows is that of an update, whatever stands beside it.

    Where only `article:published_time` tells the day of publication, the theme shows the day of the update.
    """
    return modified.source.startswith((*_SEEN, "microdata:")) or winner.source.startswith("meta:article:")
