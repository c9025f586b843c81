"""What the files of weights have in common: arrays by name, lists of words as bytes, names to check."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from cleaner.errors import CleanerError
from cleaner.labels.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[np.generic]]

__all__ = ["opened", "part", "table", "trees", "words"]

_LEAVES = 256  # a byte of answers; the file keeps those that can occur


@contextmanager
def opened(path: Path, version: int, **names: tuple[str, ...]) -> Iterator[Arrays]:
    """The arrays of a file in which lists of words (`names`) are those of the code.

    CleanerError where the file holds no arrays, another format's, or others than are asked for in the block.
    """
    arrays = _read(path)
    written = int(arrays["format"]) if "format" in arrays else 0
    if written != version:
        raise CleanerError(f"{path}: format {written}, this version reads {version} - train it again")
    try:
        for name, expected in names.items():
            _check_names(path, words(arrays[name]), expected)
        yield arrays
    except KeyError as error:
        raise CleanerError(f"{path}: not a file of weights: {error} is missing - train it again") from error


def _read(path: Path) -> Arrays:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return dict(stored)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise CleanerError(f"{path}: not a file of weights: {error} - train it again") from error


def _check_names(path: Path, found: list[str], expected: tuple[str, ...]) -> None:
    """CleanerError where the file was fitted with other columns than the code has."""
    if tuple(found) == expected:
        return
    odd = sorted(set(found) ^ set(expected))
    what = f"unlike in {', '.join(odd[:3])}" if odd else "in another order"
    raise CleanerError(f"{path}: {len(found)} columns, the code has {len(expected)}, {what} - train it again")


def words(stored: NDArray[np.generic]) -> list[str]:
    """The words of a list that is kept as bytes."""
    return stored.tobytes().decode("utf-8").split("\n")


def table(stored: Arrays, source: str) -> dict[str, float]:
    """The words of one source, a weight each."""
    weights = stored[f"{source}_weights"].astype(float).tolist()
    return dict(zip(words(stored[f"{source}_words"]), weights, strict=True))


def part(stored: Arrays, name: str) -> dict[str, NDArray[np.generic]]:
    """The arrays of one part of the model, by their names in it."""
    prefix = f"{name}_"
    return {
        key.removeprefix(prefix): values
        for key, values in stored.items()
        if key.startswith(prefix) and not key.endswith("_names")
    }


def trees(stored: Arrays) -> Trees:
    """The trees of one part."""
    kept = stored["leaf"].astype(np.float32)
    leaf = np.zeros((len(kept), _LEAVES), np.float32)
    leaf[:, : kept.shape[1]] = kept
    return Trees(
        stored["column"].astype(np.intp), stored["border"].astype(np.float32), leaf, float(stored["bias"])
    )
