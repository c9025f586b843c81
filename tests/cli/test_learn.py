"""`cleaner learn`: from pages to the file of lines that `clean` reads."""

from __future__ import annotations

import pytest

from cleaner.cli import main
from tests.cli.conftest import SENTENCE

TEXT = "\n\n".join(f"{SENTENCE} {n}, where the keeper pours tea for everybody who asks." for n in range(1, 5))
NOTICE = "The bulletin of the huts lives on what its readers put into the tin beside the door."


@pytest.fixture
def dumps(folder):
    """Three dumps of one bulletin in a folder."""
    (folder / "raw" / "good.html").unlink()
    for name in ("soup", "bread", "salt"):
        text = TEXT.replace("tea", name)
        (folder / "raw" / f"{name}.txt").write_text(f"All about {name} in the huts\n\n{text}\n\n{NOTICE}\n")
    return folder


def test_a_notice_that_comes_again_is_learned_and_then_dropped(dumps, capsys):
    assert main(["learn", "raw"]) == 0
    assert "raw/: 1 line that its 3 pages share" in capsys.readouterr().err

    assert main(["clean", "raw/soup.txt", "--format", "txt"]) == 0

    text = capsys.readouterr().out
    assert SENTENCE in text
    assert NOTICE not in text


def test_explain_names_the_sister_pages(dumps, capsys):
    main(["learn", "raw", "--quiet"])

    main(["explain", "raw/soup.txt", "--why", "lives on what its readers"])

    assert "on 3 of 3 sister pages too" in capsys.readouterr().out


def test_a_line_taken_out_of_the_file_stays(dumps, capsys):
    main(["learn", "raw", "--quiet"])
    (dumps / "lines.yaml").write_text("version: 1\nsources:\n  raw/:\n    pages: 3\n    lines: {}\n")

    main(["clean", "raw/soup.txt", "--format", "txt"])

    assert NOTICE in capsys.readouterr().out


def test_what_was_edited_is_overwritten_only_when_asked_for(dumps, capsys):
    main(["learn", "raw", "--quiet"])
    edited = "version: 1  # mine\nsources:\n  raw/:\n    pages: 3\n    lines: {}\n"
    (dumps / "lines.yaml").write_text(edited)

    assert main(["learn", "raw"]) == 2

    assert "learn: lines.yaml is there already - name another with -o, or pass --overwrite" in (
        capsys.readouterr().err
    )
    assert (dumps / "lines.yaml").read_text() == edited
    assert main(["learn", "raw", "--overwrite"]) == 0
    assert (dumps / "lines.yaml").read_text() != edited


def test_pages_that_cannot_be_read_are_told_and_the_others_count(dumps, capsys):
    (dumps / "raw" / "broken.txt").write_bytes(b"%PDF-1.7")

    assert main(["learn", "raw", "-o", "here.yaml"]) == 1

    assert "broken.txt" in capsys.readouterr().err
    assert NOTICE in (dumps / "here.yaml").read_text()


def test_a_folder_without_pages_is_wrong_usage(folder, capsys):
    (folder / "raw" / "good.html").unlink()

    assert main(["learn"]) == 2

    assert "no page" in capsys.readouterr().err
