"""A rule for a site, learned from some of its saved pages: what repeats from page to page is not the article.

A line that stands on several pages of a site is boilerplate in 96 of 100 blocks. An element is dropped
where it has no words of its own: all that is in it is repeated on other pages, or what the engine drops. A
line of a dump becomes a marker where no prose stands beyond it on any page. Learning proposes, the tests
that it writes decide: headings such as "Pros" repeat too, so a short line between prose stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.rules.doubts import is_hashed
from cleaner.rules.entries import role_of
from cleaner.text import fold, word_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["Finding", "Sample", "body_of", "learn"]

_NUMBERS = re.compile(r"\d+(?:[.,:]\d+)*")
# A class or id made of words: what has digits is a size, a number of this page, or comes from a build tool.
# The possessive quantifiers (`+` behind the braces) keep a long name from being split in every possible way.
_NAME = re.compile(r"(?:[A-Z]?[a-z]{2,}+|[A-Z]{2,}+)(?:[-_]{0,2}(?:[A-Z]?[a-z]{2,}+|[A-Z]{2,}+))*+\Z")
_MOST = 12  # selectors of a rule: a person reads it
_MOST_LINES = 80
_LETTERS = 8  # that a line with numbers must have besides
_TOLD = 0.8  # of an element's words must be dropped by the engine as one role, where its name tells none
_BODY = 0.995  # of the words that the engine keeps a body must hold, on every page
_PROSE_WORDS = 15  # a line this long that is on no other page is prose
_SHORT = 4  # words of a line that may be a heading of the article
_LONG_LINE = 120  # characters of a line pattern; behind them a star


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry of a rule that was learned: the directive, its entry, and the evidence for people."""

    directive: str
    entry: dict[str, str]
    evidence: str


class Sample:
    """One page to learn from: its blocks, and which of them the engine keeps, and as what."""

    def __init__(self, blocks: Blocks, keep: Sequence[bool], roles: Sequence[str]) -> None:
        self.blocks = blocks
        self.keep = keep
        self.roles = roles
        self.words = [word_count(text) for text in blocks.texts]

    @cached_property
    def keys(self) -> list[str]:
        """Each block's text as it is compared with other pages: numbers count for nothing."""
        return [_NUMBERS.sub("#", fold(text)) for text in self.blocks.texts]

    @cached_property
    def elements(self) -> dict[str, list[tuple[int, int]]]:
        """The blocks inside the elements of each class and id: ranges, outermost elements only."""
        tree = self.blocks.page.tree
        found: dict[str, list[tuple[int, int]]] = {}
        owners = self.blocks.nodes
        stops: dict[str, int] = {}
        for node, attributes in enumerate(tree.nodes.attributes) if tree else ():
            if not attributes:
                continue
            end = tree.nodes.ends[node] if tree else node
            first, last = bisect_left(owners, node), bisect_left(owners, end)
            if first == last:
                continue
            for name in _names(attributes):
                if node >= stops.get(name, 0):
                    stops[name] = end
                    found.setdefault(name, []).append((first, last))
        return found

    def kept_words(self) -> int:
        """How many words the engine keeps."""
        return sum(words for words, keep in zip(self.words, self.keep, strict=True) if keep)


def body_of(samples: Sequence[Sample]) -> Finding | None:
    """The narrowest element that holds what the engine keeps on every page; None where there is none."""
    return next(_Site(samples).body(), None)


def learn(samples: Sequence[Sample]) -> list[Finding]:
    """What a rule for the pages should say, the most telling first; [] where nothing is sure."""
    site = _Site(samples)
    if samples[0].blocks.page.tree is None:
        return [*site.cuts(), *site.lines()]
    return [*site.body(), *site.drops()]


