"""Rows of documents -> what a run kept and dropped, counted; memory grows with the sites alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.types import ROLES
from cleaner.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.corpus.rows import Row

__all__ = ["KEPT", "Site", "Statistics", "count"]

KEPT = "kept"
_SHARES = 20  # columns of a distribution over 0 to 1
_MOST_SITES = 100_000  # counted one by one; the rest goes together
_REST = "(other sites)"


@dataclass(slots=True)
class Site:
    """The pages of one host."""

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)  # by KEPT and the roles that were dropped

    @property
    def kept(self) -> float:
        """Share of the words that were kept."""
        return self.words[KEPT] / self.words.total() if self.words.total() else 0.0


@dataclass(slots=True)
class Statistics:
    """The counts of many documents; grows row by row."""

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)  # by KEPT and the roles that were dropped
    sites: dict[str, Site] = field(default_factory=dict)  # by host, or name
    share_kept: Counter[int] = field(default_factory=Counter)  # documents by twentieth
    confidence: Counter[int] = field(default_factory=Counter)  # documents by twentieth
    lengths: Counter[int] = field(default_factory=Counter)  # documents by the power of two of their words
    languages: Counter[str] = field(default_factory=Counter)
    page_types: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        """Counts a document; what a foreign row lacks, or has in another form, is not counted."""
        words = _words(row)
        self.documents += 1
        self.words.update(words)
        name = _site(row)
        if name not in self.sites and len(self.sites) >= _MOST_SITES:
            name = _REST
        site = self.sites.setdefault(name, Site())
        site.documents += 1
        site.words.update(words)
        if total := words.total():
            self.share_kept[_twentieth(words[KEPT] / total)] += 1
        if isinstance(confidence := row.get("confidence"), float):
            self.confidence[_twentieth(confidence)] += 1
        self.lengths[words[KEPT].bit_length()] += 1
        self.languages[_text(row.get("language")).partition("-")[0] or "unknown"] += 1
        self.page_types[_text(row.get("page_type")) or "unknown"] += 1
        self.rules[_text(row.get("rule")) or "none"] += 1
        self.flags.update(_text(flag) for flag in row.get("flags") or ())

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain values, largest first."""
        ranked = sorted(self.sites.items(), key=lambda item: (-item[1].words.total(), item[0]))
        return {
            "documents": self.documents,
            "words": dict(self.words.most_common()),
            "sites": {
                name: {"documents": site.documents, "words": dict(site.words.most_common())}
                for name, site in ranked
            },
            "languages": dict(self.languages.most_common()),
            "page_types": dict(self.page_types.most_common()),
            "flags": dict(self.flags.most_common()),
            "rules": dict(self.rules.most_common()),
        }


def count(rows: Iterable[Row]) -> Statistics:
    """The counts of all rows."""
    statistics = Statistics()
    for row in rows:
        statistics.add(row)
    return statistics


def _site(row: Row) -> str:
    """Where a document is from, as it says: the host of its address, or a name."""
    hosts = (host(_text(row.get(key))) for key in ("url", "canonical_url"))
    return next(filter(None, hosts), None) or _text(row.get("site_name")) or "(unknown)"


def _words(row: Row) -> Counter[str]:
    """The words of a document that were kept, and those dropped, by role."""
    removed = row.get("removed")
    counts: Counter[str] = Counter({KEPT: _number(row.get("word_count"))})
    for role, words in removed.items() if isinstance(removed, dict) else ():
        counts[role if role in ROLES else "other"] += _number(words)
    return counts


def _number(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _twentieth(share: float) -> int:
    return min(_SHARES - 1, max(0, int(share * _SHARES)))
