"""Answers, ingredients and steps, known by what the page declares."""

from __future__ import annotations

import json
import time

import pytest

from cleaner.labels import parts
from cleaner.types import Label, Layer
from tests.making import blocks_of

TEXT = "In the first week of the winter the keeper of the hut walked down to the lake and wrote how thick."
ASKED, ANSWER = "Is the hut open in the winter?", "It is open from May on, and closes with the first snow."
INGREDIENTS = ("3 onions", "1 pound of lentils", "Salt", "2 litres of water from the stream")
STEPS = ("Fry the onions in a pan until they are brown.", "Pour the water over the lentils, and wait.")


def found(page, declared, *, surely=0.6, kept=(TEXT,)):
    """What page logic keeps of a page of which the engine keeps only the texts in `kept`."""
    blocks = blocks_of(f'{page}<script type="application/ld+json">{json.dumps(declared)}</script>')
    said = [
        Label(i, "body" if text in kept else "other", text in kept, Layer.MODEL, "model", "", surely)
        for i, text in enumerate(blocks.texts)
    ]
    labels = parts.labels(blocks, said)
    assert all(label.keep and label.by == "declared" for label in labels)
    return [blocks.texts[label.block] for label in labels]


def article(*behind):
    return f"<h1>The keeper of the ice</h1><p>{TEXT}</p>" + "".join(behind)


def faq(*pairs):
    questions = [
        {"@type": "Question", "name": name, "acceptedAnswer": {"text": text}} for name, text in pairs
    ]
    return {"@type": "FAQPage", "mainEntity": questions}


def recipe(ingredients=INGREDIENTS, steps=STEPS):
    return {"@type": "Recipe", "recipeIngredient": list(ingredients), "recipeInstructions": list(steps)}


def listed(*items):
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def test_an_answer_is_kept_with_its_question():
    page = article(f"<h3>{ASKED}</h3><p>{ANSWER}</p><p>Ask us</p>")

    assert found(page, faq((ASKED, ANSWER))) == [ASKED, ANSWER]


def test_an_answer_may_wait_to_be_unfolded():
    page = article(f"<button>{ASKED}</button><p hidden>{ANSWER}</p>")

    assert found(page, faq((ASKED, ANSWER))) == [ASKED, ANSWER]


def test_a_question_without_its_answer_is_a_link_to_it():
    other = ("When does the ferry go?", "It goes at eight in the morning, and at five.")
    page = article(listed(ASKED, other[0]), f"<p>Ask</p><p>us</p><h3>{other[0]}</h3><p>{other[1]}</p>")

    assert found(page, faq((ASKED, ANSWER), other)) == list(other)


def test_what_is_kept_already_changes_nothing():
    page = article(f"<h3>{ASKED}</h3><p>{ANSWER}</p><aside>{ANSWER}</aside>")

    assert found(page, faq((ASKED, ANSWER)), kept=(TEXT, ASKED, ANSWER)) == []


def test_a_sure_engine_has_the_last_word():
    page = article(f"<h3>{ASKED}</h3><p>{ANSWER}</p>")

    assert found(page, faq((ASKED, ANSWER)), surely=0.96) == []


def test_a_recipe_has_ingredients_steps_and_headings():
    page = article(
        "<p>Print</p><h3>In it</h3>", listed(*INGREDIENTS), "<h3>How</h3>", listed(*STEPS), "<p>Pin</p>"
    )

    assert found(page, recipe()) == ["In it", *INGREDIENTS, "How", *STEPS]


def test_an_ingredient_may_be_worded_otherwise_in_a_list_of_them():
    shown = ("3 onions (300 g)", "A pound of lentils", "Salt", "2 litres of water from the stream")
    page = article(listed(*shown))

    assert found(page, recipe()) == list(shown)


def test_ingredients_may_be_one_block():
    page = article(f"<p>{', '.join(INGREDIENTS)}</p>")

    assert found(page, recipe()) == [", ".join(INGREDIENTS)]


@pytest.mark.parametrize(
    "page", [article("<p>Salt</p>"), article(listed("Salt", "Bread", "Contact", "About us"))]
)
def test_a_word_alone_is_no_ingredient(page):
    assert found(page, recipe()) == []


def test_of_two_copies_one_is_kept():
    page = article(listed(*STEPS), "<p>For the printer</p>" * 3, listed(*STEPS))

    assert found(page, recipe()) == list(STEPS)


def test_many_pieces_of_answers_take_time_in_proportion():
    answers = [" ".join(f"lake {lake} is open in week {week}" for week in range(250)) for lake in range(40)]
    pieces = "".join(f"<p>{answer[at : at + 60]}</p>" for answer in answers for at in range(0, 6_000, 60))
    page = f"{article()}{pieces}{f'<p>{TEXT}</p>' * 5_000}"
    start = time.process_time()

    assert len(found(page, faq(*((f"Lake {i}?", answer) for i, answer in enumerate(answers))))) > 100
    assert time.process_time() - start < 5  # 35,000 took 170 s while each was sought in each kept paragraph
