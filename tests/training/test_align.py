from __future__ import annotations

import pytest

from training.align import shares

PATH = "the path climbs to the hut in an hour".split()
SNOW = "snow fell all night and nobody slept".split()


def test_blocks_of_the_truth_are_whole_and_others_nothing():
    assert shares([["home"], PATH, ["share", "this"], SNOW], [*PATH, *SNOW]) == [0, 1, 0, 1]


def test_a_short_block_counts_only_as_a_whole():
    assert shares([["the", "hut"], PATH, ["the", "valley"]], PATH) == [0, 1, 0]


def test_a_block_that_the_truth_has_in_part_has_that_share():
    assert shares([[*SNOW, "photo", "by", "mara"]], SNOW) == [pytest.approx(0.7)]


def test_a_heading_between_two_paragraphs_of_the_truth_is_the_truths():
    assert shares([["night"], PATH, ["night"], SNOW, ["night"]], [*PATH, "night", *SNOW]) == [0, 1, 1, 1, 0]


def test_of_two_copies_the_one_in_place_counts():
    teaser = PATH[:6]

    assert shares([teaser, ["more"], PATH, SNOW], [*PATH, *SNOW]) == [0, 0, 1, 1]


def test_a_block_that_stands_elsewhere_in_the_truth_is_found():
    far = "ten huts stand above the tree line today".split()

    assert shares([far, PATH, SNOW], [*PATH, *SNOW, *far]) == [1, 1, 1]


def test_an_empty_truth_has_no_blocks():
    assert shares([PATH, []], []) == [0, 0]
