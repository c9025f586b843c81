from __future__ import annotations

import pytest

from cleaner.labels import telling
from cleaner.types import Label, Layer
from tests.making import blocks_of

NOTICE = "Copyright 2024 The Harbour Gazette. All rights reserved."
PAGE = "<p>The path climbs to the hut.</p>" * 40 + f"<p>{NOTICE}</p>"


def said(blocks, score: float) -> list[Label]:
    return [Label(i, "body", True, Layer.MODEL, "model", "", score) for i in range(len(blocks))]


@pytest.mark.parametrize(("score", "dropped"), [(0.6, [40]), (0.97, [])])
def test_words_count_where_the_engine_is_not_sure(score, dropped):
    blocks = blocks_of(PAGE)

    assert [label.block for label in telling.labels(blocks, said(blocks, score))] == dropped


def test_on_a_page_of_few_blocks_containers_count_too():
    cards = '<div class="related-posts"><p>The hut that moved</p></div>'
    few, many = (blocks_of("<p>The path climbs to the hut.</p>" * count + cards) for count in (12, 40))

    assert [(found.block, found.role) for found in telling.labels(few, said(few, 0.6))] == [(12, "related")]
    assert telling.labels(many, said(many, 0.6)) == []


@pytest.mark.parametrize(
    "text",
    [
        "(c) Remove the cover and keep the four screws.",
        "Copyright law in England is older than the railways.",
        "She was taken there without consent, the court heard.",
        "We baked these cookies six times before the edges held.",
        "Published in 1851, the novel sold 3,000 copies.",
        "20 years ago the river froze from bank to bank.",
        "Posted to Malta in 1942, he never wrote home.",
        "Note: the author of the module is asked by name.",
        "You may like to add a spoon of honey.",
    ],
)
def test_sentences_that_begin_like_clutter_are_none(text):
    blocks = blocks_of(f"{PAGE}<p>{text}</p>")

    assert 41 not in [label.block for label in telling.labels(blocks, said(blocks, 0.6))]


def test_a_label_with_a_link_behind_it_leads_elsewhere():
    also = '<p>Xem thêm: <a href="/b">Con đường mới lên núi mở cửa vào mùa xuân</a></p>'
    blocks = blocks_of(PAGE + also + also.replace("<a", "<i").replace("</a", "</i"))

    found = telling.labels(blocks, said(blocks, 0.99))

    assert [(label.block, label.why) for label in found] == [(41, "a label with a link behind it")]


@pytest.mark.parametrize(
    "heading",
    [
        "<section class=cookies><h2>3. Cookies</h2>{}</section>",
        "<div><h2 class=newsletter>The letter to the miners</h2>{}</div>",
        "<div><h2><button>Who pays for the lamp?</button></h2><div>{}</div></div>",
        "<div><div><button aria-expanded=false>Who pays for the lamp?</button></div><div>{}</div></div>",
    ],
)
def test_a_heading_of_kept_text_is_none_of_the_clutter(heading):
    blocks = blocks_of("<p>The path climbs to the hut.</p>" * 12 + heading.format("<p>We keep one lamp.</p>"))

    found = telling.labels(blocks, [*said(blocks, 0.6)[:-1], *said(blocks, 0.99)[-1:]])

    assert found == []


def test_a_heading_goes_where_its_text_does():
    box = '<div class="related-posts"><h3>More huts</h3><p>The hut that moved</p></div>'
    blocks = blocks_of("<p>The path climbs to the hut.</p>" * 12 + box)

    assert [label.block for label in telling.labels(blocks, said(blocks, 0.6))] == [12, 13]


def test_a_hidden_heading_of_kept_text_goes():
    box = "<div><h3 hidden>More huts</h3><p>The hut that moved</p></div>"
    blocks = blocks_of("<p>The path climbs to the hut.</p>" * 12 + box)

    assert [label.block for label in telling.labels(blocks, said(blocks, 0.6))] == [12]


def test_a_button_that_heads_nothing_is_a_control():
    blocks = blocks_of(
        "<p>The path climbs to the hut.</p>" * 12 + "<div><button>Show all</button></div><p>End.</p>"
    )

    assert [(label.block, label.why) for label in telling.labels(blocks, said(blocks, 0.6))] == [
        (12, "in a control")
    ]


def test_a_listing_in_a_toolbar_behind_text_is_none_of_the_toolbar():
    bar = (
        "<div class=code-toolbar><pre>lamp = trim(wick)</pre><div class=toolbar><span>Copy</span></div></div>"
    )
    blocks = blocks_of("<div>" + "<p>The path climbs to the hut.</p>" * 12 + f"{bar * 2}</div>")

    assert [label.block for label in telling.labels(blocks, said(blocks, 0.6))] == [13, 15]


def test_what_sites_print_on_every_page_goes_however_sure_the_engine_is():
    blocks = blocks_of(PAGE + "<p>When you buy through our links, we may earn a commission.</p>")

    assert [(label.block, label.role) for label in telling.labels(blocks, said(blocks, 0.99))] == [
        (41, "legal")
    ]


@pytest.mark.parametrize(("score", "dropped"), [(0.95, False), (0.8, True)])
def test_a_step_that_reads_like_a_button_stays_where_the_engine_is_sure(score, dropped):
    blocks = blocks_of(PAGE + "<p>Sign in to create a new project and add your team to it.</p>")

    assert (41 in [label.block for label in telling.labels(blocks, said(blocks, score))]) == dropped


def test_an_item_without_letters_stays_in_a_list_of_which_others_stay():
    lines = "".join(f"<li><span>{line}</span></li>" for line in ["int main()", "{", "return 0;", "}"])
    blocks = blocks_of("<p>The path climbs to the hut.</p>" * 12 + f"<ol>{lines}</ol><ul><li>+</li></ul>")

    assert [label.block for label in telling.labels(blocks, said(blocks, 0.6))] == [16]
