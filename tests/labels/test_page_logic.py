"""What only a look at the whole page tells: echoes, repeats, and what was read as metadata."""

from __future__ import annotations

import time

import pytest

from cleaner.labels import decide, echo, repeated, visible
from cleaner.types import Candidate, Label, Layer, Metadata
from tests.making import blocks_of

SENTENCE = "The path to the hut leaves the road behind the last farm and climbs."


def test_a_title_said_again_is_dropped_whatever_its_quotes():
    blocks = blocks_of(f"<h1>The Hut’s “Last” Winter</h1><p>{SENTENCE}</p>")
    metadata = Metadata(title='The Hut\'s "Last" Winter')

    found = echo.labels(blocks, metadata, [])

    assert [(label.block, label.role, label.keep) for label in found] == [(0, "title", False)]


def test_a_line_that_is_most_of_a_dump_is_its_text_whoever_guessed_it_was_the_title():
    blocks = blocks_of(f"{SENTENCE}\n\nIt takes three hours.")
    guess = Candidate("title", SENTENCE, "visible:first-line", 0.7, block=0)
    metadata = Metadata(title=SENTENCE, candidates=(guess,))

    assert echo.labels(blocks, metadata, []) == visible.labels(blocks, metadata, []) == []


@pytest.mark.parametrize(("evidence", "sure", "dropped"), [(0.65, 0.9, 0), (0.65, 0.6, 1), (0.8, 0.9, 1)])
def test_a_guess_further_down_gives_way_to_an_engine_that_is_sure(evidence, sure, dropped):
    blocks = blocks_of(f"{SENTENCE}\n\nBy bus\n\nBy train\n\nHow to reach the hut\n\n{SENTENCE} {SENTENCE}")
    guess = Candidate("title", "How to reach the hut", "visible:above-the-text", evidence, block=3)
    metadata = Metadata(title=guess.value, chosen={"title": guess}, candidates=(guess,))

    found = echo.labels(blocks, metadata, [Label(3, "body", True, Layer.MODEL, "test", "kept", sure)])

    assert len(found) == dropped


def test_a_guess_at_the_very_top_does_not():
    blocks = blocks_of(f"How to reach the hut\n\n{SENTENCE} {SENTENCE}\n\n{SENTENCE}")
    guess = Candidate("title", "How to reach the hut", "visible:first-line", 0.7, block=0)
    metadata = Metadata(title=guess.value, chosen={"title": guess}, candidates=(guess,))

    assert echo.labels(blocks, metadata, [Label(0, "body", True, Layer.MODEL, "test", "kept", 0.9)])


def test_without_a_title_nothing_echoes():
    assert echo.labels(blocks_of(f"<p>{SENTENCE}</p>"), Metadata(), []) == []


def test_a_paragraph_said_twice_is_kept_once():
    blocks = blocks_of(f"<p>{SENTENCE}</p><p>No.</p><p>{SENTENCE.upper()}</p><p>No.</p>")
    verdicts = decide(blocks, [Label(i, "body", True, Layer.MODEL, "test", "kept") for i in range(4)])

    found = repeated.labels(blocks, verdicts)

    assert [(label.block, label.why) for label in found] == [(2, "repeats block 0")]


@pytest.mark.parametrize(("others", "dropped"), [(2, 0), (12, 1)])
def test_a_clean_dump_may_repeat_itself(others, dropped):
    answers = [f"{number}. {SENTENCE}" for number in range(others)]
    blocks = blocks_of("\n\n".join([SENTENCE, *answers, SENTENCE]))
    verdicts = decide(
        blocks, [Label(i, "body", True, Layer.MODEL, "test", "kept") for i in range(len(blocks))]
    )

    assert len(repeated.labels(blocks, verdicts)) == dropped


