"""Boosted oblivious trees: CatBoost fits them, and their splits and leaves go out as plain arrays."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cleaner.labels.trees import Trees

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Plan", "arrays", "fit_trees", "trees"]

SEED = 20261121
_QUESTIONS, _LEAVES = 8, 64
# One thread: sums of floats hang on their order, and the weights are to be the same to the last digit.
_SETTINGS: dict[str, Any] = {
    "depth": 6, "random_seed": SEED, "thread_count": 1, "border_count": 64, "bootstrap_type": "No",
    "random_strength": 0, "rsm": 0.2, "logging_level": "Silent", "allow_writing_files": False,
    "boost_from_average": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How many trees, how fast they learn, and what they are to minimise."""

    count: int
    rate: float
    loss: str = "CrossEntropy"
    ridge: float = 300.0


def fit_trees(
    x: NDArray[np.float32], y: NDArray[np.float32], weight: NDArray[np.float64], plan: Plan
) -> dict[str, NDArray[np.generic]]:
    """The trees as arrays `column`, `border`, `leaf`, `bias`; x has one row an entry."""
    from catboost import CatBoost, Pool

    settings = {**_SETTINGS, "iterations": plan.count, "learning_rate": plan.rate, "l2_leaf_reg": plan.ridge}
    model = CatBoost({**settings, "loss_function": plan.loss})
    model.fit(Pool(x, y, weight=weight))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return arrays(json.loads(path.read_text()))


def arrays(model: dict[str, Any]) -> dict[str, NDArray[np.generic]]:
    """CatBoost's JSON as arrays; questions that a tree does not ask are never true."""
    found = model["oblivious_trees"]
    column = np.zeros((len(found), _QUESTIONS), np.uint16)
    border = np.full((len(found), _QUESTIONS), np.inf, np.float32)
    leaf = np.zeros((len(found), _LEAVES), np.float32)
    for i, tree in enumerate(found):
        for k, split in enumerate(tree["splits"] or ()):
            column[i, k] = split["float_feature_index"]
            border[i, k] = split["border"]
        leaf[i, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = model["scale_and_bias"]
    return {"column": column, "border": border, "leaf": (leaf * scale).astype(np.float16),
            "bias": np.array(bias[0], np.float32)}  # fmt: skip


def trees(stored: dict[str, NDArray[np.generic]]) -> Trees:
    """The arrays, ready to ask."""
    leaf = np.zeros((len(stored["leaf"]), 2**_QUESTIONS), np.float32)
    leaf[:, :_LEAVES] = stored["leaf"]
    border = stored["border"].astype(np.float32)
    return Trees(stored["column"].astype(np.intp), border, leaf, float(stored["bias"]))
