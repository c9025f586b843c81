"""The attacks are what they say, and a fall is told from a refusal."""

from __future__ import annotations

import re

import pytest

from benchmarks import hostile, siege
from benchmarks.attacks import SENTENCES, attacks
from benchmarks.runner import Measured
from benchmarks.systems import Output


def test_there_are_two_hundred_attacks_each_of_its_own_name() -> None:
    names = [name for name, _, _ in attacks()]

    assert len(names) == len(set(names)) >= 200


@pytest.mark.parametrize(
    ("text", "error", "article", "expected"),
    [
        (" \n".join(SENTENCES), None, True, "held"),
        (" ".join(SENTENCES[1:]), None, True, "held"),
        (" ".join(SENTENCES[2:]), None, True, "article lost"),
        ("", None, False, "held"),
        ("", "InputError: this is a PDF", False, "held"),
        ("", "InputError: this is a PDF", True, "error"),
        ("", "MemoryError: ", False, "out of memory"),
        ("", "no answer after 10 s", True, "too slow"),
        ("", "the process died, exit status -11", False, "crashed"),
    ],
)
def test_what_became_of_a_page(text: str, error: str | None, article: bool, expected: str) -> None:
    assert siege.verdict(Measured(Output(text), 0.1, error), article=article) == expected


@pytest.mark.slow
def test_a_siege_is_told_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--attacks", "gzip in gzip", "--systems", "cleaner,beautifulsoup"]

    assert hostile.main(arguments) == 0

    said = capsys.readouterr()
    assert "1 inputs, 10 s of CPU time and 1 GiB of memory each" in said.out
    ours, theirs = said.err.splitlines()
    assert re.fullmatch(r"cleaner: gzip in gzip: held \([\d.]+ s, [\d,]+ MiB\)", ours)
    assert theirs.startswith("beautifulsoup: gzip in gzip: article lost")
