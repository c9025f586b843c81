"""Metadata against truth: a field is right, wrong, silent, or given where nobody annotated one.

Exact after NFKC, squeezed white space, case folding and a leading "By" stripped; authors as a set;
dates by day, as written (the day in the page's own time zone).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.corpora import Truth

__all__ = ["FIELDS", "Tally", "judge", "judge_all", "names", "normal"]

FIELDS = ("title", "authors", "published", "topics")
_BY = re.compile(r"by[:\s]+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The corpora write several people as one string ("A, B and C", "A; B", "A | B", "A und B", "A/B"); both sides
# of a comparison are taken apart alike.
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;|&/]|\b(?:and|et|und)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a system said in one field, over pages."""

    right: int = 0
    wrong: int = 0  # annotated, given, and not the same
    silent: int = 0  # annotated, not given
    extra: int = 0  # given where nothing is annotated: not an error by itself
    unasked: int = 0  # pages where nothing is annotated
    overlapping: int = 0  # right, or at least one of several values is

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.silent + other.silent,
            self.extra + other.extra,
            self.unasked + other.unasked,
            self.overlapping + other.overlapping,
        )

    @property
    def annotated(self) -> int:
        """Pages on which the field is annotated."""
        return self.right + self.wrong + self.silent

    def share(self, count: int) -> float:
        """A count as a share of the annotated pages; 0.0 if there are none."""
        return count / self.annotated if self.annotated else 0.0


def normal(value: str) -> str:
    """A value for comparing.

    >>> normal("By  Ana Öster")
    'ana öster'
    """
    squeezed = " ".join(unicodedata.normalize("NFKC", value).split())
    return _BY.sub("", squeezed, count=1).casefold() if _BY.match(squeezed) else squeezed.casefold()


def names(values: Iterable[str]) -> frozenset[str]:
    """People's names as a set, lists within one string taken apart.

    >>> sorted(names(["By Ana Öster and Bo Lind"]))
    ['ana öster', 'bo lind']
    """
    split = (part for value in values for part in _BETWEEN_NAMES.split(normal(value)))
    return frozenset(filter(None, split))


def judge(field: str, given: str | tuple[str, ...] | None, truth: str | tuple[str, ...] | None) -> Tally:
    """One field of one page. `published` is compared by day, `authors` and `topics` as sets."""
    if not truth:
        return Tally(extra=int(bool(given)), unasked=1)
    if not given:
        return Tally(silent=1)
    ours, theirs = _comparable(field, given), _comparable(field, truth)
    right = int(ours == theirs)
    return Tally(right=right, wrong=1 - right, overlapping=int(bool(ours & theirs)))


def judge_all(given: Mapping[str, str | tuple[str, ...] | None], truth: Truth) -> dict[str, Tally]:
    """All FIELDS of one page."""
    return {field: judge(field, given.get(field), getattr(truth, field)) for field in FIELDS}


def _comparable(field: str, value: str | tuple[str, ...]) -> frozenset[str]:
    values = (value,) if isinstance(value, str) else value
    if field == "authors":
        return names(values)
    if field == "published":
        return frozenset(day[0] if (day := _DAY.match(text.strip())) else normal(text) for text in values)
    return frozenset(filter(None, map(normal, values)))
