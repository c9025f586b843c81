"""The trained weights, as plain arrays in one file, and the only place that reads them.

`blocks.npz` is written by `python -m training`; docs/model-card.md says from what. Nothing in it is code:
numbers, and lists of words as bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features import columns
from cleaner.features.vocabulary import Vocabulary
from cleaner.labels import cut
from cleaner.labels.network import Network
from cleaner.labels.weights import stored
from cleaner.types import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from cleaner.labels.trees import Trees

__all__ = ["FORMAT", "SHIPPED", "Weights", "column_names", "load", "read"]

FORMAT = 2  # of the file; one that another number wrote is not read
SHIPPED = Path(__file__).with_name("blocks.npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned."""

    version: str
    vocabulary: Vocabulary
    page_words: Mapping[str, int]  # row of `page_weights`
    page_weights: NDArray[np.float32]  # one column a page type; the last row is the constant
    network: Network
    blocks: Trees
    cuts: Trees


def column_names() -> tuple[str, ...]:
    """What the networks read: the block columns, then one a page type."""
    return (*columns.names(), *(f"type_{name}" for name in PAGE_TYPES))


@lru_cache(maxsize=1)
def load() -> Weights:
    """The weights that ship with the package, read once."""
    return read(SHIPPED)


def read(path: Path) -> Weights:
    """The weights of a file; CleanerError where this version of the package cannot use them."""
    with stored.opened(path, FORMAT, block_names=column_names(), cut_names=cut.names()) as arrays:
        return Weights(
            version=stored.words(arrays["version"])[0],
            vocabulary=Vocabulary(*(stored.table(arrays, source) for source in ("own", "above", "text"))),
            page_words={word: i for i, word in enumerate(stored.words(arrays["page_words"]))},
            page_weights=arrays["page_weights"].astype(np.float32),
            network=Network.of(stored.part(arrays, "net")),
            blocks=stored.trees(stored.part(arrays, "block")),
            cuts=stored.trees(stored.part(arrays, "cut")),
        )
