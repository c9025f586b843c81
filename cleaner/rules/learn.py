"""A rule for a site, learned from some of its saved pages: what repeats from page to page is not the article.

An element is dropped where it has no words of its own: all that is in it is repeated on other pages, or what
the engine drops, and its name or the engine says what it is. In text dumps lines are dropped, and all beyond
a line where no page has text of its own (`templates`). Learning proposes, the tests that it writes decide.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cleaner.rules import templates
from cleaner.rules.entries import role_of
from cleaner.rules.samples import Finding, Sample, Sisters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["BODY_PAGES", "Finding", "Sample", "body_of", "learn", "repeats", "unnamed"]

_MOST = 12  # selectors of a rule: a person reads it
_TOLD = 0.8  # of an element's words must be dropped by the engine as one role, where its name tells none
_BODY = 0.995  # of the words that the engine keeps a body must hold, on every page
# A lead above the body is on one page of some: with bodies from two pages on F1 fell by .0005, page left out
# by page, with those from five on by nothing.
BODY_PAGES = 5


def body_of(samples: Sequence[Sample]) -> Finding | None:
    """The narrowest element that holds what the engine keeps on every page; None where there is none."""
    best: tuple[float, str] | None = None
    for name in _names_on_all(samples):
        fits = []
        for sample in samples:
            ranges = sample.elements[name]
            inside = sum(sum(sample.words[first:last]) for first, last in ranges)
            held = sum(
                words
                for first, last in ranges
                for words, keep in zip(sample.words[first:last], sample.keep[first:last], strict=True)
                if keep
            )
            kept = sample.kept_words()
            if not kept or held < _BODY * kept:
                break
            fits.append(held / inside)
        else:
            key = (round(sum(fits) / len(fits), 3), name)
            best = max(best, key) if best else key
    if best is None:
        return None
    count = len(samples)
    return Finding(
        "body", {"select": best[1]}, f"on {count} of {count} pages, {best[0]:.0%} of its words are kept"
    )


def learn(samples: Sequence[Sample]) -> list[Finding]:
    """What a rule for the pages should say, the most telling first; [] where nothing is sure."""
    sisters = Sisters(samples)
    if samples[0].blocks.page.tree is None:
        return [*templates.markers(sisters), *templates.lines(sisters)]
    body = body_of(samples) if len(samples) >= BODY_PAGES else None
    return [*([body] if body else []), *_Elements(sisters).drops()]


def repeats(samples: Sequence[Sample]) -> list[str]:
    """Texts that the engine keeps although other pages have them too, those of the most pages first."""
    sisters = Sisters(samples)
    pages = {
        key: sisters.pages_with[key]
        for sample, repeated in zip(samples, sisters.repeated, strict=True)
        for key, keep, again in zip(sample.keys, sample.keep, repeated, strict=True)
        if keep and again
    }
    return [sisters.written[key] for key in sorted(pages, key=pages.__getitem__, reverse=True)]


def unnamed(samples: Sequence[Sample]) -> list[str]:
    """Elements of which the engine keeps nothing but repeats, and that nothing tells to be clutter."""
    elements = _Elements(Sisters(samples))
    return list(elements.barren(lambda name: not elements.role(name)))


class _Elements:
    """The elements of the pages, by class and id."""

    def __init__(self, sisters: Sisters) -> None:
        self.samples = sisters.samples
        self.repeated = sisters.repeated

    def drops(self) -> Iterator[Finding]:
        """Elements that are to go, and what they are."""
        for name in self.barren(lambda name: self.role(name) is not None):
            yield self._drop(name, self.role(name) or "other")

    def barren(self, wanted: Callable[[str], bool]) -> Iterator[str]:
        """Elements without words of their own, of which the engine keeps something that is in none before."""
        gone = [[False] * len(sample.words) for sample in self.samples]
        judged = [(self._gain(name, gone), name) for name in self._names_on_several()]
        for gain, name in sorted(judged, key=lambda pair: (-pair[0], pair[1]))[: 4 * _MOST]:
            if gain and self._gain(name, gone) and wanted(name):
                yield name
                for sample, out in zip(self.samples, gone, strict=True):
                    for first, last in sample.elements.get(name, ()):
                        out[first:last] = [True] * (last - first)

    def role(self, name: str) -> str | None:
        """What the element is by its name, or by what the engine takes it for; None where neither tells."""
        return role_of(name) or self._told(name)

    def _names_on_several(self) -> Iterable[str]:
        pages = Counter(name for sample in self.samples for name in sample.elements)
        least = max(2, (len(self.samples) + 2) // 3)
        return [name for name, count in pages.items() if count >= least]

    def _gain(self, name: str, gone: list[list[bool]]) -> int:
        """Words inside that the engine keeps and no page has for itself; 0 where a page has some."""
        gain = 0
        for sample, repeated, out in zip(self.samples, self.repeated, gone, strict=True):
            for first, last in sample.elements.get(name, ()):
                for block in range(first, last):
                    if sample.keep[block] and not out[block] and sample.words[block]:
                        if not repeated[block]:
                            return 0
                        gain += sample.words[block]
        return gain

    def _told(self, name: str) -> str | None:
        """What the engine takes the element for, where it drops nearly all of it and as one thing."""
        roles: Counter[str] = Counter()
        total = 0
        for sample in self.samples:
            for first, last in sample.elements.get(name, ()):
                for block in range(first, last):
                    total += sample.words[block]
                    if not sample.keep[block]:
                        roles[sample.roles[block]] += sample.words[block]
        roles.pop("other", None)
        role, words = roles.most_common(1)[0] if roles else ("", 0)
        return role if words >= _TOLD * total else None

    def _drop(self, name: str, role: str) -> Finding:
        pages = sum(name in sample.elements for sample in self.samples)
        entry = {"select": name, "role": role}
        return Finding("drop", entry, f"on {pages} of {len(self.samples)} pages, no words of its own inside")


def _names_on_all(samples: Sequence[Sample]) -> Iterable[str]:
    names = set(samples[0].elements)
    for sample in samples[1:]:
        names &= sample.elements.keys()
    return names
