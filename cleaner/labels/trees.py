"""Oblivious decision trees in numpy: a level asks one question, so a leaf's number is its answers.

Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features", NeurIPS 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Trees"]

_PORTION = 512  # blocks at a time: what is in work stays in the processor's cache


@dataclass(frozen=True)
class Trees:
    """A sum of trees with at most 8 questions each."""

    column: NDArray[np.intp]  # trees x 8: the column each question looks at
    border: NDArray[np.float32]  # trees x 8: it is true where the column is greater
    leaf: NDArray[np.float32]  # trees x 256
    bias: float

    @cached_property
    def asked(self) -> int:
        """How many questions the longest tree asks; those never asked have a border of infinity."""
        return int(np.isfinite(self.border).any(axis=0).sum())

    @cached_property
    def _offsets(self) -> NDArray[np.int32]:
        first: NDArray[np.int32] = np.arange(len(self.leaf), dtype=np.int32) * self.leaf.shape[1]
        return first[:, None]

    def __call__(self, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum for each entry of the columns (one row a column)."""
        parts = [
            self._portion(columns[:, start : start + _PORTION])
            for start in range(0, columns.shape[1], _PORTION)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _portion(self, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        number = np.zeros((len(self.leaf), columns.shape[1]), np.uint8)
        for bit in range(self.asked):
            answer = columns[self.column[:, bit]] > self.border[:, bit, None]
            number |= np.left_shift(answer.view(np.uint8), bit)
        leaves = np.take(self.leaf, number + self._offsets)
        total: NDArray[np.float32] = leaves.sum(axis=0, dtype=np.float32) + np.float32(self.bias)
        return total
