"""What is fitted once without each fold, and once with all pages."""

from __future__ import annotations

import numpy as np
import pytest

from training.datasets import FOLDS
from training.rounds import ROUNDS, fitted

FOLD_OF_PAGE = np.array([0, 1, 1, 2, 3, 4])


def test_each_round_is_fitted_without_its_fold_and_the_last_one_with_all():
    heard: list[str] = []

    def count(left: int | None) -> dict[str, np.ndarray]:
        return {"pages": np.array((left != FOLD_OF_PAGE).sum() if left is not None else len(FOLD_OF_PAGE))}

    found = fitted({"count": count, "again": count}, heard.append)

    assert (*range(FOLDS), None) == ROUNDS
    assert [int(found["count"][left]["pages"]) for left in ROUNDS] == [5, 4, 5, 5, 5, 6]
    assert found["again"] == found["count"]
    assert heard[0] == "count, without fold 0"
    assert heard[-1] == "again, all pages"


def test_a_fit_that_fails_says_so():
    def fails(left: int | None) -> dict[str, np.ndarray]:
        raise ValueError(f"no pages without fold {left}")

    with pytest.raises(ValueError, match="no pages without fold 0"):
        fitted({"fails": fails}, str)
