"""The page on what a crawl costs says what the figures say."""

from __future__ import annotations

import argparse
import json

from benchmarks import batch_dedup, batch_scale
from benchmarks.batch import FIGURES


def test_the_page_is_what_the_script_makes_of_the_figures():
    assert batch_scale.PAGE.read_text() == batch_scale.written(json.loads(FIGURES.read_text()))
    assert batch_scale.main(["--check"]) == 0


def test_of_generated_edits_those_that_are_alike_are_found(monkeypatch):
    monkeypatch.setattr("benchmarks.batch.pages", lambda: [f"<p>{_story(n)}</p>".encode() for n in range(30)])

    figures = batch_dedup.measure_dedup(argparse.Namespace(documents=600))

    assert figures["recall_from_0.80"] >= 0.95
    assert figures["joined_below_0.65"] <= 0.05


def _story(number: int) -> str:
    return " ".join(
        f"Hut {number}-{word} stood in row {word * number}, which nobody counted." for word in range(60)
    )
