"""Oblivious decision trees in numpy: a level asks one question, so a leaf's number is its answers.

Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features", NeurIPS 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Trees"]

_BITS = 8  # questions a tree, those that it does not ask included: a leaf's number fills a byte
_PORTION = 2048  # blocks at a time: what is in work stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees with at most 8 questions each."""

    column: NDArray[np.intp]  # trees x 8: the column each question looks at
    border: NDArray[np.float32]  # trees x 8: it is true where the column is greater
    leaf: NDArray[np.float32]  # trees x 256
    bias: float

    def __call__(self, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum for each entry of the columns (one row a column)."""
        parts = [
            self._portion(columns[:, start : start + _PORTION])
            for start in range(0, columns.shape[1], _PORTION)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _portion(self, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        count, width = len(self.leaf), columns.shape[1]
        answers = columns[self.column.ravel()] > self.border.reshape(-1, 1)
        numbers = np.packbits(answers.reshape(count, _BITS, width), axis=1, bitorder="little")[:, 0]
        offsets = np.arange(count)[:, None] * self.leaf.shape[1]
        total: NDArray[np.float32] = self.leaf.ravel()[numbers + offsets].sum(
            axis=0, dtype=np.float32
        ) + np.float32(self.bias)
        return total
