"""The line model's words: one weight each, by logistic regression over the lines of dumps."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from cleaner.features.chars import KINDS
from training.words import _logistic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.dumps import Dump

    Scores = NDArray[np.float32]

__all__ = ["LineWords"]

_MIN_DOMAINS = 5
_WAYS = ("html-text", "resiliparse-main")  # all else says the same words again
_MOST_LINES = 110  # of a dump, as in words.py
_SMALLEST = 0.01  # a weight nearer to zero is left out
_SIZES = 10  # columns for a line's length, so that words need not learn it
_SPACES = KINDS.index("spaces")


class LineWords:
    """The words that enough domains use, and the dumps as matrices: a row a line, a column a word."""

    def __init__(self, dumps: Sequence[Dump]) -> None:
        self._dumps = dumps
        domains: dict[str, set[str]] = defaultdict(set)
        for dump in dumps:
            if dump.way in _WAYS:
                for word in {word for words in dump.lines.tokens for word in words}:
                    domains[word].add(dump.domain)
        self._words = sorted(word for word, seen in domains.items() if len(seen) >= _MIN_DOMAINS)
        self._column = {word: i for i, word in enumerate(self._words)}
        self._matrices = [self._matrix(dump) for dump in dumps]

    def fit(self, left_out: int | None) -> dict[str, float]:
        """A weight a word, learned without the dumps of a fold (None: from all)."""
        parts, targets, weights = [], [], []
        for seed, (dump, matrix) in enumerate(zip(self._dumps, self._matrices, strict=True)):
            weight = dump.weights
            known = np.flatnonzero(weight)
            if dump.way not in _WAYS or dump.fold == left_out or not len(known):
                continue
            if len(known) > _MOST_LINES:
                known = np.sort(np.random.default_rng(seed).choice(known, _MOST_LINES, replace=False))
            parts.append(sparse.hstack([matrix[known], _sizes(dump, known)]))
            targets.append(dump.share[known])
            whole = weight.sum()
            weights.append(weight[known] * (100 * whole / weight[known].sum()))
        theta = _logistic(sparse.vstack(parts).tocsr(), np.concatenate(targets), np.concatenate(weights))
        return {
            word: round(float(value), 3)
            for word, value in zip(self._words, theta, strict=False)
            if abs(value) >= _SMALLEST
        }

    def scores(self, weights: Sequence[dict[str, float]]) -> list[Scores]:
        """Of the lines of every dump, by the weights for its fold."""
        tables = [np.array([found.get(word, 0.0) for word in self._words], np.float32) for found in weights]
        return [matrix @ tables[dump.fold] for dump, matrix in zip(self._dumps, self._matrices, strict=True)]

    def _matrix(self, dump: Dump) -> sparse.csr_matrix:
        column = self._column
        rows = [[column[word] for word in words if word in column] for words in dump.lines.tokens]
        sizes = np.array([len(row) for row in rows])
        said = np.array([max(len(words), 1) for words in dump.lines.tokens])
        data = np.repeat(said**-0.5, sizes).astype(np.float32)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        return sparse.csr_matrix(
            (data, [i for row in rows for i in row], ends), (len(rows), len(self._words))
        )


def _sizes(dump: Dump, known: NDArray[np.int64]) -> sparse.csr_matrix:
    counts = dump.lines.kinds[known, _SPACES] + 1
    column = np.minimum(np.log2(counts).astype(int) + 1, _SIZES - 1)
    rows = np.arange(len(known))
    return sparse.csr_matrix((np.ones(len(known), np.float32), (rows, column)), (len(known), _SIZES))