def test_what_was_read_as_metadata_is_labelled_by_its_field():
    blocks = blocks_of(f"<p>By Ann Roe</p><p>[By Ann Roe] {SENTENCE}</p>")
    metadata = Metadata(
        candidates=(
            Candidate("authors", ("Ann Roe",), "visible:byline", 0.8, block=0, span=(0, 10)),
            Candidate("authors", ("Ann Roe",), "visible:bracket", 0.7, block=1, span=(0, 12)),
            Candidate("authors", ("Ann Roe",), "meta:author", 0.9),
        )
    )

    found = visible.labels(blocks, metadata, [])

    assert [(label.block, label.role, label.span) for label in found] == [
        (0, "byline", None),
        (1, "byline", (0, 12)),
    ]


@pytest.mark.parametrize(("score", "dropped"), [(0.95, 0), (0.7, 1)])
def test_a_date_within_a_sentence_that_is_surely_text_stays(score, dropped):
    text = "The line broke on the night of 4 March 2006."
    blocks = blocks_of(f"<p>{text}</p>")
    day = Candidate("published", "2006-03-04", "visible:date", 0.52, block=0, span=(31, 43))

    found = visible.labels(
        blocks, Metadata(candidates=(day,)), [Label(0, "body", True, Layer.MODEL, "model", "", score)]
    )

    assert len(found) == dropped


def test_behind_the_first_text_only_the_title_itself_is_an_echo():
    blocks = blocks_of(f"<h1>Ten huts</h1><h1>Paths</h1><p>{SENTENCE}</p><h1>Paths</h1><h1>Ten huts</h1>")
    others = tuple(Candidate("title", value, "visible:h1", 0.4) for value in ("Ten huts", "Paths"))
    said = [Label(i, "body", True, Layer.MODEL, "test", "kept") for i in range(len(blocks))]

    found = echo.labels(blocks, Metadata(title="Ten huts", candidates=others), said)

    assert [label.block for label in found] == [0, 1, 4]


LINE = "and the river runs on to the mill below"


@pytest.mark.parametrize(
    ("page", "dropped"),
    [
        (f"<p>{LINE}<br>No.<br>{LINE}</p>", []),
        (f"<p>{LINE}</p><p>No.</p>" * 3, []),
        (f"<p>{LINE}</p><p>No.</p>" * 2, [2]),
        (f"<div><p>{LINE}</p></div>" * 3, [1, 2]),
        (f"<p>{LINE}</p><p>{SENTENCE} {SENTENCE}</p>" * 3, [2, 3, 4, 5]),
    ],
    ids=["lines", "again and again", "once more", "boxes", "between paragraphs"],
)
def test_a_refrain_is_no_copy(page, dropped):
    blocks = blocks_of(page)
    said = [Label(i, "body", True, Layer.MODEL, "test", "kept") for i in range(len(blocks))]

    assert [label.block for label in repeated.labels(blocks, decide(blocks, said))] == dropped


def test_many_copies_take_time_in_proportion():
    blocks = blocks_of(f"<p>{LINE}</p>" * 20_000)
    verdicts = decide(blocks, [Label(i, "body", True, Layer.MODEL, "", "") for i in range(len(blocks))])
    start = time.process_time()

    repeated.labels(blocks, verdicts)

    assert time.process_time() - start < 1  # 400,000 took 385 s while all the lines between were looked at


@pytest.mark.parametrize(
    ("page", "echoes"),
    [
        ("<h1>Down to the mill</h1><p>I went.<br>Down to the mill<br>I came.</p>", [0]),
        ("<p>I went.</p><h2>Down to the mill</h2><p>I came.</p>", [1]),
        ("<p>I went.</p><div><p>Down to the mill</p></div><p>I came.</p>", [1]),
    ],
)
def test_the_title_sung_in_the_text_is_no_echo(page, echoes):
    blocks = blocks_of(page)
    said = [Label(i, "body", True, Layer.MODEL, "test", "kept") for i in range(len(blocks))]

    found = echo.labels(blocks, Metadata(title="Down to the mill"), said)

    assert [label.block for label in found] == echoes
