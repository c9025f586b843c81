"""From samples to weights, and to what the same weights would say of pages that they have not seen.

Everything is fitted six times: once without each fold, which judges that fold's pages, and once with all
pages, which is what ships. Each step learns from what the one before says of unseen pages, as at work.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features.columns import columns
from cleaner.labels import cut
from cleaner.labels.network import Network, together
from training.datasets import FOLDS
from training.evaluate import word_f1
from training.network import Lesson, fit_network
from training.trees import SEED, Plan, fit_trees, trees
from training.types import fit_types, type_odds
from training.words import fit_vocabularies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from cleaner.features.vocabulary import Vocabulary
    from training.datasets import Sample
    from training.types import TypeWords

    Arrays = dict[str, NDArray[np.generic]]

__all__ = ["Judged", "Learned", "learn"]

CUTS = Plan(count=200, rate=0.03, loss="RMSE", ridge=30.0)
NETWORKS = 1  # the mean of two is .003 better on mixed pages, and takes 2 ms more a page
_ROUNDS = (*range(FOLDS), None)  # what is left out


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of a page by weights that were fitted without its fold."""

    probability: NDArray[np.float32]
    odds: NDArray[np.float32]  # of page types
    cut: cut.Cut


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights fitted on all pages, and the judgement on each page by weights that did not see it."""

    vocabulary: Vocabulary
    page_words: TypeWords
    networks: list[Arrays]
    cuts: Arrays
    judged: list[Judged]


def learn(samples: Sequence[Sample], say: Callable[[str], None]) -> Learned:
    """Fit all there is; `say` hears how far it is."""
    say("words")
    *unseen, vocabulary = fit_vocabularies(samples, _ROUNDS)
    say("page types")
    *typed, page_words = [fit_types([s for s in samples if s.fold != left]) for left in _ROUNDS]
    odds = [type_odds(typed[s.fold], s.frame.page) for s in samples]
    tables = [_table(s, unseen[s.fold], odds[i]) for i, s in enumerate(samples)]
    networks = _fit_networks(samples, tables, say)
    ready = {left: [Network.of(arrays) for arrays in fitted] for left, fitted in networks.items()}
    heard = [together(ready[s.fold], table) for s, table in zip(samples, tables, strict=True)]
    probability = [page.blocks for page in heard]
    odds = [page.types for page in heard]
    say("cuts")
    cuts, chosen = _fit_cuts(samples, tables, probability, odds)
    judged = [Judged(*parts) for parts in zip(probability, odds, chosen, strict=True)]
    return Learned(vocabulary, page_words, networks[None], cuts, judged)


def _table(sample: Sample, vocabulary: Vocabulary, odds: NDArray[np.float32]) -> NDArray[np.float32]:
    table = columns(sample.frame, vocabulary.scores(sample.frame))
    return np.vstack([table, np.repeat(odds[:, None], table.shape[1], axis=1)])


def _fit_networks(
    samples: Sequence[Sample], tables: Sequence[NDArray[np.float32]], say: Callable[[str], None]
) -> dict[int | None, list[Arrays]]:
    """For each round its networks; as many are fitted at once as there are processors, each by one thread."""
    lessons = [Lesson.of(sample, table) for sample, table in zip(samples, tables, strict=True)]
    jobs = [(left, SEED + i) for left in _ROUNDS for i in range(NETWORKS)]
    found: dict[int | None, list[Arrays]] = {left: [] for left in _ROUNDS}
    # Forked, so that the pages are there without being sent.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), context, _remember, (lessons, samples)) as pool:
        for (left, _), arrays in zip(jobs, pool.map(_fit_network, *zip(*jobs, strict=True)), strict=True):
            say(f"network, {'all pages' if left is None else f'without fold {left}'}")
            found[left].append(arrays)
    return found


_remembered: list[tuple[Lesson, int]] = []


def _remember(lessons: Sequence[Lesson], samples: Sequence[Sample]) -> None:
    _remembered[:] = [(lesson, sample.fold) for lesson, sample in zip(lessons, samples, strict=True)]


def _fit_network(left: int | None, seed: int) -> Arrays:
    return fit_network([lesson for lesson, fold in _remembered if fold != left], seed)


def _fit_cuts(
    samples: Sequence[Sample],
    tables: Sequence[NDArray[np.float32]],
    probability: Sequence[NDArray[np.float32]],
    odds: Sequence[NDArray[np.float32]],
) -> tuple[Arrays, list[cut.Cut]]:
    """The cut's trees, and the cut of each page by trees that did not see it."""
    known = [i for i, sample in enumerate(samples) if sample.truth is not None]
    options = {i: cut.options(probability[i], np.expm1(tables[i][1]), odds[i]) for i in range(len(samples))}
    worth = {i: _worth(samples[i], probability[i]) for i in known}
    chosen = [cut.Cut(0.5, 0.0)] * len(samples)
    for left in _ROUNDS:
        rows = [i for i in known if samples[i].fold != left]
        x = np.ascontiguousarray(np.hstack([options[i] for i in rows]).T)
        y = np.concatenate([worth[i] for i in rows])
        cuts = fit_trees(x, y, np.ones(len(y)), CUTS)
        fitted = trees(cuts)
        for i, sample in enumerate(samples):
            if sample.fold == left:
                chosen[i] = cut.choose(fitted, probability[i], np.expm1(tables[i][1]), odds[i])
    return cuts, chosen


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
