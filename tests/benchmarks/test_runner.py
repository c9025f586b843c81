from __future__ import annotations

import os

import pytest

from benchmarks import corpora, runner, systems
from benchmarks.systems import Output


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>one two</p>")
    return path


def test_a_system_is_measured_in_its_own_process(page):
    with runner.Worker(["everything"]) as worker:
        found = worker.measure(page, None, "everything", deadline_s=30)

    assert (found.output.text, found.error) == ("one two", None)
    assert found.cpu_s > 0


def test_what_a_system_raises_is_told_and_counts_as_an_empty_output():
    def fails(body, url):
        raise ValueError("no article here")

    found = runner._measure(fails, b"<p>one</p>", None)

    assert found.output == Output()
    assert found.error == "ValueError: no article here"


def test_a_page_that_takes_too_long_costs_its_page_and_not_the_run(page, tmp_path):
    long = tmp_path / "long.html"
    long.write_bytes(b"<p>one two</p>" * 300_000)

    with runner.Worker(["everything"]) as worker:
        slow = worker.measure(long, None, "everything", deadline_s=0.05)
        after = worker.measure(page, None, "everything", deadline_s=30)

    assert slow.error == "no answer after 0.05 s"
    assert slow.output.text == ""
    assert after.output.text == "one two"


def test_a_process_that_dies_is_told_and_replaced(page):
    with runner.Worker(["everything"]) as worker:
        worker.measure(page, None, "everything", deadline_s=30)
        os.kill(worker._process.pid, 9)
        died = worker.measure(page, None, "everything", deadline_s=30)
        after = worker.measure(page, None, "everything", deadline_s=30)

    assert died.error == "the process died, exit status -9"
    assert after.output.text == "one two"


def test_every_page_goes_through_every_system_in_the_order_asked(mini):
    examples = corpora.read(mini, "mini")[:3]

    rows = runner.run(examples, ["everything", "lxml-parse"], jobs=2, lang_of=corpora.language)

    assert [(row.id, row.system) for row in rows] == [
        (example.id, name) for example in examples for name in ("everything", "lxml-parse")
    ]
    first = rows[0]
    assert (first.page_type, first.lang) == ("article", "en")
    # All of the story, and title, menu and imprint too.
    assert first.words.recall == 1.0
    assert 0.5 < first.words.precision < 1.0
    assert first.snippets is None
    assert first.fields["title"].silent == 1


def test_no_system_always_goes_first():
    assert [runner._turned(["a", "b", "c"], index)[0] for index in range(4)] == ["a", "b", "c", "a"]


def test_all_text_is_kept_but_scripts_a_line_per_block():
    extract = systems.load("everything")

    text = extract(
        b"<title>T</title><script>no()</script><p>a<b>b</b> c<br>d<div>e</div>f<!-- no -->g", None
    ).text

    assert text.splitlines() == ["ab c", "d", "e", "fg"]
    assert extract(b"", None).text == ""


def test_deep_nesting_does_not_exhaust_the_stack():
    assert systems.load("everything")(b"<div>" * 1500 + b"deep", None).text == "deep"


@pytest.mark.parametrize("name", [name for name in systems.SYSTEMS if systems.missing(name) is None])
def test_a_system_gives_the_form_that_is_scored(name):
    output = systems.load(name)(b"<html><body><article><p>One two three.</p></article></body></html>", None)

    assert isinstance(output.text, str)
    assert isinstance(output.authors, tuple)


def test_a_system_that_is_not_installed_says_how_to_install_it(monkeypatch):
    def gone():
        raise ImportError("No module named 'gone'")

    monkeypatch.setitem(systems.SYSTEMS, "gone", systems.System(gone, "not there", "pip install gone"))

    assert systems.missing("gone") == "gone: No module named 'gone' - install it with: pip install gone"
    with pytest.raises(systems.MissingSystemError, match="pip install gone"):
        systems.load("gone")
