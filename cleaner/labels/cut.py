"""Where to cut: which probability a block of this page needs to be kept.

Blocks are ranked better than they are cut at one threshold. For each of some thresholds the probabilities
themselves say which word F1 to expect, and the best is taken (Lipton et al., "Optimal thresholding of
classifiers to maximize F1 measure", 2014). Blocks do not err alone: where one comment is taken for content
all are. So the expectation is a mean over several courses that the page may take, in each of which all
blocks are likelier or less likely than they were said to be.

A set of trees that sees the page as a whole says how far to believe that: the page's confidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.labels.trees import Trees

    Array = NDArray[np.float32]

__all__ = ["THRESHOLDS", "Cut", "choose", "names", "options"]

THRESHOLDS = tuple(percent / 100 for percent in range(5, 95, 5))
_AT = np.array(THRESHOLDS)
_EDGE = 0.08  # blocks as near as that to a threshold may fall on either side of it
# How much all blocks of a page err together, as log-odds: the deviation of what they share. 0 makes them
# independent; 1.5 to 5 are equally good, and better than 0 on news (.929, .927).
_COMMON = 2.3
# The middles of eighths of a normal.
_COURSES = np.array([-1.534, -0.887, -0.489, -0.157, 0.157, 0.489, 0.887, 1.534])
_SURE = 1e-4
_OPTION = ("threshold", "f1", "gain", "precision", "recall", "words", "share", "blocks", "edge", "least")
_PAGE = ("best_f1", "best_at", "expected", "words", "blocks", "unsure", "high", "low")


@dataclass(frozen=True, slots=True)
class Cut:
    """The threshold chosen for a page, and the word F1 to expect of it."""

    threshold: float
    confidence: float


def names(types: int = 7) -> tuple[str, ...]:
    """The columns that the cut's trees read."""
    return (
        *_OPTION,
        *(f"page_{name}" for name in _PAGE),
        *(f"type_{i}" for i in range(types)),
    )


def options(probability: Array, words: Array, odds: Array) -> Array:
    """One row a name, one column a threshold; `words` are the lengths of the blocks, `odds` of page types."""
    return _options(_Ranked.of(probability, words), odds)


def choose(trees: Trees, probability: Array, words: Array, odds: Array) -> Cut:
    """The threshold with most to expect, of equals the highest, and what the trees expect of it."""
    ranked = _Ranked.of(probability, words)
    hopes = _expected(ranked)
    best = len(hopes) - 1 - int(np.argmax(hopes[::-1]))
    confidence = trees(_options(ranked, odds)[:, best : best + 1])
    return Cut(THRESHOLDS[best], float(np.clip(confidence[0], 0.0, 1.0)))


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Blocks in the order of their probability, the likeliest first."""

    p: NDArray[np.float64]
    words: NDArray[np.float64]
    kept: NDArray[np.float64]  # words of the first so many
    at: NDArray[np.intp]  # how many blocks each threshold keeps

    @classmethod
    def of(cls, probability: Array, words: Array) -> _Ranked:
        order = np.argsort(-probability, kind="stable")
        p, w = probability[order].astype(np.float64), words[order].astype(np.float64)
        return cls(p, w, _running(w), np.searchsorted(-p, -_AT, side="right"))


def _running(values: NDArray[np.float64]) -> NDArray[np.float64]:
    found = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=found[..., 1:])
    return found


def _options(ranked: _Ranked, odds: Array) -> Array:
    p, w, kept, at = ranked.p, ranked.words, ranked.kept, ranked.at
    mass = _running(p * w)
    expected, whole = max(mass[-1], 1e-6), max(kept[-1], 1e-6)
    f1 = 2 * mass / (kept + expected)
    near = np.searchsorted(-p, -np.array([_AT + _EDGE, _AT - _EDGE]), side="right")
    best = int(np.argmax(f1))
    rows = (
        _AT, f1[at], f1[at] - f1[best], mass[at] / np.maximum(kept[at], 1e-6), mass[at] / expected,
        np.log1p(kept[at]), kept[at] / whole, np.log1p(at),
        (kept[near[1]] - kept[near[0]]) / np.maximum(kept[at], 1.0), p[np.maximum(at - 1, 0)],
    )  # fmt: skip
    unsure = (np.minimum(p, 1 - p) * w).sum() / expected
    page = (f1[best], p[max(best - 1, 0)], np.log1p(expected), np.log1p(whole), np.log1p(len(p)), unsure,
            w[p > 0.9].sum() / expected, w[(p > 0.1) & (p < 0.5)].sum() / expected)  # fmt: skip
    constant = np.concatenate([page, odds])
    return np.vstack([*rows, np.repeat(constant[:, None], len(_AT), axis=1)]).astype(np.float32)


def _expected(ranked: _Ranked) -> NDArray[np.float64]:
    """The word F1 to expect of each threshold."""
    p = np.clip(ranked.p, _SURE, 1 - _SURE)
    # The log-odds are stretched so that the mean over all courses is again about p.
    odds = np.log(p / (1 - p)) * (1 + _COMMON**2 * np.pi / 8) ** 0.5
    courses = 1 / (1 + np.exp(-(odds + _COMMON * _COURSES[:, None])))
    true = _running(courses * ranked.words)
    at = ranked.at
    f1: NDArray[np.float64] = (2 * true[:, at] / np.maximum(ranked.kept[at] + true[:, -1:], 1e-6)).mean(
        axis=0
    )
    return f1
