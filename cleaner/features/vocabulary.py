"""What words say of a block: a learned weight for each, summed for its elements and its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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

    @cached_property
    def _either(self) -> dict[str, tuple[float, float]]:
        words = dict.fromkeys((*self.own, *self.above))
        return {word: (self.own.get(word, 0.0), self.above.get(word, 0.0)) for word in words}

    def scores(self, frame: Frame) -> Scores:
        """Of all blocks of a page."""
        either = self._either
        hits = [[either[word] for word in words if word in either] for words in frame.names]
        own = np.array([sum([mine for mine, _ in found]) for found in hits])[frame.key]
        above = [sum([passed for _, passed in found]) for found in hits]
        passed = np.array(sums_above(above, frame.key.tolist(), frame.parent.tolist()))
        text = self.text
        said = [
            sum([text.get(word, 0.0) for word in words]) / len(words) ** 0.5 if words else 0.0
            for words in frame.words
        ]
        around = np.where(frame.owner > 0, passed[frame.parent[frame.owner]], 0)
        extra = np.where(frame.inner == frame.owner, 0, own[frame.inner])
        columns = (own[frame.owner] + extra, around, np.array(said))
        return Scores(*(column.astype(np.float32) for column in columns))
