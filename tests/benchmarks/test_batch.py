"""What a crawl costs is measured on crawls, and said as it was measured."""

from __future__ import annotations

import argparse
import json
import os

from benchmarks import batch_dedup, batch_scale, crawls
from benchmarks.batch import FIGURES
from benchmarks.processes import Look, Watch
from cleaner.inputs import read


def test_the_page_is_what_the_script_makes_of_the_figures():
    assert batch_scale.PAGE.read_text() == batch_scale.written(json.loads(FIGURES.read_text()))
    assert batch_scale.main(["--check"]) == 0


def test_of_generated_edits_those_that_are_alike_are_found(monkeypatch):
    monkeypatch.setattr(
        "benchmarks.batch_dedup.pages", lambda _: [f"<p>{_story(n)}</p>".encode() for n in range(30)]
    )

    figures = batch_dedup.measure_dedup(argparse.Namespace(documents=600))

    assert figures["recall_from_0.80"] >= 0.95
    assert figures["joined_below_0.65"] <= 0.05


def test_every_page_of_a_crawl_has_an_address_and_a_text_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(crawls, "small_pages", lambda *_, **__: [b"<p>Ten huts stood in a row.</p>"])

    files = crawls.archives(tmp_path, 5, shard=2, words=60)
    pages = [page for file in files for page in read(file)]

    assert [page.url for page in pages] == [crawls.address(number) for number in range(5)]
    assert len({page.body for page in pages}) == 5


def test_the_memory_of_a_run_is_told_by_the_parts_of_its_time():
    watch = Watch(os.getpid())
    watch.stop()
    watch.looks = [Look(1, 5, 9), Look(2, 4, 7), Look(3, 3, 8)]

    assert watch.peaks(2) == [Look(2, 5, 9), Look(3, 3, 8)]


def _story(number: int) -> str:
    return " ".join(
        f"Hut {number}-{word} stood in row {word * number}, which nobody counted." for word in range(60)
    )
