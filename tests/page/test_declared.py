"""Answers, ingredients and steps that a page declares."""

from __future__ import annotations

import json
import time

import pytest

from cleaner.page import parts
from tests.making import dump, html

OPEN = ("answer", "Is the hut open?", "It is open from May on.")
ONIONS, FRY, WAIT = ("ingredient", "", "3 onions"), ("step", "", "Fry them."), ("step", "", "Wait.")


def declared(value, markup=""):
    source = value if isinstance(value, str) else json.dumps(value)
    return parts(html(f'<p>Huts</p><script type="application/ld+json">{source}</script>{markup}'))


def question(name=OPEN[1], answer=OPEN[2]):
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def faq(*questions):
    return {"@type": "FAQPage", "mainEntity": list(questions)}


@pytest.mark.parametrize(
    "value",
    [
        faq(question()),
        {"@graph": [{"@type": "WebPage"}, faq(question())]},
        {"@type": ["WebPage", "FAQPage"], "mainEntity": question()},
        {"@type": "FAQPage", "mainEntity": {"@list": [question()]}},
        faq({"@type": "Question", "name": OPEN[1], "acceptedAnswer": [{"text": OPEN[2]}]}),
        faq({"@type": "Question", "name": OPEN[1], "acceptedAnswer": OPEN[2]}),
        faq(question(answer="<p>It is <b>open</b> from&nbsp;May on.</p>")),
        faq(question(answer="&lt;p&gt;It is open from May on.&lt;/p&gt;")),
    ],
)
def test_answers_are_read_however_they_are_written(value):
    assert declared(value) == [OPEN]


@pytest.mark.parametrize(
    "steps",
    [
        ["Fry them.", "Wait."],
        "Fry them.\nWait.",
        "<p>Fry them.</p><p>Wait.</p>",
        [
            {"@type": "HowToStep", "text": "Fry them."},
            {"@type": "HowToStep", "name": "Wait.", "text": "Wait."},
        ],
        {"@type": "ItemList", "itemListElement": [{"text": "Fry them."}, {"name": "Wait."}]},
    ],
)
def test_recipes_have_ingredients_and_steps(steps):
    recipe = {"@type": "Recipe", "recipeIngredient": ["3 onions"], "recipeInstructions": steps}

    assert declared(recipe) == [ONIONS, FRY, WAIT]
    assert declared({"@type": "HowTo", "step": steps}) == [FRY, WAIT]


def test_steps_and_sections_have_names():
    soup = {
        "@type": "HowToSection",
        "name": "Soup",
        "itemListElement": [{"text": "Fry them."}, {"text": "Wait."}],
    }

    assert declared({"@type": "Recipe", "recipeInstructions": [soup]}) == [
        ("step", "Soup", "Fry them."),
        WAIT,
    ]


def test_microdata_tells_them_too():
    markup = "<ul><li itemprop=recipeIngredient>3 onions</ul><div itemprop=recipeInstructions>Fry them.</div>"

    assert declared("{}", markup) == [ONIONS, FRY]


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "QAPage", "mainEntity": question()},  # a reader's question
        question(),
        faq({"@type": "Question", "name": "Is it open?"}),
        faq(question(name=7)),
        faq(question(answer="long " * 5_000)),
        {"@type": "Recipe", "recipeIngredient": 7, "recipeInstructions": {"text": {"text": None}}},
        '{"@type": "FAQPage", "mainEntity": [',
        '"FAQPage"',
    ],
)
def test_what_is_none_gives_nothing(value):
    assert declared(value) == []


def test_a_page_may_be_hostile():
    deep = '{"@type": "Recipe", "recipeInstructions": ' + "[" * 100_000
    nested = '{"@type": "Recipe", "recipeInstructions": ' + "[" * 400 + "]" * 400 + "}"
    wide = faq(*[question(name=f"Question {i}?", answer="long " * 1_000) for i in range(300)])
    many = {"@type": "Recipe", "recipeIngredient": ["Salt"] * 10_000}

    assert declared(deep) == declared(nested) == []
    assert 10 < len(declared(wide)) < 20
    assert len(declared(many)) == 400


def test_a_step_of_a_million_spaces_takes_time_in_proportion():
    recipe = {"@type": "Recipe", "recipeInstructions": f"Fry them.{' ' * 1_000_000}\nWait."}
    start = time.process_time()

    assert declared(recipe) == [WAIT]  # the first is longer than any step
    assert time.process_time() - start < 2  # 16,000 took 2.5 s while each space might begin a line


def test_a_dump_declares_nothing():
    assert parts(dump('{"@type": "FAQPage"}')) == []
