"""Captions that are known by the credit of their picture."""

from __future__ import annotations

import cleaner
from cleaner.labels import captions
from cleaner.page import segment
from cleaner.types import Label, Layer
from tests.making import dump

STORY = "\n\n".join(
    f"In the {word} week of the winter the keeper of the hut walked down to the lake and wrote into her book "
    f"how thick the ice was, for the ferry line asked her to, and for that it paid her {word} wages."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
)
CAPTION = "The hut above the lake on the morning of the first snow, with the ferry behind it"
CREDIT = "Ann Roe/Getty Images"


def text_of(*inside: str) -> str:
    first, *rest = STORY.split("\n\n")
    return cleaner.clean("\n\n".join(["The keeper of the ice", first, *inside, *rest])).text


def test_a_line_with_a_credit_is_no_text_of_a_dump():
    text = text_of(f"{CAPTION}. {CREDIT}")

    assert CAPTION not in text
    assert "sixth wages" in text


def test_its_copy_without_the_credit_is_none_either():
    assert CAPTION not in text_of(CAPTION, f"{CAPTION}. {CREDIT}")


def test_users_may_keep_it():
    page = "\n\n".join([STORY, f"{CAPTION}. {CREDIT}", STORY.replace("winter", "summer")])

    assert CAPTION in cleaner.clean(page, keep={"caption"}).text


def test_explain_says_why():
    page = "\n\n".join([STORY, f"{CAPTION}. {CREDIT}", STORY.replace("winter", "summer")])
    [block] = [block for block in cleaner.explain(page).blocks if block.text.startswith(CAPTION)]

    assert (block.role, block.by, block.why) == ("caption", "credit", "ends in a picture's credit")


def test_a_gallery_is_its_captions():
    captions = [
        f"The hut in the {word} winter, seen from the road to the lake. {CREDIT}" for word in "abcdefghij"
    ]

    assert "in the c winter" in cleaner.clean("\n\n".join(["Ten winters", *captions])).text


def test_a_plain_paragraph_of_an_html_article_may_be_a_caption():
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    more = paragraphs.replace("winter", "summer")
    page = (
        "<html><head><title>The keeper of the ice</title></head><body><article><h1>The keeper of the ice</h1>"
        f"{paragraphs}<div><img src='a.jpg'><p>{CAPTION}. {CREDIT}</p></div>{more}</article></body></html>"
    )

    assert CAPTION not in cleaner.clean(page).text


def test_a_sentence_above_a_bare_credit_is_the_caption_unless_it_is_surely_text():
    blocks = segment(dump("\n\n".join(["Snow lies on the hut.", CREDIT, STORY.split("\n\n")[0]])))

    def dropped(score: float) -> list[int]:
        said = [Label(i, "body", True, Layer.MODEL, "lines", "", score) for i in range(len(blocks))]
        return [label.block for label in captions.labels(blocks, said, None)]

    assert dropped(0.8) == [0, 1]
    assert dropped(0.97) == [1]
