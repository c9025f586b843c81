"""Length, links and sentences."""

from __future__ import annotations

import pytest

from cleaner.features import shape
from tests.making import blocks_of


def test_words_are_counted_in_scripts_with_spaces():
    assert shape.lengths(blocks_of("<p>Ten huts in the Alps</p>")) == [5.0]


def test_characters_are_worth_words_in_scripts_without_spaces():
    (length,) = shape.lengths(blocks_of("<p>这是一个关于山间小屋的长句子</p>"))

    assert 8 <= length <= 10


def test_link_density_is_the_share_of_linked_characters():
    blocks = blocks_of("<p><a href=x>1234</a>5678</p><p>none</p>")

    assert shape.link_densities(blocks) == [0.5, 0.0]


@pytest.mark.parametrize(
    ("text", "count"),
    [("One. Two! Three?", 3), ("A path of 3.5 km", 0), ("他走了。她来了。", 2), ('"Go." She went.', 2)],
)
def test_sentence_ends_close_words(text, count):
    assert shape.sentences(blocks_of(f"<p>{text}</p>")) == [count]
