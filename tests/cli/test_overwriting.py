"""No command writes over what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.cli import main
from tests.cli.conftest import PAGE

ROW = '{"id": "0", "text": "Ten huts stood in a row."}\n'


@pytest.fixture
def rows(folder):
    """A file of documents beside the folder of pages."""
    (folder / "o").mkdir()
    (folder / "o" / "x.jsonl").write_text(ROW)
    (folder / "b").mkdir()
    (folder / "b" / "part-00000.jsonl").write_text(ROW)
    return folder


@pytest.mark.parametrize(
    "line",
    [
        "stats o/x.jsonl -o o/x.jsonl",
        "stats o -o ./o/../o/x.jsonl",
        "dedup o/x.jsonl -o ./o/x.jsonl",
        "dedup o -o ./o/",
        "explain raw/good.html --html raw/good.html",
        "explain raw/good.html --html raw/../raw/good.html",
        "learn raw -o raw/good.html",
        "batch b/part-00000.jsonl -o b --format jsonl",
        "clean raw/good.html -o raw/../raw/good.html",
    ],
)
def test_an_output_that_is_an_input_is_refused(line, rows, capsys):
    assert main(line.split()) == 2

    error = capsys.readouterr().err
    assert "would overwrite" in error
    assert "choose another place" in error
    assert Path("raw/good.html").read_text() == PAGE
    assert [path.read_text() for path in (Path("o/x.jsonl"), Path("b/part-00000.jsonl"))] == [ROW, ROW]
    assert not Path("b/.cleaner").exists()


def test_a_link_to_the_input_is_the_input(rows, capsys):
    Path("linked.html").symlink_to("raw/good.html")

    assert main(["explain", "raw/good.html", "--html", "linked.html"]) == 2
    assert "would overwrite" in capsys.readouterr().err


def test_a_url_of_the_input_is_the_input(rows, capsys):
    assert main(["dedup", "o/x.jsonl", "-o", Path("o/x.jsonl").resolve().as_uri()]) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert Path("o/x.jsonl").read_text() == ROW


def test_figures_on_standard_output_overwrite_nothing(rows, capsys):
    assert main("stats o/x.jsonl --json -o o/x.jsonl".split()) == 0
    assert Path("o/x.jsonl").read_text() == ROW


def test_the_file_of_lines_may_be_learned_again_where_the_pages_are(folder, capsys):
    assert main(["learn", ".", "-o", "lines.yaml"]) == 0
    assert main(["learn", ".", "-o", "lines.yaml", "--overwrite"]) == 0


@pytest.mark.parametrize(
    "words",
    [
        ["clean", "raw", "-o", ""],
        ["fetch", "https://example.org/", "-o", ""],
        ["batch", "raw", "-o", ""],
        ["dedup", "o", "-o", ""],
        ["stats", "o", "-o", ""],
        ["explain", "raw/good.html", "--html", ""],
        ["learn", "raw", "-o", ""],
        ["rules", "export", "ftr", "-o", ""],
    ],
)
def test_a_place_without_a_name_is_wrong_usage(words, rows, capsys):
    before = sorted(rows.rglob("*"))

    assert main(words) == 2

    assert "no place is named - give a file or a folder" in capsys.readouterr().err
    assert sorted(rows.rglob("*")) == before
