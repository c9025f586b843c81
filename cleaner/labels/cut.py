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

THRESHOLDS = (
    0.05,
    0.1,
    0.15,
    0.2,
    0.25,
    0.3,
    0.35,
    0.4,
    0.45,
    0.5,
    0.55,
    0.6,
    0.65,
    0.7,
    0.75,
    0.8,
    0.85,
    0.9,
)
# How much all blocks of a page err together, as log-odds: the deviation of what they share. 0 makes them
# independent; 1.5 to 5 are equally good, and better than 0 on news (.929, .927).
_COMMON = 2.3
_COURSES = np.array(
    [-1.534, -0.887, -0.489, -0.157, 0.157, 0.489, 0.887, 1.534]
)  # the middles of eighths of a normal
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
    order = np.argsort(-probability, kind="stable")
    p, w = probability[order].astype(np.float64), words[order].astype(np.float64)
    mass = np.concatenate([[0.0], np.cumsum(p * w)])
    kept = np.concatenate([[0.0], np.cumsum(w)])
    expected, whole = max(mass[-1], 1e-6), max(kept[-1], 1e-6)
    f1 = 2 * mass / (kept + expected)
    thresholds = np.array(THRESHOLDS)
    at = np.searchsorted(-p, -thresholds, side="right")
    near = [np.searchsorted(-p, -(thresholds + step), side="right") for step in (0.08, -0.08)]
    best = int(np.argmax(f1))
    rows = (
        thresholds,
        f1[at],
        f1[at] - f1[best],
        mass[at] / np.maximum(kept[at], 1e-6),
        mass[at] / expected,
        np.log1p(kept[at]),
        kept[at] / whole,
        np.log1p(at),
        (kept[near[1]] - kept[near[0]]) / np.maximum(kept[at], 1.0),
        p[np.maximum(at - 1, 0)],
    )
    unsure = (np.minimum(p, 1 - p) * w).sum() / expected
    page = (f1[best], p[max(best - 1, 0)], np.log1p(expected), np.log1p(whole), np.log1p(len(p)), unsure,
            (w * (p > 0.9)).sum() / expected, (w * ((p > 0.1) & (p < 0.5))).sum() / expected)  # fmt: skip
    constant = np.concatenate([page, odds])
    return np.vstack([*rows, np.repeat(constant[:, None], len(THRESHOLDS), axis=1)]).astype(np.float32)


def choose(trees: Trees, probability: Array, words: Array, odds: Array) -> Cut:
    """The threshold with most to expect, of equals the highest, and what the trees expect of it."""
    hopes = _expected(probability, words)
    best = len(hopes) - 1 - int(np.argmax(hopes[::-1]))
    confidence = trees(options(probability, words, odds)[:, best : best + 1])
    return Cut(THRESHOLDS[best], float(np.clip(confidence[0], 0.0, 1.0)))


def _expected(probability: Array, words: Array) -> NDArray[np.float64]:
    """The word F1 to expect of each threshold."""
    order = np.argsort(-probability, kind="stable")
    p, w = np.clip(probability[order].astype(np.float64), _SURE, 1 - _SURE), words[order].astype(np.float64)
    # The log-odds are stretched so that the mean over all courses is again about p.
    odds = np.log(p / (1 - p)) * (1 + _COMMON**2 * np.pi / 8) ** 0.5
    courses = 1 / (1 + np.exp(-(odds + _COMMON * _COURSES[:, None])))
    true = np.cumsum(np.pad(courses * w, ((0, 0), (1, 0))), axis=1)
    kept = np.concatenate([[0.0], np.cumsum(w)])
    at = np.searchsorted(-probability[order], -np.array(THRESHOLDS), side="right")
    f1: NDArray[np.float64] = (2 * true[:, at] / np.maximum(kept[at] + true[:, -1:], 1e-6)).mean(axis=0)
    return f1
