"""Standfirsts and descriptions of products, known by what the page declares."""

from __future__ import annotations

import pytest

from cleaner.labels import described
from cleaner.types import Candidate, Label, Layer, Metadata
from tests.making import blocks_of

STANDFIRST = "The ferry stops in October, and the keeper walks"
TEXT = "In the first week of the winter the keeper of the hut walked down to the lake and wrote how thick."
OFFER = "A lamp of beaten brass that burns for nine hours."


def found(page, page_type, *descriptions, surely=0.6, kept=(TEXT,)):
    """What page logic keeps of a page of which the engine keeps only the texts in `kept`."""
    blocks = blocks_of(page)
    said = [
        Label(i, "body" if text in kept else "other", text in kept, Layer.MODEL, "model", "", surely)
        for i, text in enumerate(blocks.texts)
    ]
    declared = tuple(Candidate("description", text, "meta:og:description", 0.8) for text in descriptions)
    labels = described.labels(blocks, Metadata(candidates=declared), said, page_type)
    assert all(label.keep and label.by == "described" for label in labels)
    return [blocks.texts[label.block] for label in labels]


def article(*between):
    return "<h1>The keeper of the ice</h1>" + "".join(f"<p>{text}</p>" for text in (*between, TEXT))


def test_the_standfirst_of_an_article_is_its_description():
    assert found(article("Ann Roe", STANDFIRST), "article", STANDFIRST) == [STANDFIRST]


@pytest.mark.parametrize(
    "description",
    [
        f"{STANDFIRST}…",
        STANDFIRST[:-10],
        f"{STANDFIRST} over the ice",
        STANDFIRST.upper(),
    ],
)
def test_a_description_may_be_cut_short_or_go_on(description):
    assert found(article(STANDFIRST), "article", description) == [STANDFIRST]


@pytest.mark.parametrize(
    "description", ["The ferry stops", f"{STANDFIRST}. {TEXT} {TEXT}", "Ice, lakes and huts of the north"]
)
def test_what_says_much_more_or_less_is_another_text(description):
    assert found(article(STANDFIRST), "article", description) == []


def test_two_words_are_a_label():
    assert found(article("Lake news"), "article", "Lake news") == []


def test_the_engine_may_be_too_sure():
    assert found(article(STANDFIRST), "article", STANDFIRST, surely=0.97) == []


def test_what_stands_behind_the_text_is_a_share_button():
    assert found(f"{article()}<p>{STANDFIRST}</p>", "article", STANDFIRST) == []


def test_what_stands_far_below_the_headline_belongs_to_something_else():
    menu = [f"Lake {number}" for number in range(20)]

    assert found(article(*menu, STANDFIRST), "article", STANDFIRST) == []


def test_it_is_not_kept_twice():
    page = article(STANDFIRST, STANDFIRST)

    assert found(page, "article", STANDFIRST) == [STANDFIRST]
    assert found(page, "article", STANDFIRST, kept=(TEXT, STANDFIRST)) == []


def test_hidden_text_stays_hidden():
    page = article().replace("</h1>", f'</h1><p style="display:none">{STANDFIRST}</p>')

    assert found(page, "article", STANDFIRST) == []


def test_a_heading_stays_a_heading():
    page = article().replace("</h1>", f"</h1><h2>{STANDFIRST}</h2>")
    blocks = blocks_of(page)
    said = [
        Label(i, "other", text == TEXT, Layer.MODEL, "model", "", 0.6) for i, text in enumerate(blocks.texts)
    ]
    metadata = Metadata(candidates=(Candidate("description", STANDFIRST, "meta:description", 0.7),))

    assert [label.role for label in described.labels(blocks, metadata, said, "article")] == ["heading"]


@pytest.mark.parametrize("page_type", ["product", None])
def test_a_products_description_may_stand_anywhere(page_type):
    page = f"{article()}<div>Details</div><div>{OFFER}</div><div>Brass, 900 g, made in the north</div>"

    assert found(page, page_type, f"{OFFER} Brass, 900 g, made in the north") == [OFFER]


def test_other_types_are_left_to_the_engine():
    assert found(article(STANDFIRST), "listing", STANDFIRST) == []


def test_hostile_descriptions_are_passed_over():
    many = [f"Lake {number}" for number in range(500)]

    assert found(article(STANDFIRST), "article", "a " * 500_000 + STANDFIRST, *many, STANDFIRST) == []
