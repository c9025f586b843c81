"""Text that only a page's scripts hold is found, and nothing else."""

from __future__ import annotations

import json
from time import process_time

import pytest

from cleaner.page.scripted import Scripted, scripted
from tests.making import blocks_of

TITLE = "The hut above Farrow closes its door"
FIRST = "The warden of the hut above Farrow closed the door on Sunday evening and walked down to the valley."
REST = [
    "For thirty winters she had stayed until the first snow lay on the roof, and sometimes a week longer.",
    "Nobody has been found to take her place, although the club has asked in every village of the district.",
    "The road will be mended in spring, so that a new warden may bring up wood and flour with a small lorry.",
]
OTHER = (
    "A baker in the next village opens before dawn and sells the last loaf at noon on most days of the year. "
    * 9
)


def page(visible: str, *scripts: str, title: str = TITLE) -> Scripted | None:
    """What is found on a page of which all paragraphs would be kept."""
    blocks = blocks_of(
        f"<head><title>{title} | Farrow Post</title></head><h1>{title}</h1>{visible}{''.join(scripts)}"
    )
    return scripted(blocks, [i for i, tag in enumerate(blocks.tags) if tag == "p"], title=title)


def texts(found: Scripted | None) -> list[str]:
    assert found is not None
    return found.blocks.texts[found.first :]


def json_ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def state(data: object) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'


def test_an_article_body_of_which_the_page_shows_the_beginning():
    found = page(f"<p>{FIRST}</p>", json_ld(headline=TITLE, articleBody="\n".join([FIRST, *REST])))

    assert texts(found) == [FIRST, *REST]
    assert found is not None
    assert found.source == "JSON-LD articleBody"
    assert found.blocks.where(found.first) == "/html/body/script/p[1]"


def test_an_article_body_beside_other_text():
    found = page(f"<p>{OTHER}</p>", json_ld(headline=TITLE, articleBody="\n".join([FIRST, *REST])))

    assert texts(found) == [FIRST, *REST]


def test_an_article_body_that_the_page_shows_is_not_said_again():
    visible = "".join(f"<p>{text}</p>" for text in [FIRST, *REST])

    assert page(visible, json_ld(headline=TITLE, articleBody=" ".join([FIRST, *REST]))) is None


def test_markup_keeps_its_structure():
    body = f"<h2>The door</h2><p>{FIRST}</p><ul><li>{REST[0]}</li></ul><blockquote>{REST[1]}</blockquote>"

    found = page("<p>Loading</p>", state({"props": {"post": {"title": TITLE, "contentHtml": body}}}))

    assert found is not None
    assert found.blocks.tags[found.first :] == ["h2", "p", "li", "blockquote"]


_RICH = {"type": "doc", "content": [{"type": "paragraph", "text": text} for text in [FIRST, *REST]]}
_ASSIGNED = json.dumps({"a": {"headline": TITLE, "text": "\n".join([FIRST, *REST])}})


@pytest.mark.parametrize(
    "script",
    [
        state({"article": {"title": TITLE, "body": _RICH}}),
        f"<script>window.__STATE__ = {_ASSIGNED}</script>",
    ],
)
def test_the_state_of_an_application_where_the_page_shows_nothing(script):
    assert texts(page("<p>Loading</p>", script)) == [FIRST, *REST]


def test_state_that_goes_on_where_a_long_page_stops():
    visible = f"<p>{OTHER}</p><p>{FIRST}</p>"
    body = [{"type": "paragraph", "text": text} for text in [OTHER, FIRST, "and so on " * 50, *REST, *REST]]

    assert REST[2] in texts(page(visible, state({"story": {"title": TITLE, "content": body}})))


def test_a_body_without_a_title_is_the_pages_where_it_begins_as_the_page_does():
    body = "\n".join([FIRST, *REST])

    assert texts(page(f"<p>{FIRST}</p>", state({"data": {"content": body}}))) == [FIRST, *REST]
    assert page("<p>Loading</p>", state({"data": {"content": body}})) is None


