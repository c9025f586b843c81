"""`cleaner clean` as a user runs it: what goes where, and what happens when something is wrong."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from cleaner import files
from cleaner.cli import main
from cleaner.errors import OutputError
from cleaner.outputs import WRITERS
from tests.cli.conftest import PAGE, SENTENCE, Screen

GOOD = "raw/good.html"


@pytest.fixture
def three(folder):
    """raw/ with two good pages and a broken one between them."""
    (folder / "raw" / "deep").mkdir()
    (folder / "raw" / "deep" / "last.html").write_text(PAGE.replace("Ten huts", "Last huts"))
    (folder / "raw" / "deep" / "broken.html").write_bytes(b"%PDF-1.7 no page at all")
    return folder


def test_a_page_comes_to_standard_output_as_markdown_and_nothing_else_does(folder, capsys):
    assert main(["clean", GOOD]) == 0

    caught = capsys.readouterr()
    assert caught.out.startswith("---\ntitle: Ten huts\nauthors:\n- Ann Roe\n")
    assert caught.out.count(SENTENCE) == 5
    assert "Eleven lakes" not in caught.out
    assert caught.err == ""


def test_without_a_path_it_is_the_folder_raw(folder, capsys):
    assert main(["clean"]) == 0
    assert "title: Ten huts" in capsys.readouterr().out


def test_without_a_path_and_without_raw_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["clean"]) == 2
    assert capsys.readouterr().err.startswith("cleaner: clean: no PATH given, and no folder raw/ here")


def test_json_is_an_object_for_one_page_and_an_array_for_several(folder, capsys):
    main(["clean", GOOD, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["title"] == "Ten huts"

    (folder / "raw" / "other.html").write_text(PAGE)
    main(["clean", "--format", "json"])
    assert [one["source"]["path"] for one in json.loads(capsys.readouterr().out)] == [GOOD, "raw/other.html"]


def test_jsonl_is_a_line_a_page(three, capsys):
    main(["clean", "--format", "jsonl"])

    titles = [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()]
    assert titles == ["Last huts", "Ten huts"]


def test_a_broken_file_is_a_line_and_the_others_are_done(three, capsys):
    assert main(["clean", "raw", "-o", "clean"]) == 1

    caught = capsys.readouterr()
    assert sorted(str(p) for p in Path("clean").rglob("*.md")) == ["clean/deep/last.md", "clean/good.md"]
    assert caught.out == ""
    assert caught.err.startswith("cleaner: raw/deep/broken.html: ")
    assert "PDF" in caught.err
    assert caught.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"   \n", b"<html><body></body></html>"])
def test_an_empty_page_is_written_but_counts_as_a_failure(content, three, capsys):
    (three / "raw" / "deep" / "broken.html").write_bytes(content)

    assert main(["clean", "-o", "clean", "--format", "json"]) == 1

    assert json.loads(Path("clean/deep/broken.json").read_text())["flags"] == ["empty"]
    assert len(list(Path("clean").rglob("*.json"))) == 3
    assert capsys.readouterr().err.startswith("cleaner: raw/deep/broken.html: ")


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_file_gets_the_format_of_its_suffix(name, folder, capfdbinary):
    file = Path(f"out{WRITERS[name].SUFFIX}")
    assert main(["clean", GOOD, "-o", str(file)]) == 0
    main(["clean", GOOD, "--format", name])

    assert file.read_bytes() == capfdbinary.readouterr().out


def test_one_file_with_many_pages_gives_many_documents(folder):
    pages = [{"url": f"https://example.org/{n}", "html": PAGE.replace("Ten", str(n))} for n in (1, 2, 3)]
    Path("crawl.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages) + "{broken\n")

    assert main(["clean", "crawl.jsonl", "-o", "clean/"]) == 1
    assert main(["clean", "crawl.jsonl", "-o", "all.json"]) == 1

    assert sorted(path.name for path in Path("clean").iterdir()) == [f"crawl.{n}.md" for n in (1, 2, 3)]
    assert [document["title"] for document in json.loads(Path("all.json").read_text())] == [
        "1 huts", "2 huts", "3 huts",
    ]  # fmt: skip


def test_the_columns_of_a_table_are_named(folder):
    row = {"html": "<p>not this", "dump": PAGE, "where": "https://example.org/huts"}
    Path("crawl.jsonl").write_text(json.dumps(row) + "\n")

    main(["clean", "crawl.jsonl", "--column", "dump", "--url-column", "where", "-o", "all.json"])

    document = json.loads(Path("all.json").read_text())
    assert (document["title"], document["url"]) == ("Ten huts", "https://example.org/huts")


def test_one_address_is_not_that_of_many_pages(folder, capsys):
    Path("crawl.jsonl").write_text(json.dumps({"html": PAGE}) + "\n")

    assert main(["clean", "crawl.jsonl", "--url", "https://example.org/"]) == 2
    assert "crawl.jsonl may hold several" in capsys.readouterr().err


def test_what_is_no_text_is_not_shown_on_a_terminal(folder, monkeypatch, capsys):
    monkeypatch.setattr("cleaner.cli.delivery.is_terminal", lambda _: True)

    assert main(["clean", GOOD, "--format", "parquet"]) == 2
    assert "no text for a terminal" in capsys.readouterr().err


def test_a_dash_is_standard_output(folder, capsys):
    assert main(["clean", GOOD, "-o", "-", "--format", "json"]) == 0

    assert json.loads(capsys.readouterr().out)["title"] == "Ten huts"
    assert not Path("-").exists()


def test_a_blank_file_is_not_called_a_page_without_an_article(folder, capsys):
    Path("blank.txt").write_text(" \n")
    Path("menu.html").write_text("<nav><a href=/>Home</a></nav>")

    assert main(["clean", "blank.txt", "menu.html", "-o", "clean/"]) == 1

    blank, menu = capsys.readouterr().err.splitlines()
    assert blank.startswith("cleaner: blank.txt: it is blank")
    assert menu.startswith("cleaner: menu.html: no text was left")


def test_a_format_that_is_named_fits_the_suffix(folder):
    assert main(["clean", GOOD, "-o", "out.json", "--format", "json"]) == 0
    assert main(["clean", GOOD, "-o", "out.html", "--format", "embed"]) == 0

    assert json.loads(Path("out.json").read_text())["title"] == "Ten huts"
    assert Path("out.html").read_text().startswith("<article")


def test_a_folder_may_look_like_a_file(folder):
    Path("out.md").mkdir()
    main(["clean", GOOD, "-o", "out.md"])
    main(["clean", GOOD, "-o", "out.csv/"])

    assert Path("out.md/good.md").exists()
    assert Path("out.csv/good.md").exists()


def test_pages_that_differ_only_in_their_suffix_both_have_a_document(folder):
    (folder / "raw" / "good.htm.gz").write_bytes(gzip.compress(PAGE.encode()))

    assert main(["clean", "-o", "clean"]) == 0
    assert len(list(Path("clean").iterdir())) == 2


def test_output_inside_the_input_is_not_cleaned_again(folder):
    for _ in range(2):
        assert main(["clean", ".", "-o", "clean"]) == 0
    for _ in range(2):
        assert main(["clean", "raw", "-o", "raw/all.md"]) == 0

    assert [str(path) for path in Path("clean").rglob("*") if path.is_file()] == ["clean/raw/good.md"]
    assert Path("raw/all.md").read_text().count("title: ") == 1


def test_json_lines_in_a_folder_are_pages_and_documents_of_ours_among_them_are_not(folder, capsys):
    Path("raw/crawl.jsonl").write_text(json.dumps({"html": PAGE.replace("Ten", "Two")}) + "\n")
    assert main(["clean", "raw", "-o", "raw/all.jsonl"]) == 0
    assert main(["clean", "raw", "-o", "clean", "--json"]) == 0

    summary = json.loads(capsys.readouterr().err)
    assert (summary["clean"], summary["passed_over"]) == (2, {".jsonl (documents of cleaner)": 1})
    assert sorted(path.name for path in Path("clean").iterdir()) == ["crawl.1.md", "good.md"]


@pytest.mark.parametrize("command", [["clean"], ["batch", "-o", "out"], ["learn"]])
def test_a_folder_without_pages_is_told_with_what_is_there(command, folder, capsys):
    Path("empty").mkdir()
    for name in ("a.css", "b.css", "c.json"):
        Path("empty", name).write_text("{}")

    assert main([*command, "empty"]) == 2

    told = f"{command[0]}: no page in empty (passed over: 2 .css, 1 .json) - name files, or a folder"
    assert told in capsys.readouterr().err


def test_a_page_in_the_output_folder_that_is_named_is_meant(folder):
    Path("clean").mkdir()
    Path("clean/page.html").write_text(PAGE)

    assert main(["clean", "clean/page.html", "-o", "clean"]) == 0
    assert Path("clean/page.md").exists()


@pytest.mark.parametrize("place", [["-o", "clean"], ["-o", "all.jsonl"], ["--jobs", "2", "-o", "clean/"]])
def test_a_link_to_itself_is_one_page_that_cannot_be_read(place, folder, capsys):
    Path("raw/self.html").symlink_to("self.html")

    assert main(["clean", "raw", *place]) == 1

    error = capsys.readouterr().err
    assert error.startswith("cleaner: raw/self.html: cannot be read (")
    assert error.count("\n") == 1
    assert Path("clean/good.md").exists() or Path("all.jsonl").exists()


@pytest.mark.parametrize(
    ("argv", "page"),
    [
        (["raw", "-o", "raw", "--format", "html"], GOOD),
        ([GOOD, "-o", GOOD], GOOD),
        (["raw", "-o", "raw", "--format", "txt"], "raw/good.txt"),
    ],
)
def test_a_document_never_takes_the_place_of_a_page(argv, page, folder, capsys):
    (folder / "raw" / "good.txt").write_text("another page")
    before = Path(page).read_text()

    assert main(["clean", *argv]) == 2
    assert f"cleaner: clean: {page}: the document of " in capsys.readouterr().err
    assert Path(page).read_text() == before


def test_a_document_of_an_earlier_run_is_overwritten(folder):
    Path("clean").mkdir()
    Path("clean/good.md").write_text("old " * 10_000)

    assert main(["clean", "-o", "clean"]) == 0
    assert Path("clean/good.md").read_text().startswith("---\ntitle: Ten huts")


def test_a_document_that_cannot_be_written_is_a_failure_of_its_page_alone(three, monkeypatch, capsys):
    from cleaner.cli import delivery

    real = delivery.write_whole

    def write_whole(path, text):
        if "last" in str(path):
            raise OutputError(f"{path}: no space left - free some")
        real(path, text)

    monkeypatch.setattr(delivery, "write_whole", write_whole)

    assert main(["clean", "-o", "clean", "--json"]) == 1
    summary = json.loads(capsys.readouterr().err)
    assert summary["clean"] == 1
    assert [failure["page"] for failure in summary["failures"]] == [
        "raw/deep/broken.html",
        "raw/deep/last.html",
    ]


@pytest.mark.parametrize(
    ("place", "written"),
    [("clean", "1 document written"), ("all.jsonl", "0 documents written"), ("-", "1 document written")],
)
def test_stopped_it_says_what_is_written(place, written, three, monkeypatch, capsys):
    from cleaner import batch

    def stopped_after_two(*args, **more):
        yield from islice(real(*args, **more), 2)
        raise KeyboardInterrupt

    real = batch.clean_all
    monkeypatch.setattr(batch, "clean_all", stopped_after_two)

    assert main(["clean", "-o", place]) == 130
    assert f"cleaner: stopped: {written} - `cleaner batch` is for runs that " in capsys.readouterr().err


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_place_where_nothing_can_be_written_any_more_ends_the_run(
    number, jobs, folder, monkeypatch, capsys
):
    for name in range(40):
        Path(f"raw/{name:02}.html").write_text(PAGE)
    opened = files._opened

    def fail_at_the_third(path):
        if len(list(Path("clean").glob("*.md"))) == 2:
            raise OSError(number, "it is said", str(path))
        return opened(path)

    monkeypatch.setattr(files, "_opened", fail_at_the_third)

    assert main(["clean", "-o", "clean", "--jobs", jobs]) == 1

    error = capsys.readouterr().err
    assert error.startswith("cleaner: clean/02.md: cannot be written: ")
    assert error.endswith(" -o; stopped, 2 documents written\n")
    assert error.count("\n") == 1


def test_one_file_that_may_not_be_replaced_does_not_end_the_run(three, monkeypatch, capsys):
    moved = files._moved

    def fail(part, path):
        if "last" in str(path):
            raise PermissionError(errno.EACCES, "it is open", str(part), None, str(path))
        moved(part, path)

    monkeypatch.setattr(files, "_moved", fail)

    assert main(["clean", "-o", "clean"]) == 1
    assert Path("clean/good.md").exists()
    assert "clean/deep/last.md: cannot be written: no permission" in capsys.readouterr().err


def test_the_summary_as_json_stands_alone_on_standard_error(three, capsys):
    assert main(["clean", "--json", "--format", "txt"]) == 1

    caught = capsys.readouterr()
    summary = json.loads(caught.err)
    assert (summary["pages"], summary["clean"]) == (3, 2)
    assert summary["failures"][0]["page"] == "raw/deep/broken.html"
    assert summary["words_kept"] == sum(len(line.split()) for line in caught.out.splitlines())
    assert summary["words_removed"]["nav"] >= 4


def test_rules_are_found_in_a_folder_above(folder, monkeypatch, capsys):
    rules = 'version: 1\nsites:\n  huts:\n    hosts: [huts.example.org]\n    drop_lines: ["*hut number 3*"]\n'
    (folder / "sources.yaml").write_text(rules)
    monkeypatch.chdir(folder / "raw")
    argv = ["clean", "good.html", "--url", "https://huts.example.org/a", "--format", "json"]

    main(argv)
    document = json.loads(capsys.readouterr().out)
    assert (document["rule"], document["url"]) == ("huts", "https://huts.example.org/a")
    assert "number 3" not in document["text"]

    main([*argv, "--no-rules"])
    document = json.loads(capsys.readouterr().out)
    assert document["rule"] is None
    assert "number 3" in document["text"]


def test_broken_rules_are_told_before_anything_is_cleaned(folder, capsys):
    (folder / "sources.yaml").write_text(
        "version: 1\nsites:\n  huts:\n    hosts: [huts.example.org]\n    drp: [.ad]\n"
    )

    assert main(["clean", "-o", "clean"]) == 1
    assert capsys.readouterr().err.startswith("cleaner: sources.yaml:5:5: ")
    assert not Path("clean").exists()


def test_roles_can_be_kept(folder, capsys):
    main(["clean", GOOD, "--format", "txt", "--keep", "related,nav"])
    assert "Eleven lakes" in capsys.readouterr().out


def test_the_other_engine_cleans_too(folder, capsys):
    assert main(["clean", GOOD, "--format", "txt", "--engine", "trafilatura"]) == 0
    assert capsys.readouterr().out.count(SENTENCE) == 5


def test_two_processes_give_what_one_gives(folder, capsys):
    for number in range(4):
        (folder / "raw" / f"{number}.html").write_text(PAGE.replace("Ten huts", f"{number} huts"))

    main(["clean", "--format", "jsonl"])
    one = capsys.readouterr().out
    main(["clean", "--format", "jsonl", "--jobs", "2"])

    assert capsys.readouterr().out == one


def test_a_page_from_standard_input(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))

    assert main(["clean", "-", "--url", "https://huts.example.org/a"]) == 0
    assert "url: https://huts.example.org/a" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (["none.html"], "none.html: no such file or folder"),
        (["raw", "--url", "https://example.org/"], "--url is for a single page, and these are 3"),
        (["nothing"], "no page in nothing"),
        (["-o", "out.jsn"], 'out.jsn: unknown format ".jsn" (a folder ends in "/") - did you mean ".json"?'),
        (["-o", "LICENSE"], "LICENSE: a file, not a folder"),
        (
            ["-o", "x.jsonl", "--format", "csv"],
            "x.jsonl: the name is that of jsonl, and --format asks for csv - leave --format out, or name the"
            " file x.csv",
        ),
        (
            ["raw/good.html", "--url", "foo"],
            '--url: "foo" is no address of the web - begin it with https://',
        ),
        (["--rules", "none.yaml"], "none.yaml: no such rule file"),
        (["--rules", "a.yaml", "--no-rules"], "not allowed with"),
    ],
)
def test_wrong_usage_is_a_line_and_nothing_is_done(argv, error, three, capsys):
    Path("nothing").mkdir()
    Path("LICENSE").write_text("free")

    assert main(["clean", *argv]) == 2

    caught = capsys.readouterr()
    assert error in caught.err
    assert caught.err.count("\n") == 1
    assert caught.out == ""


def test_nothing_in_a_page_or_its_name_reaches_the_terminal_as_a_control_sequence(folder, capsys):
    evil = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"
    page = PAGE.replace("Ten huts", f"Ten {evil} huts").replace("tea", f"tea&#27;[2J&#x9b;{evil}")
    Path(f"raw/a{evil}.html").write_text(page)
    Path(f"raw/b{evil}.html").write_bytes(b"%PDF-1.7")
    Path(f"raw/c{evil}.html").write_bytes(b"")

    for name in WRITERS.keys() - {"parquet"}:  # which is no text, and goes to no terminal
        assert main(["clean", "--format", name]) == 1
        caught = capsys.readouterr()
        for line in (caught.out + caught.err).splitlines():
            assert line.replace("\t", "").isprintable(), (name, line)


def test_a_terminal_is_shown_progress_and_a_summary(three, monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "dumb")

    assert main(["clean", "-o", "clean"]) == 1

    shown = screen.getvalue()
    assert "2 of 3 pages → clean/ (md)" in shown
    assert "1 failed" in shown
    assert "kept" in shown
    assert "nav" in shown


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_a_terminal_can_be_spared_both(option, folder, monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)

    main(["clean", "-o", "clean", option])

    assert "→" not in screen.getvalue()
    assert "\x1b" not in screen.getvalue()


def test_head_may_close_the_pipe(folder):
    for number in range(60):
        (folder / "raw" / f"{number}.html").write_text(
            PAGE.replace("</article>", "<p>More words here.</p>" * 400)
        )
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean", "--format", "jsonl"], stdout=write, stderr=subprocess.PIPE
    ) as process:
        os.close(write)
        os.read(read, 10)
        os.close(read)
        _, err = process.communicate(timeout=60)

    assert err == b""
    assert process.returncode == 141
