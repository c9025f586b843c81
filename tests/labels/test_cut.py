from __future__ import annotations

import numpy as np

from cleaner.labels import cut
from cleaner.labels.trees import Trees

ODDS = np.full(7, 1 / 7, np.float32)
ROW = {name: i for i, name in enumerate(cut.names())}


def floats(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def trees_that_read(name: str, border: float, high: float, low: float) -> Trees:
    """One tree with one question."""
    borders = np.full((1, 8), np.inf, np.float32)
    borders[0, 0] = border
    leaf = np.full((1, 256), low, np.float32)
    leaf[0, 1] = high
    return Trees(np.full((1, 8), ROW[name], np.intp), borders, leaf, 0.0)


def test_the_expected_f1_of_a_threshold_counts_words():
    table = cut.options(floats(1.0, 0.0), floats(100, 100), ODDS)

    assert table.shape == (len(cut.names()), len(cut.THRESHOLDS))
    assert np.allclose(table[ROW["f1"]], 1.0)
    assert np.allclose(table[ROW["share"]], 0.5)


def test_a_higher_threshold_keeps_fewer_words():
    table = cut.options(floats(0.9, 0.6, 0.3, 0.1), floats(50, 10, 30, 200), ODDS)

    assert (np.diff(table[ROW["words"]]) <= 0).all()
    assert (np.diff(table[ROW["recall"]]) <= 1e-6).all()


def test_the_threshold_is_chosen_by_what_the_probabilities_expect_and_the_trees_say_how_sure():
    trees = trees_that_read("share", 0.5, 0.4, 0.8)

    chosen = cut.choose(trees, floats(0.95, 0.05), floats(10, 90), ODDS)

    assert 0.05 < chosen.threshold <= 0.95
    assert chosen.confidence == np.float32(0.8)


def test_many_doubtful_words_that_err_together_do_not_outweigh_the_sure_ones():
    """If all of them were wrong, little would be right: to keep them must be likelier than not."""
    chosen = cut.choose(
        trees_that_read("share", 0.5, 1, 1), floats(0.97, *[0.3] * 50), floats(300, *[60] * 50), ODDS
    )

    assert chosen.threshold > 0.3


def test_confidence_is_a_share():
    chosen = cut.choose(trees_that_read("share", 0.5, 1.4, -3.0), floats(0.9), floats(10), ODDS)

    assert chosen.confidence == 1.0


def test_a_page_without_any_words_has_a_cut():
    assert 0 <= cut.choose(trees_that_read("f1", 0.5, 1.0, 0.0), floats(0.0), floats(0), ODDS).confidence <= 1
