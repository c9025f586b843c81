"""From samples to weights, and to what the same weights would say of pages that they have not seen.

Network and trees see each page, and others made of it: in words or names that nobody knows (`vary`), or with
a branch of another page of its fold (`graft`). Pages that were not seen are asked as they are.

Everything is fitted six times: once without each fold, which judges that fold's pages, and once with all
pages, which is what ships. Each step learns from what the one before says of unseen pages, as at work.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features.columns import columns
from cleaner.labels import cut
from cleaner.labels.model import heard
from cleaner.labels.network import Heard, Network
from cleaner.labels.tables import tables_of_data, whole_tables
from training import graft
from training.datasets import FOLDS
from training.evaluate import word_f1
from training.network import Lesson, fit_network
from training.rounds import ROUNDS, fitted
from training.trees import SEED, Plan, fit_trees, trees
from training.types import fit_types, type_odds
from training.vary import VARIANTS
from training.words import block_weights, fit_vocabularies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from cleaner.features.vocabulary import Vocabulary
    from cleaner.labels.trees import Trees
    from training.datasets import Sample
    from training.types import TypeWords

    Arrays = dict[str, NDArray[np.generic]]
    Told = tuple[Sample, NDArray[np.float32]]  # with its columns

__all__ = ["Judged", "Learned", "learn"]

# Tried on the five folds: 150 to 600 block trees at rates .15 to .04 are equally good.
BLOCKS = Plan(count=260, rate=0.1)
CUTS = Plan(count=200, rate=0.03, loss="RMSE", ridge=30.0)
# A page's short blocks are many and alike: beyond so many a random part stands for all, with more weight.
_MOST_BLOCKS, _LEAST_SHORT, _LONG_WORDS = 130, 60, 10
# What is made of each page: so many variants, and so many grafts of an article, some of them variants too.
# With two grafts forums lose their posts (word F1 .808, .831 with none).
_VARIED, _GRAFTED, _BOTH = 2, 1, 0.4


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of a page by weights that were fitted without its fold."""

    probability: NDArray[np.float32]
    odds: NDArray[np.float32]  # of page types
    cut: cut.Cut


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights fitted on all pages, and the judgement on each page by weights that did not see it.

    `others` are the pages made of these, with the judgements on them.
    """

    vocabulary: Vocabulary
    page_words: TypeWords
    network: Arrays
    blocks: Arrays
    cuts: Arrays
    judged: list[Judged]
    others: list[tuple[Sample, Judged]]


def learn(samples: Sequence[Sample], say: Callable[[str], None]) -> Learned:
    """Fit all there is; `say` hears how far it is."""
    say("words")
    *unseen, vocabulary = fit_vocabularies(samples, ROUNDS)
    say("page types")
    *typed, page_words = [fit_types([s for s in samples if s.fold != left]) for left in ROUNDS]
    odds = [type_odds(typed[s.fold], s.frame.page) for s in samples]
    tables = [_table(s, unseen[s.fold], odds[i]) for i, s in enumerate(samples)]
    say("pages like these")
    pages = []
    for sample, table, others in zip(samples, tables, _others(samples), strict=True):
        known = [(s, _table(s, unseen[s.fold], type_odds(typed[s.fold], s.frame.page))) for s in others]
        pages.append([(sample, table), *known])
    parts = _fit_parts(pages, say)
    ready = {left: (Network.of(network), trees(blocks)) for left, (network, blocks) in parts.items()}
    said = [_said(s, *ready[s.fold], table) for s, table in zip(samples, tables, strict=True)]
    say("cuts")
    cuts = _fit_cuts(samples, tables, said)
    fitted = {left: trees(stored) for left, stored in cuts.items()}
    judged = [
        _judged(fitted[s.fold], heard, table) for s, heard, table in zip(samples, said, tables, strict=True)
    ]
    made = [
        (s, _judged(fitted[s.fold], _said(s, *ready[s.fold], table), table))
        for page in pages
        for s, table in page[1:]
    ]
    return Learned(vocabulary, page_words, *parts[None], cuts[None], judged, made)


def _said(sample: Sample, network: Network, blocks: Trees, table: NDArray[np.float32]) -> Heard:
    page = heard(network, blocks, table)
    return Heard(whole_tables(tables_of_data(sample.frame), page.blocks), page.types)


def _judged(cuts: Trees, said: Heard, table: NDArray[np.float32]) -> Judged:
    return Judged(said.blocks, said.types, cut.choose(cuts, said.blocks, np.expm1(table[1]), said.types))


def _table(sample: Sample, vocabulary: Vocabulary, odds: NDArray[np.float32]) -> NDArray[np.float32]:
    table = columns(sample.frame, vocabulary.scores(sample.frame))
    return np.vstack([table, np.repeat(odds[:, None], table.shape[1], axis=1)])


def _others(samples: Sequence[Sample]) -> Iterator[list[Sample]]:
    """For each page the pages made of it, in random order; a branch comes from a page of the same fold."""
    random = np.random.default_rng(SEED)
    branches: list[list[graft.Branch]] = [[] for _ in range(FOLDS)]
    for sample in samples:
        if branch := graft.branch(sample):
            branches[sample.fold].append(branch)

    def varied(sample: Sample) -> Sample:
        lacks = list(VARIANTS)[int(random.integers(len(VARIANTS)))]
        made = f"{sample.made} without {lacks}".strip()
        return replace(sample, frame=VARIANTS[lacks](sample.frame), made=made)

    for sample in samples:
        found = [varied(sample) for _ in range(_VARIED)]
        for _ in range(_GRAFTED):
            element = graft.place(sample, random)
            known = branches[sample.fold]
            if element is not None and known:
                grafted = graft.grafted(sample, element, known[int(random.integers(len(known)))])
                found.append(varied(grafted) if random.random() < _BOTH else grafted)
        random.shuffle(found)
        yield found


def _fit_parts(
    pages: Sequence[Sequence[Told]], say: Callable[[str], None]
) -> dict[int | None, tuple[Arrays, Arrays]]:
    """For each round its network and its trees."""

    def network(left: int | None) -> Arrays:
        seen = (page for page in pages if _fold(page) != left)
        return fit_network([[Lesson.of(*told) for told in page] for page in seen], SEED)

    def blocks(left: int | None) -> Arrays:
        # The page and one of those made of it: all of them would take four times as long.
        rows = _rows([told for page in pages if _fold(page) != left for told in page[:2]])
        return fit_trees(*rows, BLOCKS)

    found = fitted({"network": network, "blocks": blocks}, say)
    return {left: (found["network"][left], found["blocks"][left]) for left in ROUNDS}


def _fold(page: Sequence[Told]) -> int:
    return page[0][0].fold


def _rows(
    pages: Sequence[Told],
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float64]]:
    """The blocks that trees learn from: their columns, shares and weights."""
    x: list[NDArray[np.float32]] = []
    y, weights = [], []
    for sample, table in pages:
        weight = block_weights(sample)
        chosen = _chosen(weight, np.expm1(table[1]), np.random.default_rng(zlib.crc32(sample.id.encode())))
        x.append(table[:, chosen].T)
        y.append(sample.share[chosen])
        weights.append(weight[chosen])
    weight = np.concatenate(weights)
    return np.vstack(x), np.concatenate(y), weight * (len(weight) / weight.sum())


def _chosen(
    weight: NDArray[np.float64], words: NDArray[np.float32], random: np.random.Generator
) -> NDArray[np.int64]:
    """Blocks to learn from; changes the weight of those that stand for others."""
    known = np.flatnonzero(weight)
    if len(known) <= _MOST_BLOCKS:
        return known
    long, short = known[words[known] >= _LONG_WORDS], known[words[known] < _LONG_WORDS]
    room = max(_LEAST_SHORT, _MOST_BLOCKS - len(long))
    if len(short) > room:
        picked = np.sort(random.choice(short, room, replace=False))
        weight[picked] *= len(short) / room
        short = picked
    return np.concatenate([long, short])


def _fit_cuts(
    samples: Sequence[Sample],
    tables: Sequence[NDArray[np.float32]],
    said: Sequence[Heard],
) -> dict[int | None, Arrays]:
    """The cut's trees of each round."""
    known = [i for i, sample in enumerate(samples) if sample.truth is not None]
    options = {i: cut.options(said[i].blocks, np.expm1(tables[i][1]), said[i].types) for i in known}
    worth = {i: _worth(samples[i], said[i].blocks) for i in known}
    found = {}
    for left in ROUNDS:
        rows = [i for i in known if samples[i].fold != left]
        x = np.ascontiguousarray(np.hstack([options[i] for i in rows]).T)
        y = np.concatenate([worth[i] for i in rows])
        found[left] = fit_trees(x, y, np.ones(len(y)), CUTS)
    return found


def _worth(sample: Sample, probability: NDArray[np.float32]) -> NDArray[np.float32]:
    """The page's word F1 at each threshold."""
    found: list[float] = []
    last = -1
    for threshold in cut.THRESHOLDS:
        keep = probability >= threshold
        count = int(keep.sum())
        found.append(found[-1] if count == last else word_f1(sample, keep).f1)
        last = count
    return np.array(found, np.float32)
