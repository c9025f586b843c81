"""The summary at the end of a run: counts, bars, notes."""

from __future__ import annotations

import sys
from collections import Counter
from types import SimpleNamespace

import pytest

from cleaner.cli.summary import progress, show_summary
from cleaner.cli.tally import Tally
from tests.cli.conftest import Screen


def document(**facts):
    page = {"word_count": 100, "removed": {"nav": 20}, "rule": None, "flags": (), "warnings": ()}
    return SimpleNamespace(**{**page, **facts})


@pytest.fixture
def shown(capsys):
    def show(tally: Tally) -> str:
        show_summary(tally, "clean/ (md)")
        return capsys.readouterr().err

    return show


def test_pages_words_and_flags_add_up():
    tally = Tally()

    assert tally.add("a", document(rule="huts", flags=("paywalled",))) is None
    assert tally.add("b", document(removed={"nav": 5, "ad": 1}, warnings=("the body misses",))) is None
    tally.fail("c", "c: broken")

    assert tally.to_dict() == {
        "pages": 3,
        "clean": 2,
        "parts": 0,
        "failures": [{"page": "c", "reason": "c: broken"}],
        "warnings": [{"page": "b", "warning": "the body misses"}],
        "words_kept": 200,
        "words_removed": {"nav": 25, "ad": 1},
        "rules": {"huts": 1},
        "flags": {"paywalled": 1},
        "passed_over": {},
        "seconds": 0.0,
    }


def test_an_empty_page_is_a_failure_with_its_warnings_as_the_reason():
    tally = Tally()

    assert tally.add("a", document(word_count=0, flags=("empty",), warnings=("no text", "bad bytes"))) == (
        "no text; bad bytes"
    )
    assert tally.add("b", document(word_count=0, flags=("empty",))) == "no text was kept"
    assert (tally.clean, len(tally.failures), tally.warnings) == (0, 2, [])


def test_the_longest_bar_belongs_to_most_of_the_words(shown):
    tally = Tally(clean=2, words_kept=900, words_removed=Counter(nav=95, ad=5), seconds=2.0)

    lines = shown(tally).splitlines()

    assert lines[1] == "  ✓ 2 pages → clean/ (md)  2.0 s, 1 a second"
    bars = {line.split()[0]: line.count("█") for line in lines[3:6]}
    assert bars["kept"] > bars["nav"] > bars["ad"] == 0
    assert [line.split()[-1] for line in lines[3:6]] == ["90%", "10%", "<1%"]


def test_many_roles_are_summed_up_in_the_last_line(shown):
    roles = Counter(
        {role: 100 - n for n, role in enumerate("nav ad bio date share legal other cookie".split())}
    )

    lines = shown(Tally(clean=1, words_kept=10, words_removed=roles)).splitlines()

    assert lines[3].split()[:3] == ["kept", "10", "words"]
    assert lines[10].split()[:4] == ["2", "others", "187", "words"]


def test_rules_flags_and_the_first_warnings_are_named(shown):
    warnings = [(f"{n}.html", "the body [red]misses\x1b[0m") for n in range(9)]
    tally = Tally(clean=9, warnings=warnings, rules=Counter({"huts": 7, "": 2}), flags=Counter(paywalled=3))

    text = shown(tally)

    assert "rules     huts 7 · none 2\n" in text
    assert "flags     paywalled 3\n" in text
    assert "warnings  0.html: the body [red]misses[0m\n" in text
    assert "5.html" not in text
    assert "and 4 more" in text


def test_what_was_passed_over_is_told(shown):
    tally = Tally(clean=1)
    for ending in (".css", ".png", ".css"):
        tally.pass_over(ending)

    assert "beside    passed over: 2 .css, 1 .png\n" in shown(tally)
    assert tally.to_dict()["passed_over"] == {".css": 2, ".png": 1}


def test_one_page_that_failed_has_no_bars(shown):
    assert shown(Tally(failures=[("a", "broken")], seconds=61)) == (
        "\n  ✗ 0 of 1 page → clean/ (md)  1 failed  1 min 1 s\n\n"
    )


def test_progress_shows_pages_by_name_and_only_where_it_is_visible(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")

    with progress(2, visible=False) as done:
        done("a.html")
    assert screen.getvalue() == ""

    with progress(2, visible=True) as done:
        done("[b]\x1b[2J.html")
    assert "[b][2J.html" in screen.getvalue()
    assert "\x1b[2J" not in screen.getvalue()
