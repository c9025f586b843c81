"""From dumps to the line model's weights, and to what such weights say of dumps that they have not seen.

As `fit.py` does it for blocks: everything is fitted once without each fold, and once with all dumps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features.lines import columns
from cleaner.labels import cut
from cleaner.labels.network import Network
from cleaner.labels.weights.lines import LineWeights
from cleaner.types import PAGE_TYPES
from training.datasets import FOLDS
from training.linewords import LineWords
from training.network import Lesson, Shape, fit_network
from training.rounds import ROUNDS, fitted
from training.trees import SEED, Plan, fit_trees, trees

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from cleaner.labels.network import Heard
    from training.dumps import Dump

    Arrays = dict[str, NDArray[np.generic]]

__all__ = ["Learned", "fit_cuts", "learn", "lesson"]

# Nine passes are a little better than three (.860 for .855 on wcxb); sixteen of a larger network are no
# better on two folds (docs/flat-text.md).
_SHAPE = Shape(width=40, layers=5, epochs=9)
_CUTS = Plan(count=120, rate=0.04, loss="RMSE", ridge=30.0)


@dataclass(frozen=True, slots=True)
class Learned:
    """What was fitted without each fold, and with all dumps (None)."""

    words: dict[int | None, dict[str, float]]
    networks: dict[int | None, Arrays]
    cuts: Arrays  # from what networks said of dumps that they have not seen

    def weights(self, left: int | None, version: str) -> LineWeights:
        """The weights of one round, ready to use."""
        return LineWeights(version, self.words[left], Network.of(self.networks[left]), trees(self.cuts))


def learn(dumps: Sequence[Dump], say: Callable[[str], None]) -> Learned:
    """All weights; `say` hears how far it is."""
    say("words")
    table = LineWords(dumps)
    words = {left: table.fit(left) for left in ROUNDS}
    scores = table.scores([words[left] for left in range(FOLDS)])
    tables = [columns(dump.lines, score) for dump, score in zip(dumps, scores, strict=True)]

    def network(left: int | None) -> Arrays:
        seen = ((dump, table) for dump, table in zip(dumps, tables, strict=True) if dump.fold != left)
        return fit_network([[lesson(dump, table)] for dump, table in seen], SEED, _SHAPE)

    networks = fitted({"network": network}, say)["network"]
    say("cuts")
    ready = [Network.of(networks[left]) for left in range(FOLDS)]
    said = [ready[dump.fold](found) for dump, found in zip(dumps, tables, strict=True)]
    return Learned(words, networks, fit_cuts(dumps, said))


def lesson(dump: Dump, table: NDArray[np.float32]) -> Lesson:
    """A dump with its columns."""
    return Lesson(
        columns=table,
        share=dump.share,
        weight=dump.weights.astype(np.float32),
        words=dump.words,
        whole=dump.truth is not None,
        page_type=PAGE_TYPES.index(dump.page_type) if dump.page_type and dump.way != "clean" else -1,
    )


def fit_cuts(dumps: Sequence[Dump], said: Sequence[Heard]) -> Arrays:
    """The cut's trees, which say what word F1 to expect; from dumps whose truth is known."""
    known = [(dump, heard) for dump, heard in zip(dumps, said, strict=True) if dump.truth is not None]
    x = [cut.options(heard.blocks, dump.lines.words, heard.types) for dump, heard in known]
    y = np.concatenate([_worth(dump, heard.blocks) for dump, heard in known])
    return fit_trees(np.ascontiguousarray(np.hstack(x).T), y, np.ones(len(y)), _CUTS)


def _worth(dump: Dump, probability: NDArray[np.float32]) -> NDArray[np.float32]:
    """The dump's word F1 at each threshold, by its lines' shares; those that nobody knows do not count."""
    words = np.where(dump.share >= 0, dump.words, 0)
    keep = probability >= np.array(cut.THRESHOLDS)[:, None]
    true = (keep * words * dump.share).sum(axis=1)
    kept, whole = (keep * words).sum(axis=1), max(sum((dump.truth or {}).values()), 1)
    f1: NDArray[np.float32] = (2 * true / np.maximum(kept + whole, 1)).astype(np.float32)
    return f1