class _Site:
    """The pages side by side."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        seen: Counter[str] = Counter()
        for sample in samples:
            seen.update(dict.fromkeys(filter(None, sample.keys), 1))
        self.pages_with = seen
        # One sister is enough: a line also seen on another page is boilerplate in 96 % of blocks.
        self.repeated = [[seen[key] > 1 for key in sample.keys] for sample in samples]

    def body(self) -> Iterator[Finding]:
        """The narrowest element that holds what the engine keeps, on every page."""
        best: tuple[float, str] | None = None
        for name in self._names_on_all():
            fits = []
            for sample in self.samples:
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
        if best:
            count = len(self.samples)
            share = f"{best[0]:.0%} of its words are kept"
            yield Finding("body", {"select": best[1]}, f"on {count} of {count} pages, {share}")

    def drops(self) -> Iterator[Finding]:
        """Elements without words of their own, of which the engine keeps something somewhere."""
        gone = [[False] * len(sample.words) for sample in self.samples]
        judged = [(self._gain(name, gone), name) for name in self._names_on_several()]
        for gain, name in sorted(judged, key=lambda pair: (-pair[0], pair[1]))[: 4 * _MOST]:
            if gain and self._gain(name, gone) and (role := role_of(name) or self._told(name)):
                yield self._drop(name, role)
                for sample, out in zip(self.samples, gone, strict=True):
                    for first, last in sample.elements.get(name, ()):
                        out[first:last] = [True] * (last - first)

    def cuts(self) -> Iterator[Finding]:
        """Lines beyond which no page has prose."""
        for directive, last in (("cut_before", True), ("cut_after", False)):
            found = self._marker(last=last)
            if found:
                key, pages = found
                where = "above" if last else "below"
                entry = {"line": self._pattern(key), **({"last": "true"} if last else {})}
                yield Finding(
                    directive, entry, f"on {pages} of {len(self.samples)} pages, no prose {where} it"
                )

    def lines(self) -> Iterator[Finding]:
        """Lines that repeat, but for short ones between prose."""
        chosen: dict[str, int] = {}
        for sample, repeated in zip(self.samples, self.repeated, strict=True):
            prose = self._prose(sample, repeated)
            first, last = (prose[0], prose[-1]) if prose else (0, 0)
            for block, key in enumerate(sample.keys):
                if not repeated[block] or key in chosen or not key.strip("# "):
                    continue
                if "#" in key and sum(map(str.isalpha, key)) < _LETTERS:
                    continue  # stars with hardly a letter between them would fit anything
                amid = first < block < last and sample.words[block] < _SHORT and sample.keep[block]
                if not amid or self.pages_with[key] == len(self.samples) > 2:
                    chosen[key] = self.pages_with[key]
        for key, pages in sorted(chosen.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_LINES]:
            yield Finding(
                "drop_lines", {"line": self._pattern(key)}, f"on {pages} of {len(self.samples)} pages"
            )

    def _names_on_all(self) -> Iterable[str]:
        names = set(self.samples[0].elements)
        for sample in self.samples[1:]:
            names &= sample.elements.keys()
        return names

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

    def _marker(self, *, last: bool) -> tuple[str, int] | None:
        """The line that most pages have and beyond which the most words lie, none of them prose."""
        beyond: defaultdict[str, list[int]] = defaultdict(list)
        for sample, repeated in zip(self.samples, self.repeated, strict=True):
            for key, words in self._words_beyond(sample, repeated, last=last):
                beyond[key].append(words)
        least = max(2, (len(self.samples) + 1) // 2)
        fitting = [
            (len(counts), sum(counts), key)
            for key, counts in beyond.items()
            if min(counts) >= 0 and len(counts) >= least and any(counts) and _is_marker(key)
        ]
        if not fitting:
            return None
        pages, _, key = max(fitting)
        return key, pages

    def _words_beyond(
        self, sample: Sample, repeated: Sequence[bool], *, last: bool
    ) -> Iterator[tuple[str, int]]:
        """Each line that other pages have too, and how many words lie beyond it; -1 where it is no place."""
        prose = self._prose(sample, repeated)
        if not prose:
            return
        blocks = range(prose[0]) if last else range(prose[-1] + 1, len(sample.keys))
        places = {sample.keys[block]: block for block in blocks}
        for key, count in Counter(sample.keys).items():
            if self.pages_with[key] < 2:
                continue
            if count > 1 or key not in places:  # a label ("Advertisement"), or amid the prose
                yield key, -1
                continue
            at = places[key]
            yield key, sum(sample.words[:at] if last else sample.words[at + 1 :])

    def _prose(self, sample: Sample, repeated: Sequence[bool]) -> list[int]:
        """Blocks that read like an article: long, on no other page, and kept by the engine."""
        return [
            block
            for block, words in enumerate(sample.words)
            if words >= _PROSE_WORDS and not repeated[block] and sample.keep[block]
        ]

    def _pattern(self, key: str) -> str:
        """The glob for a line: stars for its numbers, and its beginning where it is long."""
        text = next(
            text
            for sample in self.samples
            for text, other in zip(sample.blocks.texts, sample.keys, strict=True)
            if other == key
        )
        text = _NUMBERS.sub("*", text.replace("*", "?"))
        return text if len(text) <= _LONG_LINE else f"{text[:_LONG_LINE].rsplit(' ', 1)[0]}*"


def _is_marker(key: str) -> bool:
    return "#" not in key and any(map(str.isalpha, key))


def _names(attributes: dict[str, str | None]) -> Iterator[str]:
    """The selectors by class and by id that an element's attributes allow, without short-lived ones."""
    id_ = attributes.get("id")
    if id_ and len(id_) > 2 and _NAME.match(id_) and not is_hashed(id_):
        yield f"#{id_}"
    for name in dict.fromkeys((attributes.get("class") or "").split()):
        if len(name) > 2 and _NAME.match(name) and not is_hashed(name):
            yield f".{name}"
