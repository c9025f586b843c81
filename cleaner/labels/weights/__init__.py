"""The trained weights, as plain arrays in one file, and the only place that reads them.

`blocks.npz` is written by `python -m training`; docs/model-card.md says from what. Nothing in it is code:
numbers, and lists of words as bytes.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cleaner.errors import CleanerError
from cleaner.features import columns
from cleaner.features.vocabulary import Vocabulary
from cleaner.labels import cut
from cleaner.labels.network import Network
from cleaner.labels.trees import Trees
from cleaner.types import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["FORMAT", "SHIPPED", "Weights", "column_names", "load", "read"]

FORMAT = 2  # of the file; one that another number wrote is not read
SHIPPED = Path(__file__).with_name("blocks.npz")
_LEAVES = 256  # a byte of answers; the file keeps those that can occur


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
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return _weights(path, dict(stored))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise CleanerError(
            f"{path}: not a file of weights: {error} - run `python -m training` again"
        ) from error


def _weights(path: Path, stored: Mapping[str, NDArray[np.generic]]) -> Weights:
    written = int(stored["format"])
    if written != FORMAT:
        raise CleanerError(
            f"{path}: format {written}, this version reads {FORMAT} - run `python -m training` again"
        )
    for name, expected in (("block_names", column_names()), ("cut_names", cut.names())):
        _check_names(path, _words(stored[name]), expected)
    return Weights(
        version=_words(stored["version"])[0],
        vocabulary=Vocabulary(_table(stored, "own"), _table(stored, "above"), _table(stored, "text")),
        page_words={word: i for i, word in enumerate(_words(stored["page_words"]))},
        page_weights=stored["page_weights"].astype(np.float32),
        network=Network.of(_part(stored, "net")),
        blocks=_trees(_part(stored, "block")),
        cuts=_trees(_part(stored, "cut")),
    )


def _check_names(path: Path, found: list[str], expected: tuple[str, ...]) -> None:
    if tuple(found) == expected:
        return
    odd = sorted(set(found) ^ set(expected))
    what = f"unlike in {', '.join(odd[:3])}" if odd else "in another order"
    raise CleanerError(
        f"{path}: {len(found)} columns, the code has {len(expected)}, {what} - run `python -m training` again"
    )


def _words(stored: NDArray[np.generic]) -> list[str]:
    return stored.tobytes().decode("utf-8").split("\n")


def _table(stored: Mapping[str, NDArray[np.generic]], source: str) -> dict[str, float]:
    weights = stored[f"{source}_weights"].astype(float).tolist()
    return dict(zip(_words(stored[f"{source}_words"]), weights, strict=True))


def _part(stored: Mapping[str, NDArray[np.generic]], name: str) -> dict[str, NDArray[np.generic]]:
    prefix = f"{name}_"
    return {
        key.removeprefix(prefix): values
        for key, values in stored.items()
        if key.startswith(prefix) and not key.endswith("_names")
    }


def _trees(stored: Mapping[str, NDArray[np.generic]]) -> Trees:
    kept = stored["leaf"].astype(np.float32)
    leaf = np.zeros((len(kept), _LEAVES), np.float32)
    leaf[:, : kept.shape[1]] = kept
    return Trees(
        stored["column"].astype(np.intp), stored["border"].astype(np.float32), leaf, float(stored["bias"])
    )
