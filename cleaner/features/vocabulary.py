"""What words say of a block: a learned weight for each, summed for its elements and its text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features.elements import sums_above

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from cleaner.features.frame import Frame

__all__ = ["Scores", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the vocabulary says, as log-odds: of blocks by three sources and in sum."""

    own: NDArray[np.float32]  # the block's own element
    above: NDArray[np.float32]  # the elements around it
    text: NDArray[np.float32]


@dataclass(frozen=True)
class Vocabulary:
    """Log-odds of content for each word: of a block's element, of the elements above it, of its text."""

    own: Mapping[str, float]
    above: Mapping[str, float]
    text: Mapping[str, float]

    def scores(self, frame: Frame) -> Scores:
        """Of all blocks of a page."""
        words = list(chain.from_iterable(frame.names))
        counts = np.fromiter(map(len, frame.names), np.intp, len(frame.names))
        first = np.cumsum(counts) - counts  # an element has a word at least, its tag
        own, above = (
            np.add.reduceat(np.fromiter(map(known.get, words, repeat(0.0)), np.float64, len(words)), first)
            for known in (self.own, self.above)
        )
        own = own[frame.key]
        passed = np.array(sums_above(above.tolist(), frame.key.tolist(), frame.parent.tolist()))
        text = self.text
        said = [
            sum([text.get(word, 0.0) for word in words]) / len(words) ** 0.5 if words else 0.0
            for words in frame.words
        ]
        around = np.where(frame.owner > 0, passed[frame.parent[frame.owner]], 0)
        extra = np.where(frame.inner == frame.owner, 0, own[frame.inner])
        columns = (own[frame.owner] + extra, around, np.array(said))
        return Scores(*(column.astype(np.float32) for column in columns))
