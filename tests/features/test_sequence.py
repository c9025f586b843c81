"""Runs of headlines in text dumps."""

from __future__ import annotations

from cleaner.features.sequence import headline_runs
from tests.making import blocks_of

HEADLINES = "\n".join(f"Council number {n} votes on the bridge" for n in range(6))


def test_line_after_line_of_headlines_is_a_run():
    assert headline_runs(blocks_of(HEADLINES)) == [True] * 6


def test_four_lines_are_no_run():
    assert not any(headline_runs(blocks_of("\n".join(HEADLINES.split("\n")[:4]))))


def test_a_dialogue_ends_its_lines_like_sentences():
    dialogue = "\n".join(f"I have been there {n} times." for n in range(8))

    assert not any(headline_runs(blocks_of(dialogue)))


def test_a_paragraph_ends_a_run():
    paragraph = "The path to the hut leaves the road behind the last farm. " * 3
    marks = headline_runs(blocks_of(f"{HEADLINES}\n{paragraph}\n{HEADLINES}"))

    assert marks == [True] * 6 + [False] + [True] * 6


def test_html_keeps_its_own_tags_and_has_no_runs():
    source = "".join(f"<p>{line}</p>" for line in HEADLINES.split("\n"))

    assert not any(headline_runs(blocks_of(source)))
