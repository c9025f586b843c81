"""The line model's columns."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.features.lines import columns, names, read_lines, scores
from tests.making import blocks_of

LONG = (
    "The keeper of the lamp had counted every gull of the harbour twice before he wrote the number down, and "
    "on the next morning the gulls of the harbour were one fewer."
)
DUMP = f"""\
Gulls of the harbour

Share this
{LONG}
A heron

- 12 eels
- 7 eels

{LONG[::-1]}

Share this
"""
TWICE = np.log(2)


@pytest.fixture(scope="module")
def table():
    """The columns of the dump by name; "share" speaks against a line."""
    lines = read_lines(blocks_of(DUMP))
    return dict(zip(names(), columns(lines, scores({"share": -2.0}, lines.tokens)), strict=True))


def test_there_is_a_row_for_each_name_and_a_number_for_each_line(table):
    assert all(len(row) == 8 and row.dtype == np.float32 for row in table.values())
    assert all(np.isfinite(row).all() for row in table.values())


def test_blank_lines_and_marks_are_seen(table):
    assert table["blank_before"].tolist() == [1, 1, 0, 0, 1, 0, 1, 1]
    assert table["blank_after"].tolist() == [1, 0, 0, 1, 0, 1, 1, 1]
    assert table["is_li"].tolist() == [0, 0, 0, 0, 1, 1, 0, 0]


def test_lines_that_come_again_are_counted_digits_apart(table):
    assert table["copies"] == pytest.approx([0, TWICE, 0, 0, 0, 0, 0, TWICE])
    assert table["earlier"] == pytest.approx([0, 0, 0, 0, 0, 0, 0, TWICE])
    assert table["stencil"] == pytest.approx([0, TWICE, 0, 0, TWICE, TWICE, 0, TWICE])


def test_a_headline_whose_words_the_text_takes_up_coheres(table):
    assert table["cohesion"][0] == 1.0
    assert table["cohesion"][3] == 0.0


def test_words_count_by_their_learned_weight_and_phrases_by_what_they_say(table):
    assert table["v"][1] < 0 == table["v"][3]
    assert table["says_share"].tolist() == [0, 1, 0, 0, 0, 0, 0, 1]


def test_the_nearest_paragraphs_are_known(table):
    assert table["until_long"][:3] == pytest.approx([np.log(3), TWICE, 0])
    assert table["since_long"][2:5] == pytest.approx([0, TWICE, np.log(3)])


def test_a_script_without_spaces_has_words_too():
    lines = read_lines(blocks_of("湖の漁師は毎朝、鳥の数を数えてから網を下ろす。" * 4))

    assert lines.words[0] > 40
