from __future__ import annotations

import pytest

from cleaner.assemble.pieces import kept_blocks, pieces
from cleaner.assemble.places import Places
from cleaner.page import segment
from cleaner.types import Label, Layer, Verdict
from tests.assemble.building import dump_of, page_of, verdicts_of


@pytest.mark.parametrize(
    "html",
    [
        "<p> one <b> two</b> <i>three </i> ",
        "<p>one\n<b>\t</b>\ntwo",
        "<p>a\u200b <b>\u200b</b> \u200bb\u00ad<i>c \u200b</i>d",
        "<p>a <b>\u202e </b><i> b</i> <u>\u200b</u> ",
        "<p>a\u00a0<b>\u2003b</b>",
        "<p><b> </b>a<img src=/x.png> b <img src=/y.png> ",
        "<p><img src=/x.png> a <img src=/y.png> <img src=/z.png> <b>b</b> <img src=/z.png>",
        "<p> <img src=/x.png> <img src=/y.png> <b> a</b>",
    ],
)
def test_the_pieces_of_a_block_are_its_text(html):
    blocks = segment(page_of(html))

    kept = kept_blocks(blocks, verdicts_of(blocks), Places(blocks))

    made = ["".join(text for _, text in pieces(blocks, block)) for block in kept]
    assert [text.strip(" ") for text in made] == blocks.texts


def test_a_piece_knows_its_element():
    blocks = segment(page_of("<p>one <b>two</b>"))
    tags = blocks.page.tree.nodes.tags

    made = pieces(blocks, kept_blocks(blocks, verdicts_of(blocks), Places(blocks))[0])

    assert [(tags[node], text) for node, text in made] == [("p", "one "), ("b", "two")]


def test_a_block_of_a_dump_is_one_piece():
    blocks = segment(dump_of("one line"))

    assert pieces(blocks, kept_blocks(blocks, verdicts_of(blocks), Places(blocks))[0]) == [(-1, "one line")]


def test_spaces_beside_an_image_stay_at_the_ends_of_a_block():
    blocks = segment(page_of("<p> <img src=/x.png> <i> one</i> <img src=/y.png> "))

    made = pieces(blocks, kept_blocks(blocks, verdicts_of(blocks), Places(blocks))[0])

    assert [text for _, text in made] == ["", " ", "one", " ", ""]


@pytest.mark.parametrize(
    ("spans", "rest"),
    [([(0, 3)], "two three"), ([(4, 7)], "one three"), ([(8, 13)], "one two"), ([(0, 3), (8, 13)], "two")],
)
def test_a_cut_takes_the_same_from_the_text_and_from_the_pieces(spans, rest):
    blocks = segment(page_of("<p><img src=/w.png> one <b>two</b> three<img src=/x.png>"))
    label = Label(0, "body", True, Layer.SITE, "test", "by hand")
    cuts = tuple(Label(0, "ad", False, Layer.SITE, "test", "by hand", span=span) for span in spans)

    (kept,) = kept_blocks(blocks, [Verdict(0, label, cuts=cuts)], Places(blocks))

    assert kept.text == rest
    assert "".join(text for _, text in pieces(blocks, kept)) == rest
