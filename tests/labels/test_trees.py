from __future__ import annotations

import numpy as np

from cleaner.labels.trees import Trees


def test_a_leaf_is_found_by_the_answers_to_the_questions_of_its_tree():
    border = np.full((2, 8), np.inf, np.float32)
    border[0, 0], border[0, 1], border[1, 0] = 0.5, 2.0, 0.5
    column = np.zeros((2, 8), np.intp)
    column[0, 1] = 1
    leaf = np.zeros((2, 256), np.float32)
    leaf[0, :4] = (1, 2, 4, 8)
    leaf[1, :2] = (0, 16)
    trees = Trees(column, border, leaf, bias=100.0)

    found = trees(np.array([[0, 1, 0, 1], [0, 0, 3, 3]], np.float32))

    assert found.tolist() == [101, 118, 104, 124]


def test_a_page_longer_than_a_portion_is_judged_whole():
    leaf = np.zeros((1, 256), np.float32)
    leaf[0, 1] = 1
    trees = Trees(np.zeros((1, 8), np.intp), np.array([[0.5, *[np.inf] * 7]], np.float32), leaf, 0.0)

    found = trees(np.arange(5000, dtype=np.float32)[None] % 2)

    assert found.tolist() == [0, 1] * 2500


def test_no_blocks_have_no_sums():
    trees = Trees(np.zeros((1, 8), np.intp), np.zeros((1, 8)), np.zeros((1, 256)), 0.0)

    assert trees(np.zeros((3, 0))).size == 0
