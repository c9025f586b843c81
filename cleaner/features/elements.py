"""What elements have from those around them: sums over everything above or below, from cumulative sums.

Elements are numbered in document order, so what lies below one is a range, and what lies above it are the
ranges that are open where it stands.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.features.frame import Frame
    from cleaner.features.tokens import Key

__all__ = ["ABOVE", "Nesting", "inside", "paths"]

# Kinds of elements that matter to what is inside, by tag; and by role or item property.
ABOVE = (
    "nav", "aside", "footer", "header", "main", "article", "form", "table", "list", "figure", "blockquote",
    "pre", "section", "dialog", "a", "noscript",
)  # fmt: skip
_BIT = {tag: 1 << i for i, tag in enumerate(ABOVE)} | {"ul": 1 << 8, "ol": 1 << 8, "dl": 1 << 8}
_ROLE_BIT = {"navigation": 1, "complementary": 2, "contentinfo": 4, "banner": 8, "main": 16, "article": 32,
             "dialog": 1 << 13, "articleBody": 32}  # fmt: skip
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing: 2**64 over the golden ratio


class Nesting:
    """Which elements are closed where each element stands."""

    def __init__(self, end: NDArray[np.intp]) -> None:
        self._order = np.argsort(end, kind="stable")
        closed = np.searchsorted(end[self._order], np.arange(len(end)), side="right")
        self._some, self._last = closed > 0, np.maximum(closed - 1, 0)

    def sums_above(self, values: NDArray[Any]) -> NDArray[Any]:
        """For each element the sum over itself and all around it; values have one column an element."""
        closed = np.cumsum(values[..., self._order], axis=-1)[..., self._last]
        total: NDArray[Any] = np.cumsum(values, axis=-1) - np.where(self._some, closed, values.dtype.type(0))
        return total


def inside(frame: Frame, nesting: Nesting) -> NDArray[np.bool_]:
    """True for each element that is or lies in an element of a kind: len(ABOVE) x elements."""
    bits = np.array([_bits(key) for key in frame.keys])[frame.key]
    own = (bits >> np.arange(len(ABOVE))[:, None]) & 1
    above: NDArray[np.bool_] = nesting.sums_above(own.astype(np.int32)) > 0
    return above


@lru_cache(maxsize=20_000)
def _bits(key: Key) -> int:
    tag, _, _, role, prop = key
    return _BIT.get(tag, 0) | _ROLE_BIT.get(role, 0) | _ROLE_BIT.get(prop, 0)


def paths(frame: Frame, nesting: Nesting, depth: NDArray[np.int64]) -> list[NDArray[np.intp]]:
    """Numbers for the ways down to elements, the same for the same way: by tags and classes, and by tags."""
    found = []
    for size in (2, 1):
        kinds: dict[tuple[str, ...], int] = {}
        kind_of = np.array([kinds.setdefault(key[:size], len(kinds)) for key in frame.keys], np.uint64)
        step = (kind_of[frame.key] + np.uint64(1)) * _MIX
        # The order of steps counts: a step is mixed with its depth before the sum, which may overflow.
        step ^= step >> np.uint64(29)
        step *= 2 * depth.astype(np.uint64) + np.uint64(1)
        _, number = np.unique(nesting.sums_above(step), return_inverse=True)
        found.append(number)
    return found
