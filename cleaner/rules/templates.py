"""What text dumps of one site share: lines that are template on all of them, and markers of head and tail.

A line that stands on several dumps may be a label of the content ("Condition: new"), above all on shops. Sure
is one that stands word by word on all, and is long or kept on none; and a long one that stands on most, below
their own text. A marker is a line beyond which hardly anything lies that a dump has for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleaner.rules.samples import NUMBERS, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.rules.samples import Sisters

__all__ = ["lines", "markers"]

_MOST_LINES = 400  # a daily's pages share three hundred headlines of the day
_LONG_LINE = 120  # characters of a line pattern; behind them a star
_LETTERS = 8  # that a line with numbers must have besides
# Chosen on 294 pages of 74 sites, each left out in turn; the engine had not seen the site (docs/rules.md).
_LONG = 10  # words of a line that is no heading and no label
_MOST_PAGES = 0.5
_LEAST_PAGES = 2  # that have a marker
_MOST_KINDS = 2  # of tails
_PROSE = 8  # words of a line that is on no other page, for it to be the page's own text
_SPARED = 0.02  # of a page's own text that may lie beyond a marker: the engine keeps a teaser by mistake


class _Place(NamedTuple):
    """Where a line stands on a page: what lies beyond it, as a share of the page's own text, and in words."""

    page: int
    own: float
    words: int


def markers(sisters: Sisters) -> Iterator[Finding]:
    """`cut_before` and `cut_after`: lines beyond which no page has text of its own."""
    for directive in ("cut_before", "cut_after"):
        last = directive == "cut_before"
        for key, pages in _chosen(sisters, last=last):
            where = "above" if last else "below"
            entry = {"line": _pattern(sisters.written[key]), **({"last": "true"} if last else {})}
            evidence = f"on {pages} of {len(sisters.samples)} pages, no text of their own {where} it"
            yield Finding(directive, entry, evidence)


def lines(sisters: Sisters) -> Iterator[Finding]:
    """`drop_lines`: lines that are template on every page that has them, those that matter most first."""
    count = len(sisters.samples)
    kept: Counter[str] = Counter()  # pages that keep the line
    gain: Counter[str] = Counter()  # words that are kept of it
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for sample, repeated in zip(sisters.samples, sisters.repeated, strict=True):
        keeping = set()
        for key, text, words, keep, again in zip(
            sample.keys, sample.blocks.texts, sample.words, sample.keep, repeated, strict=True
        ):
            if again:
                texts[key].add(text)
                if keep:
                    keeping.add(key)
                    gain[key] += words
        kept.update(keeping)
    below = _places(sisters, last=False)
    found = []
    for key, written in texts.items():
        pages = sisters.pages_with[key]
        # What is written differently each time ("12 reviews") is as often content as not.
        if len(written) > 1 or not _speaks(key):
            continue
        is_long = len(key.split()) >= _LONG
        if pages == count:
            template = is_long or not kept[key]
        else:  # a promise that a shop makes beside its own words is often content
            template = is_long and pages > _MOST_PAGES * count and _is_beyond(below[key])
        if template:
            found.append((-gain[key], -pages, key))
    for _, pages, key in sorted(found)[:_MOST_LINES]:
        yield Finding("drop_lines", {"line": _pattern(sisters.written[key])}, f"on {-pages} of {count} pages")


def _chosen(sisters: Sisters, *, last: bool) -> list[tuple[str, int]]:
    """The markers, and how many pages have each: one that all have, for tails also one a kind of page."""
    places = _places(sisters, last=last)
    fitting = [
        (sum(place.words for place in found), key)
        for key, found in places.items()
        if len(found) >= _LEAST_PAGES and _is_beyond(found) and "#" not in key and _speaks(key)
    ]
    most_first = [key for words, key in sorted(fitting, reverse=True) if words]
    chosen: list[str] = []
    served: set[int] = set()
    for key in most_first:
        pages = {place.page for place in places[key]}
        # A box above the text of some pages ("Sign up") stands amid that of others.
        if not last and pages - served and len(chosen) < _MOST_KINDS:
            chosen.append(key)
            served |= pages
    everywhere = [key for key in most_first if len(places[key]) == len(sisters.samples) and key not in chosen]
    return [(key, len(places[key])) for key in (*chosen, *everywhere[:1])]


def _is_beyond(places: Sequence[_Place]) -> bool:
    """True for a line beyond which no page has text of its own."""
    return max((place.own for place in places), default=1.0) <= _SPARED


def _places(sisters: Sisters, *, last: bool) -> defaultdict[str, list[_Place]]:
    """Where the lines stand that several pages have: `last` looks above them, else below."""
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for page, (sample, repeated) in enumerate(zip(sisters.samples, sisters.repeated, strict=True)):
        own = [
            words if keep and not again and words >= _PROSE else 0
            for words, keep, again in zip(sample.words, sample.keep, repeated, strict=True)
        ]
        own_above = list(accumulate(own, initial=0))
        words_above = list(accumulate(sample.words, initial=0))
        if not own_above[-1]:
            continue
        times = Counter(sample.keys)
        for block, (key, again) in enumerate(zip(sample.keys, repeated, strict=True)):
            if not again:
                continue
            if times[key] > 1:  # a label ("Advertisement")
                place = _Place(page, 1.0, 0)
            elif last:
                place = _Place(page, own_above[block] / own_above[-1], words_above[block])
            else:
                beyond = own_above[-1] - own_above[block + 1], words_above[-1] - words_above[block + 1]
                place = _Place(page, beyond[0] / own_above[-1], beyond[1])
            places[key].append(place)
    return places


def _speaks(key: str) -> bool:
    """False for lines without letters, and for those whose stars would fit anything."""
    return sum(map(str.isalpha, key)) >= (_LETTERS if "#" in key else 1)


def _pattern(written: str) -> str:
    """The glob for a line: stars for its numbers, and its beginning where it is long."""
    text = NUMBERS.sub("*", written.replace("*", "?"))
    return text if len(text) <= _LONG_LINE else f"{text[:_LONG_LINE].rsplit(' ', 1)[0]}*"
