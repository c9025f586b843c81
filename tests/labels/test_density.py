"""The first engine."""

from __future__ import annotations

import pytest

from cleaner.labels import density
from tests.making import blocks_of

PARAGRAPH = (
    "<p>The path to the hut leaves the road behind the last farm and climbs through larches for an hour.</p>"
)


def kept(source: str) -> list[str]:
    blocks = blocks_of(source)
    return [blocks.texts[label.block] for label in density.labels(blocks) if label.keep]


def test_short_answers_between_paragraphs_stay():
    assert "Yes." in kept(f"<div>{PARAGRAPH * 4}<p>Yes.</p>{PARAGRAPH * 4}</div>")


def test_a_heading_stays_with_its_text_and_goes_without():
    texts = kept(f"<div>{PARAGRAPH * 6}<h2>The way up</h2>{PARAGRAPH * 2}<h2>Elsewhere</h2></div>")

    assert "The way up" in texts
    assert "Elsewhere" not in texts


def test_comments_end_where_their_container_ends_even_before_bare_text():
    path = PARAGRAPH[3:-4]
    comments = f"<section><h2>3 comments</h2>{PARAGRAPH * 2}</section>"
    before, behind = PARAGRAPH * 4, f"{path} <b>{path}</b>"

    texts = kept(f"<main>{before}{comments}{behind}{before}</main>")

    assert f"{path} {path}" in texts
    assert "3 comments" not in texts
    assert len(texts) == 9


def test_a_menu_goes_and_its_reason_is_said():
    blocks = blocks_of(f"<nav><a href=/>Home</a></nav><main>{PARAGRAPH * 4}</main>")

    label = density.labels(blocks)[0]

    assert (label.keep, label.role, label.why) == (False, "nav", "in a container for nav")


def test_a_class_name_that_would_take_the_article_is_not_believed():
    lying = "".join(f"<div class='promo-{n}'>{PARAGRAPH}</div>" for n in range(10))

    assert len(kept(f"<body>{lying}<p>Home</p></body>")) == 10


def test_a_page_that_hides_itself_until_scripts_run_is_read():
    assert len(kept(f"<body style='visibility:hidden'>{PARAGRAPH * 5}</body>")) == 5


def test_a_list_of_links_goes():
    links = "".join(f"<li><a href=/{n}>Another story of the valley, number {n}</a></li>" for n in range(9))

    assert not any("Another story" in text for text in kept(f"<div>{PARAGRAPH * 8}</div><ul>{links}</ul>"))


def test_a_product_with_few_words_keeps_what_its_body_has():
    texts = kept("<main><h1>Enamel mug</h1><p>Blue, 0.3 l</p><p>Hand made</p></main>")

    assert texts == ["Enamel mug", "Blue, 0.3 l", "Hand made"]


def test_a_table_behind_the_last_paragraph_stays():
    rows = "".join(f"<tr><td>Hut {n}</td><td>{n} beds</td></tr>" for n in range(40))

    assert "Hut 39" in kept(f"<main>{PARAGRAPH * 8}<table>{rows}</table></main>")


@pytest.mark.parametrize("source", ["<html></html>", "<img src=a.jpg>", "x", "<p>x"])
def test_there_is_one_label_a_block(source):
    blocks = blocks_of(source)

    assert [label.block for label in density.labels(blocks)] == list(range(len(blocks)))


def test_a_question_in_a_button_stays_with_its_answer():
    asked = "<div><h2><button>Who pays for the lamp?</button></h2><div>{}</div></div>"

    texts = kept(
        f"<main>{PARAGRAPH * 2}{asked.format(PARAGRAPH)}{PARAGRAPH * 2}</main><h2><button>Menu</button></h2>"
    )

    assert "Who pays for the lamp?" in texts
    assert "Menu" not in texts


def test_a_listing_in_comments_is_the_comments():
    comments = f"<div class=comments>{PARAGRAPH}<pre>lamp = trim(wick)</pre></div>"

    assert "lamp = trim(wick)" not in kept(f"<main>{PARAGRAPH * 6}{comments}</main>")


def test_a_heading_in_a_container_of_its_own_name_stays_with_its_text():
    assert "Cookies" in kept(
        f"<main>{PARAGRAPH * 4}<div><h2 class=cookies>Cookies</h2>{PARAGRAPH}</div></main>"
    )
