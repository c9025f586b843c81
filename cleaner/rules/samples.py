"""Pages of one site side by side, to learn from: what the engine keeps of each, and what repeats."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.rules.doubts import is_hashed
from cleaner.text import fold, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks, Nodes

__all__ = ["NUMBERS", "Finding", "Sample", "Sisters"]

NUMBERS = re.compile(r"\d+(?:[.,:]\d+)*")
# A class or id made of words: what has digits is a size, a number of this page, or comes from a build tool.
# The possessive quantifiers (`+` behind the braces) keep a long name from being split in every possible way.
_NAME = re.compile(r"(?:[A-Z]?[a-z]{2,}+|[A-Z]{2,}+)(?:[-_]{0,2}(?:[A-Z]?[a-z]{2,}+|[A-Z]{2,}+))*+\Z")


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
        return [NUMBERS.sub("#", fold(text)) for text in self.blocks.texts]

    @cached_property
    def elements(self) -> dict[str, list[tuple[int, int]]]:
        """The blocks inside the elements of each class and id: ranges, outermost elements only."""
        found: dict[str, list[tuple[int, int]]] = {}
        if self.blocks.page.tree is None:
            return found
        nodes = self.blocks.page.tree.nodes
        stops: dict[str, int] = {}
        for node, (first, stop) in enumerate(_ranges(nodes, self.blocks.nodes)):
            if first >= stop:
                continue
            for name in _names(nodes.attributes[node]):
                if node >= stops.get(name, 0):
                    stops[name] = nodes.ends[node]
                    found.setdefault(name, []).append((first, stop))
        return found

    def kept_words(self) -> int:
        """How many words the engine keeps."""
        return sum(words for words, keep in zip(self.words, self.keep, strict=True) if keep)


class Sisters:
    """Samples of one site, and on how many of them each text stands."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        seen: Counter[str] = Counter()
        self.written: dict[str, str] = {}  # how the first page that has it writes a text
        for sample in samples:
            seen.update(dict.fromkeys(filter(None, sample.keys), 1))
            for key, text in zip(sample.keys, sample.blocks.texts, strict=True):
                self.written.setdefault(key, text)
        self.pages_with = seen
        # One sister is enough: a line also seen on another page is boilerplate in 96 % of blocks.
        self.repeated = [[seen[key] > 1 for key in sample.keys] for sample in samples]


def _ranges(nodes: Nodes, owners: Sequence[int]) -> list[tuple[int, int]]:
    """For each node the blocks inside, the first and one past the last; a range that is empty where none is.

    Owners are not in order: text behind an element belongs to what is around both.
    """
    first, stop = [len(owners)] * len(nodes), [0] * len(nodes)
    for block, owner in enumerate(owners):
        first[owner] = min(first[owner], block)
        stop[owner] = block + 1
    for node in range(len(nodes) - 1, 0, -1):
        parent = nodes.parents[node]
        first[parent] = min(first[parent], first[node])
        stop[parent] = max(stop[parent], stop[node])
    return list(zip(first, stop, strict=True))


def _names(attributes: dict[str, str | None]) -> Iterator[str]:
    """The selectors by class and by id that an element's attributes allow, without short-lived ones."""
    id_ = attributes.get("id")
    if id_ and len(id_) > 2 and _NAME.match(id_) and not is_hashed(id_):
        yield f"#{id_}"
    for name in dict.fromkeys((attributes.get("class") or "").split()):
        if len(name) > 2 and _NAME.match(name) and not is_hashed(name):
            yield f".{name}"
