"""What the shipped presets take from the pages of the corpora: clutter, and true content.

    python -m benchmarks.presets [--corpora DIR] [--corpus NAME ...] [--sample N] [--items]

Each preset is held to every page that it detects itself on, those for text to every page's blocks as if they
were the lines of a dump, without the loss guard. True words are those of blocks that are in the truth
(`training.align`). A preset may take at most 0.1 % of the true words of all pages (RULES.md, 3).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpora
from cleaner import inputs
from cleaner.page import read_page, segment
from cleaner.rules import DIRECTIVES, Rules
from cleaner.rules.selection import Lookup
from cleaner.rules.when import Look
from cleaner.text import words
from training.align import shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.rules.selection import Hit
    from cleaner.rules.site import Preset
    from cleaner.types import Page

_ALLOWED = 0.001  # of all true words
_WORST = 12  # entries shown of a preset


@dataclass(slots=True)
class _Tally:
    """What a preset did on the pages so far."""

    pages: int = 0
    true: float = 0.0  # true words of those pages
    lost: float = 0.0  # true words that it drops
    dropped: int = 0  # words that it drops
    items: Counter[str] = field(default_factory=Counter)  # true words lost by entry


def main(argv: Sequence[str] | None = None) -> int:
    """1 where a preset takes more true content than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.presets")
    parser.add_argument("--corpora", type=Path, default=corpora.default_folder(), metavar="DIR")
    parser.add_argument("--corpus", nargs="+", default=["wcxb", "news", "publishers"], metavar="NAME")
    parser.add_argument("--sample", type=int, metavar="N", help="only N pages of each corpus")
    parser.add_argument("--items", action="store_true", help="also the entries that lose most")
    args = parser.parse_args(argv)
    examples = [
        example
        for name in args.corpus
        for example in corpora.sample(corpora.read(args.corpora, name), args.sample)
    ]
    tallies, total = measured(examples, Rules.shipped().presets)
    print("| preset | pages | words dropped | true words lost | of the pages' | of all |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, tally in sorted(tallies.items()):
        of_pages = tally.lost / tally.true if tally.true else 0.0
        figures = f"{tally.dropped:,} | {tally.lost:,.0f} | {of_pages:.3%} | {tally.lost / total:.4%}"
        print(f"| {name} | {tally.pages} | {figures} |")
        if args.items:
            for item, lost in tally.items.most_common(_WORST):
                print(f"    {lost:8.0f}  {item}", file=sys.stderr)
    return 1 if any(tally.lost > _ALLOWED * total for tally in tallies.values()) else 0


def measured(
    examples: Iterable[corpora.Example], presets: Sequence[Preset]
) -> tuple[dict[str, _Tally], float]:
    """A tally for each preset, and how many true words all the pages have."""
    tallies = {preset.name: _Tally() for preset in presets}
    total = 0.0
    for example in examples:
        truth = example.truth.text or "\n\n".join(example.truth.paragraphs or ())
        raw = inputs.from_bytes(example.body(), url=example.url)
        if truth and raw.media_type == "text/html":
            total += _add(tallies, presets, read_page(raw), truth)
    return tallies, total


def _add(tallies: dict[str, _Tally], presets: Sequence[Preset], page: Page, truth: str) -> float:
    """Add one page to the tallies; its true words."""
    blocks = segment(page)
    of_block = [words(text) for text in blocks.texts]
    true = [len(own) * share for own, share in zip(of_block, shares(of_block, words(truth)), strict=True)]
    look, lookup = Look(page), Lookup(blocks)
    for preset in presets:
        if not any(when.format == "text" or look.fits(when) for when in preset.detect):
            continue
        tally = tallies[preset.name]
        hits = _hits(lookup, preset)
        gone = set().union(*hits.values())
        # Of a block that loses a part, the part: it is hit by one entry alone.
        size = {hit: len(words(blocks.texts[hit[0]][slice(*(hit[1] or (None,)))])) for hit in gone}
        lost = {hit: size[hit] * true[hit[0]] / max(1, len(of_block[hit[0]])) for hit in gone}
        tally.pages += 1
        tally.true += sum(true)
        tally.lost += sum(lost.values())
        tally.dropped += sum(size.values())
        for shown, found in hits.items():
            tally.items[shown] += round(sum(lost[hit] for hit in found))
    return sum(true)


def _hits(lookup: Lookup, preset: Preset) -> dict[str, set[Hit]]:
    """The blocks, and parts of blocks, that each entry of a preset drops."""
    found: dict[str, set[Hit]] = defaultdict(set)
    for part in preset.parts():
        for name, items in part.items.items():
            directive = DIRECTIVES[name]
            if directive.does != "drop" or directive.find is None:
                continue
            for item in items:
                for way in directive.find(lookup, item):
                    found[item.shown].update(way)
                    break
    return found


if __name__ == "__main__":
    sys.exit(main())
