"""`cleaner explain` as a user runs it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from cleaner.cli import main
from tests.batch.crawl import archive
from tests.cli.conftest import PAGE, Screen

GOOD = "raw/good.html"


def test_every_block_is_a_row_with_its_verdict(folder, capsys):
    assert main(["explain", GOOD]) == 0

    out = capsys.readouterr().out
    assert out.startswith("Ten huts\nraw/good.html\nkept 5 of 10 blocks, ")
    rows = out.split("\n\n")[1].splitlines()[1:]
    assert len(rows) == 10
    assert [row.split()[1] for row in rows].count("keep") == 5
    assert rows[0].split()[:4] == ["0", "drop", "nav", "1"]
    assert all(len(row) <= 120 for row in rows)


def test_a_picture_is_shown_by_what_the_page_says_of_it(folder, capsys):
    picture = '<figure><img src="hut.jpg" alt="The hut in May"></figure><figure><img src="b.jpg"></figure>'
    (folder / GOOD).write_text(PAGE.replace("</article>", f"{picture}</article>"))

    main(["explain", GOOD, "--quiet"])
    main(["explain", GOOD, "--html", "report.html"])

    out = capsys.readouterr().out
    rows = [row.split("  ") for row in out.splitlines() if "(a picture" in row]
    assert [row[-1].strip() for row in rows] == ["(a picture: The hut in May)", "(a picture)"]
    assert "(a picture: The hut in May)" in (folder / "report.html").read_text()


def test_a_pipe_gets_no_colours(folder, capsys):
    main(["explain", GOOD])

    assert "\x1b" not in capsys.readouterr().out


def test_a_terminal_gets_colours(folder, monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    main(["explain", GOOD])

    assert "\x1b[32mkeep" in screen.getvalue()


@pytest.mark.parametrize(("option", "verdicts"), [("--kept", {"keep"}), ("--dropped", {"drop"})])
def test_only_what_was_kept_or_dropped(option, verdicts, folder, capsys):
    main(["explain", GOOD, option, "--quiet"])

    rows = capsys.readouterr().out.splitlines()[1:]
    assert {row.split()[1] for row in rows} == verdicts


def test_why_shows_the_passage_with_the_labels_that_lost(folder, capsys):
    assert main(["explain", GOOD, "--why", "TEN  huts", "--quiet"]) == 0

    out = capsys.readouterr().out
    assert "dropped as title, 2 words" in out
    assert "by     title-echo" in out
    assert "lost   " in out
    assert "where  /html/body/article/h1" in out


def test_why_for_a_passage_that_is_nowhere_names_the_nearest_block(folder, capsys):
    assert main(["explain", GOOD, "--why", "eleven lakes for fast runners"]) == 1

    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err.startswith(
        'cleaner: raw/good.html: no block holds "eleven lakes for fast runners" - nearest'
    )
    assert "Eleven lakes for slow swimmers" in caught.err


def test_why_for_words_that_the_page_does_not_have(folder, capsys):
    assert main(["explain", GOOD, "--why", "zebra"]) == 1
    assert "see all of them with `cleaner explain raw/good.html`" in capsys.readouterr().err


def test_the_labels_that_lost_can_be_shown_in_the_table(folder, capsys):
    main(["explain", GOOD, "--all-labels", "--quiet"])

    verdicts = {line.split()[0] for line in capsys.readouterr().out.splitlines()}
    assert verdicts & {"keep?", "drop?"}


def test_metadata_candidates_are_shown_and_the_winner_marked(folder, capsys):
    assert main(["explain", GOOD, "--metadata", "--quiet"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["field", "score", "source", "value"]
    assert any(line.startswith("authors") and " won " in line and line.endswith("Ann Roe") for line in lines)
    assert sum(line.startswith("title") and " won " in line for line in lines) == 1
    assert any(line.split()[0] == "why" and "agree" in line for line in lines)


def test_json_holds_all_of_it(folder, capsys):
    assert main(["explain", GOOD, "--json"]) == 0

    plain = json.loads(capsys.readouterr().out)
    assert plain["title"] == "Ten huts"
    assert len(plain["blocks"]) == 10
    assert {"index", "keep", "role", "by", "why", "score", "losing", "where"} <= plain["blocks"][0].keys()
    assert any(row["field"] == "authors" and row["chosen"] for row in plain["metadata"])
    assert plain["decisions"].keys() == {row["field"] for row in plain["metadata"]}


def test_json_with_why_holds_that_passage(folder, capsys):
    main(["explain", GOOD, "--json", "--why", "Eleven lakes"])

    assert [block["keep"] for block in json.loads(capsys.readouterr().out)["blocks"]] == [False]


def test_a_rule_is_named_with_its_line(folder, capsys):
    rules = 'version: 1\nsites:\n  huts:\n    hosts: [huts.example.org]\n    drop_lines: ["*hut number 3*"]\n'
    (folder / "sources.yaml").write_text(rules)

    main(["explain", GOOD, "--url", "https://huts.example.org/a", "--why", "hut number 3"])
    assert "by     sources.yaml:5" in capsys.readouterr().out

    main(["explain", GOOD, "--url", "https://huts.example.org/a", "--why", "hut number 3", "--no-rules"])
    assert "sources.yaml" not in capsys.readouterr().out


def test_html_is_written_as_one_file(folder, capsys):
    assert main(["explain", GOOD, "--html", "reports/good.html"]) == 0

    assert capsys.readouterr().out == ""
    report = (folder / "reports" / "good.html").read_text()
    assert report.startswith("<!DOCTYPE html>")
    assert "hut number 3" in report
    assert main(["explain", GOOD, "--html", "x.html", "--json"]) == 2


def test_a_page_on_standard_input(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))

    assert main(["explain", "-", "--kept", "--quiet", "--width", "200"]) == 0
    assert "hut number 5" in capsys.readouterr().out


def test_nothing_in_a_page_reaches_the_terminal_as_a_control_sequence(folder, capsys, monkeypatch):
    evil = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e[red]x[/red]"
    (folder / "evil.html").write_text(
        PAGE.replace("Ten huts", f"Ten {evil} huts").replace("tea", f"tea {evil}")
    )

    for options in ([], ["--why", "pours tea"], ["--metadata"], ["--json"], ["--all-labels"]):
        main(["explain", "evil.html", *options])
        out = capsys.readouterr().out
        assert all(line.isprintable() for line in out.splitlines()), options

    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    main(["explain", "evil.html"])
    assert "\x1b[2J" not in screen.getvalue()
    assert "\x1b]" not in screen.getvalue()
    assert "[red]x[/red]" in screen.getvalue()


@pytest.mark.parametrize(
    ("argv", "status", "error"),
    [
        (["none.html"], 2, "none.html: no such file"),
        (["raw"], 1, "raw: a folder, not a file"),
        ([GOOD, "--rules", "none.yaml"], 2, "none.yaml: no such rule file"),
        ([GOOD, "--width", "wide"], 2, "--width"),
        ([GOOD, "--width", "-4"], 2, "--width"),
        ([GOOD, "--record", "2"], 2, "no page with the number 2"),
        (["crawl.warc.gz"], 2, "holds several pages - name one: --record "),
        (["crawl.warc.gz", "--record", "99"], 2, "no page with the number 99"),
    ],
)
def test_what_cannot_be_explained_is_said_in_a_line(argv, status, error, folder, capsys):
    archive(folder / "crawl.warc.gz", range(2))

    assert main(["explain", *argv]) == status

    caught = capsys.readouterr()
    assert error in caught.err
    assert caught.err.count("\n") == 1
    assert caught.out == ""


def test_a_page_of_an_archive_by_the_number_that_its_document_has(folder, capsys):
    archive(folder / "crawl.warc.gz", range(3))
    main(["clean", "crawl.warc.gz", "--format", "jsonl"])
    document = json.loads(capsys.readouterr().out.splitlines()[1])

    assert main(["explain", "crawl.warc.gz", "--record", str(document["source"]["record"])]) == 0

    assert document["title"] in capsys.readouterr().out


@pytest.mark.parametrize("width", [40, 60, 200])
def test_the_table_fits_the_width_it_is_given(width, folder, capsys):
    main(["explain", GOOD, "--width", str(width), "--quiet"])

    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= max(width, 90)
