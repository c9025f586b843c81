"""A small convolutional network over the row of a page's blocks, in numpy.

Each block's columns become a vector; then layer by layer it hears from two other blocks, 1, 2, 4... places
before and behind it, and from the mean of all the page's blocks, so that in the end each has heard of some
sixty around it. Dilated convolutions: Yu & Koltun, ICLR 2016; residual, as in Bai et al., "An empirical
evaluation of generic convolutional and recurrent networks for sequence modeling", 2018. That what stands
beside a block decides is the finding of Web2Text (Vogels et al., ECIR 2018) and of boilernet (Leonhardt et
al., WWW 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

__all__ = ["LIMIT", "Convolution", "Heard", "Network"]

_PRODUCT = 250_000  # multiplications that OpenBLAS leaves to one thread: 65,536 times four
LIMIT = 4.0  # columns are cut at so many standard deviations


@dataclass(frozen=True, slots=True)
class Convolution:
    """What a block hears in one layer; `width` is that of a block's vector."""

    beside: Array  # 3 width x width: of the blocks before, itself, behind
    beside_bias: Array
    mixed: Array  # 2 width x width: of what was heard beside, and of the page's mean
    mixed_bias: Array


@dataclass(frozen=True, slots=True)
class Heard:
    """What a network says of a page, as probabilities."""

    blocks: Array  # of each block, that it is content
    types: Array  # of each page type


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: columns -> two dense layers -> `layers` -> probabilities."""

    mean: Array  # of each column
    scale: Array  # one over its standard deviation
    first: Array  # columns x width
    first_bias: Array
    second: Array  # width x width
    second_bias: Array
    layers: Sequence[Convolution]
    last: Array  # 2 width: of the vectors after the last layer, and before the first
    bias: float
    types: Array  # 2 width x page types: of the mean and the greatest after the last layer
    types_bias: Array

    @classmethod
    def of(cls, stored: Mapping[str, NDArray[np.generic]]) -> Network:
        """The network of the arrays that `python -m training` wrote; KeyError where one is missing."""
        arrays = {name: values.astype(np.float32) for name, values in stored.items()}
        parts = ("beside", "beside_bias", "mixed", "mixed_bias")
        layers = [
            Convolution(*weights) for weights in zip(*(arrays.pop(part) for part in parts), strict=True)
        ]
        return cls(layers=layers, bias=float(arrays.pop("bias")[0]), **arrays)

    def __call__(self, columns: Array) -> Heard:
        """Of a page with at least one block; one row a column, one column a block."""
        x = np.clip((columns.T - self.mean) * self.scale, -LIMIT, LIMIT)
        start = _relu(_times(_relu(_times(x, self.first) + self.first_bias), self.second) + self.second_bias)
        heard, width = start, start.shape[1]
        for i, layer in enumerate(self.layers):
            beside = _relu(_times(_beside(heard, 2**i), layer.beside) + layer.beside_bias)
            page = heard.mean(axis=0) @ layer.mixed[width:] + layer.mixed_bias
            heard = heard + _times(beside, layer.mixed[:width]) + page
        seen = _relu(heard)
        whole = np.concatenate([seen.mean(axis=0), seen.max(axis=0)])
        # No product of matrix and vector: BLAS gives those to threads even sooner.
        odds = (seen * self.last[:width] + start * self.last[width:]).sum(axis=1) + np.float32(self.bias)
        types = whole @ self.types + self.types_bias
        powers = np.exp(types - types.max())
        return Heard((1 / (1 + np.exp(-odds))).astype(np.float32), powers / powers.sum())


def _beside(vectors: Array, step: int) -> Array:
    """The vectors `step` blocks before, at and behind each block, side by side; zeros beyond the page."""
    count, width = vectors.shape
    found = np.zeros((count, 3 * width), np.float32)
    found[:, width : 2 * width] = vectors
    if step < count:
        found[step:, :width] = vectors[:-step]
        found[:-step, 2 * width :] = vectors[step:]
    return found


def _times(rows: Array, weights: Array) -> Array:
    """`rows @ weights`, some rows at a time: larger products BLAS gives to threads, which cost more."""
    count, inner = rows.shape
    step = max(_PRODUCT // weights.size, 1)
    whole = count // step * step
    found = np.empty((count, weights.shape[1]), np.float32)
    found[:whole] = (rows[:whole].reshape(-1, step, inner) @ weights).reshape(whole, weights.shape[1])
    found[whole:] = rows[whole:] @ weights
    return found


def _relu(values: Array) -> Array:
    positive: Array = np.maximum(values, 0)
    return positive
