"""`rules drift` on pages of hosts with a community rule; the truth tells which bodies fail."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks import corpora
from benchmarks.rules.compare import raw_of
from benchmarks.rules.imports import loaded
from benchmarks.rules.learned import sample_of
from benchmarks.scores import overlap, words
from cleaner.pipeline import Options, clean_page
from cleaner.rules import Rules
from cleaner.rules.drift import HELD, seen
from cleaner.rules.selection import Lookup, Selector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleaner.rules import Site
    from cleaner.types import Blocks

__all__ = ["report"]

_DEAD = 0.5  # of the truth's words: a body that holds less no longer matches


def report(archive: Path, folder: Path, names: list[str]) -> Iterator[str]:
    """Lines for the docs: how many dead bodies are flagged, and how many live ones."""
    rules = loaded(archive)
    counts: Counter[tuple[str, bool]] = Counter()
    for name in names:
        for example in corpora.read(folder, name):
            truth = example.truth.text or "\n\n".join(example.truth.paragraphs or ())
            site = rules.site_for_address(example.url) if example.url else None
            if site is None or not truth or not site.strongest("body"):
                continue
            result = clean_page(raw_of(example), Options(rules=Rules.empty()))
            found = seen(example.id, "", site, sample_of(result))
            if found is not None:
                state = "dead" if _held(result.blocks, site, truth) < _DEAD else "live"
                counts[state, found.state != HELD] += 1
    for state, what in (("dead", "flagged"), ("live", "false alarms")):
        total = counts[state, True] + counts[state, False]
        flagged = counts[state, True]
        yield f"{total} {state} bodies: {flagged} {what} ({flagged / (total or 1):.1%})"


def _held(blocks: Blocks, site: Site, truth: str) -> float:
    """The share of the truth's words that the site's best body holds."""
    lookup, best = Lookup(blocks), 0.0
    for ranked in site.strongest("body"):
        target = ranked.item.target
        if isinstance(target, Selector):
            inside = sorted({block for block, _ in lookup.hits(target)})
            text = "\n".join(blocks.texts[block] for block in inside)
            best = max(best, overlap(words(text), words(truth)).recall)
    return best
