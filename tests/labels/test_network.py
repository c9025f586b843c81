from __future__ import annotations

import numpy as np
import pytest

from cleaner.labels.network import Network

WIDTH, COLUMNS, TYPES = 4, 3, 2


def network(**changes: np.ndarray) -> Network:
    """A network that hears nothing but what `changes` let it hear."""
    arrays = {
        "mean": np.zeros(COLUMNS), "scale": np.ones(COLUMNS),
        "first": np.eye(COLUMNS, WIDTH), "first_bias": np.zeros(WIDTH),
        "second": np.eye(WIDTH), "second_bias": np.zeros(WIDTH),
        "beside": np.zeros((2, 3 * WIDTH, WIDTH)), "beside_bias": np.zeros((2, WIDTH)),
        "mixed": np.zeros((2, 2 * WIDTH, WIDTH)), "mixed_bias": np.zeros((2, WIDTH)),
        "last": np.zeros(2 * WIDTH), "bias": np.zeros(1),
        "types": np.zeros((2 * WIDTH, TYPES)), "types_bias": np.zeros(TYPES),
    } | changes  # fmt: skip
    return Network.of({name: values.astype(np.float16) for name, values in arrays.items()})


def first_of_the_vector() -> np.ndarray:
    last = np.zeros(2 * WIDTH)
    last[WIDTH] = 2.0
    return last


def test_a_block_is_judged_by_its_own_columns():
    said = network(last=first_of_the_vector())(np.array([[0, 1, -3]] + [[0] * 3] * 2, np.float32))

    assert said.blocks == pytest.approx([0.5, 1 / (1 + np.exp(-2)), 0.5])


def test_what_lies_far_off_is_cut():
    near, far = (network(last=first_of_the_vector())(np.full((COLUMNS, 1), x, np.float32)) for x in (4, 400))

    assert near.blocks == pytest.approx(far.blocks)


@pytest.mark.parametrize("size", [1, 2, 3, 15, 16, 17, 700])
def test_a_block_hears_from_one_before_and_from_two_behind(size):
    """The first layer adds what stands one before, the second what stands two behind."""
    beside = np.zeros((2, 3 * WIDTH, WIDTH))
    beside[0, 0, 0] = beside[1, 2 * WIDTH, 0] = 1
    mixed = np.zeros((2, 2 * WIDTH, WIDTH))
    mixed[:, 0, 0] = 1
    last = np.zeros(2 * WIDTH)
    last[0] = 1
    columns = np.zeros((COLUMNS, size), np.float32)
    columns[0, size // 2] = 1

    odds = network(beside=beside, mixed=mixed, last=last)(columns).blocks

    told = {i for i in (size // 2, size // 2 + 1) if i < size}
    heard = told | {i - 2 for i in told if i >= 2}
    assert set(np.flatnonzero(odds > 0.6).tolist()) == heard


def test_the_page_type_is_told_by_the_greatest_of_all_blocks():
    types = np.zeros((2 * WIDTH, TYPES))
    types[WIDTH, 1] = 3
    said = network(types=types)(np.array([[0, 0, 1], [0, 0, 0], [0, 0, 0]], np.float32))

    assert said.types == pytest.approx([1 / (1 + np.exp(3)), 1 / (1 + np.exp(-3))], rel=1e-3)


def test_a_missing_array_is_an_error():
    with pytest.raises(KeyError):
        Network.of({"mean": np.zeros(3)})
