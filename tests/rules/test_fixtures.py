"""A site's tests: what is read, and what fails."""

from __future__ import annotations

import pytest

from cleaner.pipeline import Options, clean_page
from cleaner.rules.fixtures import failures
from tests.making import raw_of
from tests.rules.making import load, problems_of

PAGE = """<html><head><title>Ten huts in the Alps</title>
<meta property="og:title" content="Ten huts in the Alps"><meta name="author" content="Ann Roe"></head>
<body><h1>Ten huts in the Alps</h1>
<p>The path climbs from the village through a wood of larches, an hour to the first hut.</p>
<p>Its keeper sells soup to everybody who carries down the rubbish, and she has done so for thirty years.</p>
</body></html>"""
DOCUMENT = clean_page(raw_of(PAGE), Options()).document


def failed(folder, expectations: str) -> list[str]:
    rules = load(folder, f"sites:\n  a: {{hosts: [x.com], tests: [{{file: a.html, {expectations}}}]}}\n")
    (test,) = rules.sites[0].tests
    return [
        str(problem).removeprefix(f"{folder / 'sources.yaml'}:2:") for problem in failures(test, DOCUMENT)
    ]


@pytest.mark.parametrize(
    "expectations",
    [
        "title: Ten huts in the  Alps",
        "has: [a wood of larches, for thirty years]",
        "lacks: Share this",
        "starts: The path climbs",
        "ends: for thirty years.",
        "flags: []",
    ],
)
def test_what_holds_does_not_fail(tmp_path, expectations):
    assert failed(tmp_path, expectations) == []


@pytest.mark.parametrize(
    ("expectations", "failure"),
    [
        ("title: Nine huts", 'a.html: title: found "Ten huts in the Alps", not "Nine huts"'),
        ("section: Walks", 'a.html: section: found nothing, not "Walks"'),
        ("authors: [Cy Doe, Di Poe]", "not [Cy Doe, Di Poe]"),
        ("has: [a wood, a bus]", '"a bus" is not in the text'),
        ("lacks: [soup]", '"soup" is in the text, in the line "Its keeper sells'),
        ("starts: Its keeper", 'the text starts "The path climbs'),
        ("ends: larches", 'not "larches"'),
        ("flags: [paywalled]", "found [], not [paywalled]"),
    ],
)
def test_a_failure_says_where_it_is_written_and_what_was_found(tmp_path, expectations, failure):
    (line,) = failed(tmp_path, expectations)

    assert failure in line
    assert line.split(":")[0].isdigit()


def test_each_text_of_a_list_fails_for_itself(tmp_path):
    columns = [line.split(":")[0] for line in failed(tmp_path, "has: [no huts, a wood, no soup]")]

    assert len(columns) == len(set(columns)) == 2


@pytest.mark.parametrize(
    ("tests", "problem"),
    [
        ("[{title: x}]", "test 1 needs a file"),
        ("[{file: [a]}]", '"file" is text, not a list'),
        ("[{file: a, flags: [payed]}]", 'unknown flag "payed"'),
        ("[{file: a, published: 2024-05-01}]", "YAML reads 2024-05-01 as a date"),
        ("[a.html]", "test 1 needs keys with values"),
    ],
)
def test_a_badly_written_test_is_an_error(tmp_path, tests, problem):
    found = problems_of(tmp_path, f"sites:\n  a: {{hosts: [x.com], tests: {tests}}}\n")

    assert any(problem in line for line in found), found
