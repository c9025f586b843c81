"""The corpora as examples: each page's frame, and how much of each block is the truth's."""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import corpora
from cleaner import metadata, text
from cleaner.features.frame import Frame, read_frame
from cleaner.inputs import from_bytes
from cleaner.labels import echo, visible
from cleaner.page import read_page, segment
from training.align import shares

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.corpora import Example as Page
    from cleaner.types import Blocks

__all__ = ["FOLDS", "Sample", "load"]

FOLDS = 5
_PARTIAL = 0.5  # weight of a page of which only snippets are known
_TOUCHED, _PARAGRAPH = 0.5, 5  # share and words from which a block is one of the truth's
# What a tail must have, beside the truth, not to be a biography or a notice at the article's end.
_TAIL_WORDS, _TAIL_SHARE = 150, 0.3


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of a corpus, ready to learn from."""

    corpus: str
    id: str
    domain: str
    fold: int
    page_type: str | None
    lang: str
    frame: Frame
    texts: list[str]
    words: list[list[str]]  # of each block
    share: NDArray[np.float32]  # of each block's words that are the truth's; -1: nobody knows
    logic: frozenset[int]  # blocks that page logic drops whatever the model says
    truth: Counter[str] | None
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    made: str = ""  # what was done to the page; "" for one as it is

    @property
    def weight(self) -> float:
        """Of the page among others."""
        return 1.0 if self.truth is not None else _PARTIAL


def load(folder: Path, cache: Path | None) -> list[Sample]:
    """All pages of all corpora, from the cache if it is there."""
    if cache and cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    samples = [sample for name in corpora.names_in(folder) for sample in _samples(corpora.read(folder, name))]
    if cache:
        cache.write_bytes(pickle.dumps(samples, protocol=5))
    return samples


def _samples(pages: list[Page]) -> Iterator[Sample]:
    for page in pages:
        raw = from_bytes(page.body(), url=page.url)
        blocks = segment(read_page(raw))
        if blocks.page.tree is None or not len(blocks):
            continue
        yield _sample(page, blocks)


def _sample(page: Page, blocks: Blocks) -> Sample:
    truth = page.truth
    words = [text.words(block) for block in blocks.texts]
    if truth.text is not None:
        share = np.array(shares(words, text.words(truth.text)), np.float32)
        _forget_cut_tail(share, words, blocks)
    else:
        share = _from_snippets(blocks.texts, truth.wanted or (), truth.unwanted or ())
    found = metadata.merge(metadata.candidates(blocks.page, blocks), blocks.page)
    said = [*echo.labels(blocks, found, []), *visible.labels(blocks, found, [])]
    return Sample(
        corpus=page.corpus,
        id=page.id,
        domain=page.domain,
        # Of the domain's name and nothing else, so that a corpus may grow and its folds stay.
        fold=zlib.crc32(page.domain.encode()) % FOLDS,
        page_type=page.page_type or ("article" if page.corpus in ("news", "publishers") else None),
        lang=corpora.language(page),
        frame=read_frame(blocks),
        texts=list(blocks.texts),
        words=words,
        share=share,
        logic=frozenset(label.block for label in said if label.span is None),
        truth=None if truth.text is None else Counter(text.words(truth.text)),
        wanted=truth.wanted or (),
        unwanted=truth.unwanted or (),
    )


def _forget_cut_tail(share: NDArray[np.float32], words: list[list[str]], blocks: Blocks) -> None:
    """Where the truth stops amid its like, with much to come, the annotator stopped, not the article."""
    true = np.flatnonzero((share >= _TOUCHED) & (np.array([len(found) for found in words]) >= _PARAGRAPH))
    if not len(true) or blocks.page.tree is None:
        return
    last, parents = int(true[-1]), blocks.page.tree.nodes.parents
    like = (blocks.tags[last], parents[blocks.nodes[last]])
    tail = [
        i
        for i in range(last + 1, len(share))
        if (blocks.tags[i], parents[blocks.nodes[i]]) == like and share[i] < _TOUCHED
    ]
    size = sum(len(words[i]) for i in tail)
    if size >= max(_TAIL_WORDS, _TAIL_SHARE * sum(len(words[i]) for i in true)):
        share[tail] = -1


def _from_snippets(
    texts: list[str], wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> NDArray[np.float32]:
    """1 for blocks that a wanted snippet touches, 0 for unwanted ones, -1 for all others."""
    share = np.full(len(texts), -1, np.float32)
    joined = " ".join(texts)
    ends = np.cumsum([len(block) + 1 for block in texts])
    for value, snippets in ((0.0, unwanted), (1.0, wanted)):
        for snippet in snippets:
            line = text.squeeze(snippet)
            at = joined.find(line) if line else -1
            # A phrase that the page says often cannot tell where it was wanted.
            if at < 0 or (value and joined.count(line) > 2):
                continue
            while at >= 0:
                first, last = np.searchsorted(ends, [at, at + len(line) - 1], side="right")
                share[first : last + 1] = value
                at = joined.find(line, at + 1) if not value else -1
    return share
