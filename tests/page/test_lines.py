"""Text dumps -> blocks: lines, and paragraphs over several lines made whole."""

from __future__ import annotations

import textwrap

import pytest

from tests.making import blocks_of

PARAGRAPH = (
    "The path to the hut leaves the road behind the last farm and climbs through larches until the trees "
    "give way to grass, and from there the valley lies open as far as the glacier, which was still white "
    "in June."
)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_hard_wrapped_paragraph_is_one_block(width):
    source = "\n\n".join(textwrap.fill(PARAGRAPH, width) for _ in range(3))

    assert blocks_of(source).texts == [PARAGRAPH] * 3


def test_a_dump_with_a_paragraph_a_line_is_not_joined():
    source = "\n".join([PARAGRAPH, PARAGRAPH[::-1], "A short line.", PARAGRAPH])

    assert len(blocks_of(source)) == 4


def test_wrapped_lines_of_a_script_without_spaces_meet_without_one():
    text = (
        "小屋位于山谷尽头的草地上，从最后一个农场出发沿着落叶松林向上走大约一个小时就能到达，" * 3
        + "六月的冰川还是白色的。"
    )
    source = "\n\n".join("\n".join(textwrap.wrap(text, 60)) for _ in range(3))

    assert blocks_of(source).texts == [text] * 3


def test_headlines_below_one_another_stay_apart():
    source = "\n".join(f"Council votes on bridge number {n} after long debate" for n in range(12))

    assert len(blocks_of(source)) == 12


def test_a_sentence_cut_after_a_comma_goes_on():
    blocks = blocks_of(f"{PARAGRAPH[:-1]},\nand nobody met us on the way.\n\nNext.")

    assert blocks.texts[0].endswith("in June, and nobody met us on the way.")
    assert blocks.where(0) == "lines 1-2"
    assert blocks.where(1) == "line 4"


@pytest.mark.parametrize(
    ("line", "tag", "text"),
    [
        ("# Huts", "h1", "Huts"),
        ("### Beds", "h3", "Beds"),
        ("- one bed", "li", "one bed"),
        ("• two beds", "li", "two beds"),
        ("> she said", "blockquote", "she said"),
        ("-5 degrees at night.", "p", "-5 degrees at night."),
        ("#hashtag", "p", "#hashtag"),
    ],
)
def test_marks_of_plain_text_become_tags(line, tag, text):
    blocks = blocks_of(f"{PARAGRAPH}\n\n{line}\n\n{line}")

    assert (blocks.tags[1], blocks.texts[1]) == (tag, text)


@pytest.mark.parametrize(
    ("source", "tags", "texts"),
    [
        ("●静かな打鍵音\n●薄い設計", ["li", "li"], ["静かな打鍵音", "薄い設計"]),
        ("●静かな打鍵音\n\n●薄い設計", ["li", "li"], ["静かな打鍵音", "薄い設計"]),
        ("■特長\n静かな打鍵音です。\n■仕様", ["p", "p", "p"], ["■特長", "静かな打鍵音です。", "■仕様"]),
        ("●静かな打鍵音\n■薄い設計", ["p", "p"], ["●静かな打鍵音", "■薄い設計"]),
        ("•one bed\n•two beds", ["p", "p"], ["•one bed", "•two beds"]),
    ],
)
def test_signs_of_a_list_may_have_no_space_behind_them(source, tags, texts):
    blocks = blocks_of(source)

    assert (blocks.tags, blocks.texts) == (tags, texts)


def test_a_short_line_above_a_paragraph_is_a_heading():
    blocks = blocks_of(
        f"The way up\n\n{PARAGRAPH}\n\nA sentence that ends.\n\n{PARAGRAPH}\n\nWhy go?\n\n{PARAGRAPH}"
    )

    assert blocks.tags == ["h2", "p", "p", "p", "h2", "p"]


def test_lines_of_verse_join_where_paragraphs_stand_apart():
    blocks = blocks_of(f"{PARAGRAPH}\n\nRoses are red\nViolets blue\n\n{PARAGRAPH}\n\nEnd.")

    assert blocks.joins == [False, False, True, False, False]


def test_a_million_short_lines_take_time_in_proportion():
    blocks = blocks_of("word\n" * 100_000)

    assert len(blocks) == 100_000


def test_a_wrapped_dump_with_a_menu_is_told_by_its_wide_lines():
    menu = "Home\nMaps\nThe bakery\nSign in\nHelp\nabout us\n" * 4

    blocks = blocks_of(f"{menu}\n{textwrap.fill(' '.join([PARAGRAPH, PARAGRAPH]), 72)}\n\n{menu}")

    assert " ".join([PARAGRAPH, PARAGRAPH]) in blocks.texts
    assert blocks.texts.count("about us") == 8