@pytest.mark.parametrize(
    "data",
    [
        {"story": {"title": "A baker opens before dawn", "body": OTHER}},
        {"story": {"title": TITLE, "comments": [{"body": OTHER}]}},
        {"story": {"title": TITLE, "related": [{"title": "A baker", "body": OTHER}]}},
        {"story": {"title": TITLE, "author": {"name": "Ann Roe", "description": OTHER}}},
        {"story": {"title": TITLE, "messages": {"text": OTHER}}},
    ],
)
def test_what_is_about_other_things_is_not_taken(data):
    assert page("<p>Loading</p>", state(data)) is None


def test_the_pages_own_article_wins_over_a_longer_one():
    data = {
        "stories": [{"title": "A baker", "body": OTHER}, {"title": TITLE, "body": "\n".join([FIRST, *REST])}]
    }

    assert texts(page("<p>Loading</p>", state(data))) == [FIRST, *REST]


def recipe(**more: object) -> dict[str, object]:
    return {
        "@type": "Recipe",
        "recipeIngredient": ["3 onions", "1 cup of snow"],
        "recipeInstructions": REST,
        **more,
    }


def test_a_recipe_that_the_page_does_not_show():
    found = page(f"<p>{FIRST}</p>", json_ld(**recipe()))

    assert texts(found) == ["3 onions", "1 cup of snow", *REST]
    assert [found.blocks.tags[i] for i in range(found.first, len(found.blocks))] == ["li"] * 5
    assert found.source == "JSON-LD parts"


def test_a_recipe_that_the_page_shows_is_not_said_again():
    shown = "".join(f"<li>{text}</li>" for text in ("3 onions", "1 cup of snow", *REST))

    assert page(f"<p>{FIRST}</p><ul>{shown}</ul>", json_ld(**recipe())) is None


def test_of_several_recipes_none_is_the_pages():
    several = {"@type": "ItemList", "itemListElement": [recipe(), recipe(name="Soup")]}

    assert page(f"<p>{FIRST}</p>", json_ld(**several)) is None


def test_answers_stand_below_their_questions():
    question = {"@type": "Question", "name": "Is it open?", "acceptedAnswer": {"text": " ".join(REST)}}
    found = page(f"<p>{FIRST}</p>", json_ld(**{"@type": "FAQPage", "mainEntity": [question]}))

    assert texts(found) == ["Is it open?", " ".join(REST)]


def test_a_description_only_where_the_page_says_next_to_nothing():
    product = json_ld(name=TITLE, description=OTHER[:400])

    assert page("<p>Loading</p>", product) is not None
    assert page("".join(f"<p>{text}</p>" for text in [FIRST, *REST]), product) is None


def test_a_broken_script_does_not_hide_the_next():
    broken = f'<script type="application/ld+json">{{"headline": "{TITLE}", "articleBody": "torn</script>'
    body = "\n".join([FIRST, *REST])

    assert texts(page("<p>Loading</p>", broken, json_ld(headline=TITLE, articleBody=body))) == [FIRST, *REST]


def test_pages_without_scripts_and_text_dumps_have_nothing():
    assert page("<p>Loading</p>") is None
    assert scripted(blocks_of("Loading\n\nA line of text."), [0, 1]) is None


@pytest.mark.parametrize(
    "data",
    [
        [{"title": TITLE, "body": OTHER[i:]} for i in range(3000)],
        {"title": TITLE, "body": [{"type": "paragraph", "text": f"{i} {FIRST}"} for i in range(20_000)]},
        {"title": TITLE, "body": "<p>" * 100_000 + FIRST * 20},
    ],
)
def test_time_grows_with_the_page_only(data):
    start = process_time()
    page(f"<p>{FIRST}</p><div>{OTHER * 200}</div>", state(data))

    assert process_time() - start < 5.0
