"""The corpora as text dumps to learn from: each page flattened in several ways.

A line's label is that of the block with the same text, as `datasets` aligned the page's blocks with the
truth; a line that is no block's has its label by the phrases that it shares with the truth.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import corpora
from cleaner import text
from cleaner.features.lines import Lines, read_lines
from cleaner.inputs import from_bytes
from cleaner.page import read_page, segment
from cleaner.types import Page, RawPage
from training.datasets import FOLDS, _from_snippets
from training.flatten import CRUDE, VISIBLE, dirty, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.datasets import Sample

__all__ = ["Dump", "load"]

_PARTIAL = 0.5  # weight of a page of which only snippets are known, as in datasets.py
# All pages stand in the data as html-text leaves them and as one crude extractor does; so many in other ways.
_INSCRIPTIS, _WILD, _CLEAN = 0.25, 0.4, 0.5
_PHRASE, _LEAST_WORDS = 3, 5  # words of a phrase, and of a line to be told by phrases
_MOST_LINES = 8  # of a piece of clean text


@dataclass(frozen=True, slots=True)
class Dump:
    """One page, flattened in one way."""

    corpus: str
    id: str
    domain: str
    fold: int
    page_type: str | None
    way: str  # how it was flattened
    text: str
    lines: Lines
    texts: list[str]
    words: NDArray[np.float32]  # of each line
    share: NDArray[np.float32]  # of each line's words that are the truth's; -1: nobody knows
    truth: Counter[str] | None

    @property
    def weights(self) -> NDArray[np.float64]:
        """Of the lines: dumps count alike, and within a dump longer lines more."""
        weight = np.where((self.share >= 0) & (self.words > 0), self.words**0.6 + 0.5, 0.0)
        total = weight.sum()
        return weight / total * (1.0 if self.truth is not None else _PARTIAL) if total else weight


def load(folder: Path, cache: Path | None, samples: Sequence[Sample]) -> list[Dump]:
    """The pages of these samples in all ways, from the cache if it is there."""
    if cache and cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    pages = {
        (name, page.id): page for name in corpora.names_in(folder) for page in corpora.read(folder, name)
    }
    dumps = [dump for sample in samples for dump in _dumps(pages[sample.corpus, sample.id], sample)]
    if cache:
        cache.write_bytes(pickle.dumps(dumps, protocol=5))
    return dumps


def _dumps(page: corpora.Example, sample: Sample) -> Iterator[Dump]:
    random = Random(zlib.crc32(page.id.encode()))
    source = read_page(from_bytes(page.body(), url=page.url)).text
    flat = {way: flatten(source) for way, flatten in {**VISIBLE, **CRUDE}.items()}
    known = _Known(page, sample)
    ways = {"html-text": flat["html-text"]}
    crude = random.choice(tuple(CRUDE))
    ways[crude] = flat[crude]
    if random.random() < _INSCRIPTIS:
        ways["inscriptis"] = flat["inscriptis"]
    if random.random() < _WILD:
        ways["wild"] = dirty(random.choice([*(flat[way] for way in VISIBLE), marked(sample, random)]), random)
    if page.truth.text and random.random() < _CLEAN:
        ways["clean"] = dirty(_piece(page.truth.text, random), random)
    for way, found in ways.items():
        yield from _dump(page, known, way, found)


class _Known:
    """What is known of a page's lines."""

    def __init__(self, page: corpora.Example, sample: Sample) -> None:
        self._truth = page.truth
        self._shares: dict[str, deque[float]] = defaultdict(deque)
        for line, share in zip(sample.texts, sample.share.tolist(), strict=True):
            self._shares[line].append(share)
        words = text.words(page.truth.text or "")
        self._phrases = set(zip(*(words[i:] for i in range(_PHRASE)), strict=False))

    def shares(self, lines: Sequence[str], words: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """For each line the share of its words that are the truth's, -1 where nobody knows."""
        if self._truth.text is None:
            return _from_snippets(list(lines), self._truth.wanted or (), self._truth.unwanted or ())
        left = {line: deque(shares) for line, shares in self._shares.items()}
        return np.array(
            [self._share(left.get(line), found) for line, found in zip(lines, words, strict=True)],
            np.float32,
        )

    def _share(self, left: deque[float] | None, words: Sequence[str]) -> float:
        if left:
            return left.popleft() if len(left) > 1 else left[0]
        if len(words) < _LEAST_WORDS:
            return -1.0
        phrases = list(zip(*(words[i:] for i in range(_PHRASE)), strict=False))
        return sum(phrase in self._phrases for phrase in phrases) / len(phrases)


def _piece(truth: str, random: Random) -> str:
    """A clean text, or some lines of it: what is clean shall stay so."""
    if random.random() < 0.5:
        return truth
    lines = [line for line in truth.split("\n") if line.strip()]
    start = random.randrange(len(lines))
    return "\n\n".join(lines[start : start + random.randint(1, _MOST_LINES)])


def _dump(page: corpora.Example, known: _Known, way: str, flat: str) -> Iterator[Dump]:
    blocks = segment(Page(RawPage(b"", "text/plain"), flat, "utf-8", None))
    if not len(blocks):
        return
    truth = page.truth
    words = [text.words(line) for line in blocks.texts]
    share = np.ones(len(words), np.float32) if way == "clean" else known.shares(blocks.texts, words)
    yield Dump(
        corpus=page.corpus,
        id=page.id,
        domain=page.domain,
        fold=zlib.crc32(page.domain.encode()) % FOLDS,
        page_type=page.page_type if page.corpus == "wcxb" else None,
        way=way,
        text=flat,
        lines=read_lines(blocks),
        texts=list(blocks.texts),
        words=np.array([len(found) for found in words], np.float32),
        share=share,
        truth=None if truth.text is None else Counter(text.words(flat if way == "clean" else truth.text)),
    )
