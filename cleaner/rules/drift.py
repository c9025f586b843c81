"""Rules that pages have left behind: bodies that miss, bodies that hold hardly anything any more.

Told from saved pages alone. The engine is the yardstick: where it finds an article and the rule's body does
not hold it, the site was built anew, or the page is of another kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.rules.learn import body_of
from cleaner.rules.selection import Lookup, Selector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.rules.learn import Sample
    from cleaner.rules.site import Site

__all__ = ["HELD", "MISSED", "SHORT", "Drift", "Seen", "drifts", "seen"]

HELD, MISSED, SHORT = "held", "missed", "short"
_LEAST_WORDS = 60  # that the engine must keep: on less there is no article to be missed
# Of those a body must hold. Comments that the engine takes for the article cost a live body a third; one that
# is left behind holds a teaser, or nothing.
_LEAST_HELD = 0.5
_ALARM = 0.5  # of a site's pages in its last month


@dataclass(frozen=True, slots=True)
class Seen:
    """One page of a site that has a body: when it was saved, and whether the body still holds the article."""

    page: str
    month: str  # "2024-05", "" where nobody knows
    state: str
    sample: Sample = field(repr=False)


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of one site's body, month by month."""

    site: str
    by: str  # "sources.yaml:41"
    months: dict[str, tuple[int, int]]  # month -> pages, and those on which the body holds the article
    left: tuple[str, ...]  # pages on which it does not
    proposed: str | None  # a body that holds what the engine keeps on those

    @property
    def alarm(self) -> bool:
        """True where the body fails on half of the last month's pages."""
        pages, held = self.months[max(self.months)]
        return held < (1 - _ALARM) * pages or held == 0


def seen(page: str, month: str, site: Site, sample: Sample) -> Seen | None:
    """How the site's body fares on a page; None where it has none, or the page no article."""
    bodies = site.strongest("body")
    kept = sample.kept_words()
    if not bodies or kept < _LEAST_WORDS:
        return None
    lookup = Lookup(sample.blocks)
    best = None
    for ranked in bodies:
        target = ranked.item.target
        inside = {block for block, _ in lookup.hits(target)} if isinstance(target, Selector) else set()
        if inside:
            held = sum(sample.words[block] for block in inside if sample.keep[block])
            best = max(best or 0.0, held / kept)
    state = MISSED if best is None else HELD if best >= _LEAST_HELD else SHORT
    return Seen(page, month, state, sample)


def drifts(pages: Iterable[tuple[Site, Seen]]) -> Iterator[Drift]:
    """One entry a site, in the order of the sites."""
    found: dict[str, list[Seen]] = defaultdict(list)
    sites: dict[str, Site] = {}
    for site, page in pages:
        found[site.name].append(page)
        sites[site.name] = site
    for name, seen_pages in found.items():
        all_of = Counter(page.month for page in seen_pages)
        held = Counter(page.month for page in seen_pages if page.state == HELD)
        left = [page for page in seen_pages if page.state != HELD]
        proposal = body_of([page.sample for page in left]) if left else None
        yield Drift(
            name,
            sites[name].strongest("body")[0].item.by,
            {month: (all_of[month], held[month]) for month in sorted(all_of)},
            tuple(page.page for page in left),
            proposal.entry["select"] if proposal else None,
        )
