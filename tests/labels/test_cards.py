from __future__ import annotations

import pytest

from cleaner.labels import cards
from cleaner.types import Blocks, Label, Layer
from tests.making import blocks_of

SENTENCE = "The path climbs through the larch wood for an hour and comes out beside the hut, which is open."
STORY = "<article>" + f"<p>{SENTENCE}</p>" * 6 + "</article>"
CARD = (
    '<div class="p-4"><h3><a href="/{0}">The bridge that moved to {0}</a></h3>'
    "<p>It took two winters and a goat.</p></div>"
)
ROW = '<section class="grid">' + "".join(CARD.format(place) for place in "abcd") + "</section>"


def said(blocks: Blocks) -> list[Label]:
    """All blocks kept, the article's sentences with the best score."""
    scores = [0.9 if text == SENTENCE else 0.6 for text in blocks.texts]
    return [Label(i, "body", True, Layer.MODEL, "model", "", score) for i, score in enumerate(scores)]


@pytest.mark.parametrize(("kind", "dropped"), [("article", 8), (None, 8), ("collection", 0)])
def test_cards_below_an_article_are_other_stories(kind, dropped):
    blocks = blocks_of(STORY + ROW)

    found = cards.labels(blocks, said(blocks), kind)

    assert [label.block for label in found] == list(range(6, 6 + dropped))
    assert {label.role for label in found} <= {"related"}


@pytest.mark.parametrize(
    "page",
    [
        ROW + STORY,
        "<article>" + f"<p>{SENTENCE}</p>" * 2 + "</article>" + ROW,
        STORY + ROW.replace("<h3>", "<b>").replace("</h3>", "</b>"),
        STORY + CARD.format("a") + CARD.format("b"),
        STORY + ROW.replace("It took two winters and a goat.", f"{SENTENCE} " * 4),
    ],
    ids=["above", "little text", "no headings", "two", "long leads"],
)
def test_other_rows_stay(page):
    blocks = blocks_of(page)

    assert cards.labels(blocks, said(blocks), "article") == []


@pytest.mark.parametrize(("score", "dropped"), [(0.95, 0), (0.8, 8)])
def test_sections_of_a_round_up_stay_where_the_engine_is_sure_of_them(score, dropped):
    blocks = blocks_of(STORY.replace("</article>", f"{ROW}</article>"))
    judged = [Label(i, "body", True, Layer.MODEL, "model", "", score) for i in range(len(blocks))]
    judged[:6] = said(blocks)[:6] if score < 0.9 else judged[:6]

    assert len(cards.labels(blocks, judged, "article")) == dropped


def test_a_dump_has_no_cards():
    blocks = blocks_of("\n\n".join([SENTENCE] * 9))

    assert cards.labels(blocks, said(blocks), "article") == []
