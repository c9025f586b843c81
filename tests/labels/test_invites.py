from __future__ import annotations

import pytest

from cleaner.labels import invites
from cleaner.types import Label, Layer
from tests.making import blocks_of

STORY = (
    "<article><p>The path climbs to the hut.</p>{}<p>It is open in summer, when the larches are green, and "
    "in winter, when the keeper brings wood up from the lake and lets all sleep beside the stove.</p>"
    "</article>"
)
BOX = '<div class="x1"><p>{}</p><form><div><input type="{}" name="a"></div><p>Weiter</p></form></div>'
WORDS = "Fünf Geschichten jeden Morgen, kurz und ohne Lärm, vor dem ersten Kaffee"


@pytest.mark.parametrize(
    ("box", "kind", "dropped"),
    [
        (BOX.format(WORDS, "email"), "article", [1, 2]),
        (BOX.format(WORDS, "email"), None, [1, 2]),
        (BOX.format(WORDS, "email"), "service", []),
        (BOX.format(WORDS, "search"), "article", []),
        (BOX.format(f"{WORDS}, " * 9, "email"), "article", []),
        ('<input type="email">', "article", []),
    ],
    ids=["article", "unknown", "a form is its purpose", "no address", "much text", "no box"],
)
def test_a_box_that_asks_for_an_address_is_an_invitation(box, kind, dropped):
    blocks = blocks_of(STORY.format(box))
    said = [Label(i, "body", True, Layer.MODEL, "model", "", 0.9) for i in range(len(blocks))]

    found = invites.labels(blocks, said, kind)

    assert [(label.block, label.role) for label in found] == [(i, "newsletter") for i in dropped]


def test_a_short_article_around_a_field_is_no_box():
    blocks = blocks_of(
        f'<div><div><p>{WORDS}.</p><p>{WORDS}.</p><form><input type="email"></form></div></div>'
    )
    said = [Label(i, "body", True, Layer.MODEL, "model", "", 0.9) for i in range(len(blocks))]

    assert invites.labels(blocks, said, "article") == []
