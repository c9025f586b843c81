"""Rounds: everything is fitted once without each fold, which it then judges, and once with all pages."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from training.datasets import FOLDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[np.generic]]
    Fit = Callable[[int | None], Arrays]

__all__ = ["ROUNDS", "fitted"]

ROUNDS = (*range(FOLDS), None)  # what is left out


def fitted(fits: Mapping[str, Fit], say: Callable[[str], None]) -> dict[str, dict[int | None, Arrays]]:
    """What each of `fits` makes of each round; one fit a processor at a time, each by one thread."""
    jobs = [(name, left) for left in ROUNDS for name in fits]
    found: dict[str, dict[int | None, Arrays]] = {name: {} for name in fits}
    # Forked, so that what the fits learn from is there without being sent.
    _remembered.clear()
    _remembered.update(fits)
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("fork")) as pool:
        pending = [pool.submit(_fit, *job) for job in jobs]
        for (name, left), done in zip(jobs, pending, strict=True):
            found[name][left] = done.result()
            say(f"{name}, {'all pages' if left is None else f'without fold {left}'}")
    return found


_remembered: dict[str, Fit] = {}


def _fit(name: str, left: int | None) -> Arrays:
    return _remembered[name](left)
