"""Rules learned from made-up pages, each page left out in turn."""

from __future__ import annotations

import pytest

from benchmarks.rules import learned


def test_each_page_is_cleaned_with_the_rule_of_its_sisters(mini):
    lines = list(learned.report(mini, ["mini"], flat=False))

    assert lines[0].split() == ["corpus", "pages", "alone", "rules", "better", "worse"]
    assert lines[1].split()[:2] == ["mini", "6"]
    assert lines[2].split()[:2] == ["all", "6"]
    assert all("100.00% of them boilerplate" in line for line in lines[3:])


def test_sites_of_two_pages_teach_nothing(write_corpus, tmp_path):
    folder = write_corpus(tmp_path / "corpora", pages=2)

    assert list(learned.report(folder, ["mini"], flat=False))[1:] == [
        "learned entries dropped 0 words (all), 100.00% of them boilerplate",
        "learned entries dropped 0 words (kept by the engine), 100.00% of them boilerplate",
    ]


def test_a_folder_without_weights_is_refused(mini, tmp_path):
    with pytest.raises(FileNotFoundError, match="no lines-0"):
        list(learned.report(mini, ["mini"], flat=True, unseen=tmp_path))
