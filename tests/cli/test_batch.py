from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from cleaner.batch.run import Lost
from cleaner.cli import main
from cleaner.corpus import rows
from tests.batch.crawl import archive, page
from tests.cli.conftest import Screen


@pytest.fixture
def crawl(tmp_path, monkeypatch):
    """A folder to stand in, with two archives, one of which holds what is no page."""
    monkeypatch.chdir(tmp_path)
    archive(tmp_path / "a.warc.gz", range(2))
    archive(tmp_path / "b.warc.gz", range(2, 4))
    (tmp_path / "c.html").write_bytes(b"%PDF-1.7")
    return tmp_path


def _titles(folder):
    return sorted(row["title"] for file in rows.files_of([str(folder)]) for row in rows.read(file))


def test_a_crawl_becomes_files_of_documents_and_its_ledger_tells_of_it(crawl, capsys):
    status = main(["batch", "a.warc.gz", "b.warc.gz", "c.html", "-o", "out", "--jobs", "1", "--no-rules"])

    assert status == 1  # one page failed
    assert _titles(crawl / "out") == ["Hut 0", "Hut 1", "Hut 2", "Hut 3"]
    assert main(["status", "out"]) == 1
    shown = capsys.readouterr().out
    assert "3 of 3 shards" in shown
    assert "5 pages, 4 documents" in shown
    assert "1 failed" in shown
    assert main(["status", "out", "--failed"]) == 1
    assert capsys.readouterr().out.startswith("c.html: this is a PDF")
    assert main(["status", "out", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failures"][0]["path"] == "c.html"


def test_without_a_terminal_it_says_how_many_failed_and_nothing_else(crawl, capsys):
    assert main(["batch", "a.warc.gz", "c.html", "-o", "out", "--jobs", "1", "--no-rules"]) == 1

    told = "cleaner: 1 of 3 pages failed - see why: cleaner status out --failed\n"
    assert capsys.readouterr().err == told


def test_what_failed_is_cleaned_again_and_new_pages_are_added(crawl, monkeypatch):
    command = ["batch", "-o", "out", "--jobs", "1", "--no-rules"]
    main([*command, "a.warc.gz", "c.html"])
    (crawl / "c.html").write_bytes(page("c"))

    assert main([*command, "b.warc.gz"]) == 1
    monkeypatch.setattr(sys, "stderr", Screen())
    assert main([*command, "--retry-failed"]) == 0

    assert _titles(crawl / "out") == ["Hut 0", "Hut 1", "Hut 2", "Hut 3", "Hut c"]
    assert "3 of 3 shards" in sys.stderr.getvalue()


def test_stopped_it_says_how_far_it_is_and_that_it_goes_on(crawl, monkeypatch, capsys):
    def stopped_after_one(shards, how, **more):
        yield how.clean(shards[0])
        raise KeyboardInterrupt

    monkeypatch.setattr("cleaner.batch.run.run_here", stopped_after_one)

    assert main(["batch", "a.warc.gz", "b.warc.gz", "-o", "out", "--jobs", "1", "--no-rules"]) == 130
    told = "cleaner: stopped: 1 of 2 shards done - the same command goes on from there\n"
    assert capsys.readouterr().err == told


def test_a_list_names_what_lies_behind_an_address(crawl, monkeypatch):
    import fsspec

    fsspec.filesystem("memory").pipe("/lists/paths.gz", gzip.compress(b"a.warc.gz\nb.warc.gz\n"))
    for name in ("a.warc.gz", "b.warc.gz"):
        fsspec.filesystem("memory").pipe(f"/crawl/{name}", (crawl / name).read_bytes())
    where = ["--from", "memory://lists/paths.gz", "--base", "memory://crawl/"]

    assert main(["batch", *where, "-o", "memory://listed", "--jobs", "1", "--no-rules"]) == 0

    assert _titles("memory://listed") == ["Hut 0", "Hut 1", "Hut 2", "Hut 3"]


def test_a_shard_that_an_engine_lost_is_told(crawl, monkeypatch, capsys):
    monkeypatch.setattr(
        "cleaner.batch.run.run_here", lambda *_, **__: [Lost("part-00000", "its machine went")]
    )

    assert main(["batch", "a.warc.gz", "-o", "out"]) == 1

    assert "part-00000: not done: its machine went - run the same command again" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["batch", "-o", "out"], "batch: nothing to clean"),
        (["batch", "-", "-o", "out"], "batch: standard input cannot be read twice"),
        (["batch", "nowhere.warc", "-o", "out"], "nowhere.warc: no such file or folder"),
        (["batch", "a.warc.gz", "-o", "out", "--scheduler", "tcp://x:1"], "add --engine dask"),
        (["batch", "--from", "nowhere", "-o", "out"], "batch: nowhere: no such list"),
        (["batch", "empty", "-o", "out"], "batch: no page in empty"),
        (["batch", "a.warc.gz", "-o", "out", "--jobs", "0"], '"0" is not a number above 0'),
        (
            ["batch", "a.warc.gz", "-o", "begun", "--keep", "bio"],
            "this run was begun with keep [], not ['bio']",
        ),
        (["status", "out"], "status: out: no run of `cleaner batch` there"),
        (["dedup", "nowhere", "-o", "x"], "nowhere: no file there"),
        (["dedup", "begun", "-o", "begun"], "the output would overwrite what is read"),
        (["dedup", "begun", "-o", "x", "--threshold", "2"], '"2" is not a share between 0 and 1'),
        (["stats", "empty"], "empty: no file there"),
        (["stats", "notes"], "notes: no documents there, no .jsonl"),
    ],
)
def test_wrong_usage_says_what_to_do(crawl, capsys, words, message):
    (crawl / "empty").mkdir()
    (crawl / "notes").mkdir()
    (crawl / "notes" / "page.md").write_text("# Ten huts")
    if "begun" in words:
        main(["batch", "a.warc.gz", "-o", "begun", "--jobs", "1", "--no-rules"])

    assert main(words) == 2

    assert message in capsys.readouterr().err


def test_duplicates_are_left_out_or_marked(crawl, capsys, monkeypatch):
    texts = ["Ten huts stood in a row.", "Two lakes lay behind.", "TEN huts stood in a row"]
    documents = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    (crawl / "pages.jsonl").write_bytes(b"".join(rows.packed(documents, ".jsonl")))

    assert main(["dedup", "pages.jsonl", "-o", "unique", "--json"]) == 0
    assert main(["dedup", "pages.jsonl", "-o", "marked", "--mark", "--exact"]) == 0
    monkeypatch.setattr(sys, "stderr", Screen())
    main(["dedup", "pages.jsonl", "-o", "unique"])

    assert json.loads(capsys.readouterr().err) == {"documents": 3, "exact": 1, "near": 0}
    assert [row["id"] for row in rows.read("unique/pages.jsonl")] == ["0", "1"]
    assert [row["duplicate_of"] for row in rows.read("marked/pages.jsonl")] == [None, None, "0"]
    assert "3 documents: 1 have the words of an earlier one" in sys.stderr.getvalue()


def test_one_file_without_its_duplicates_is_one_file(crawl, capsys):
    documents = [{"id": "0", "text": "Ten huts."}, {"id": "1", "text": "Ten huts."}]
    for name in ("one.jsonl", "two.jsonl"):
        Path(name).write_bytes(b"".join(rows.packed(documents, ".jsonl")))

    assert main(["dedup", "one.jsonl", "-o", "unique.jsonl"]) == 0
    assert main(["dedup", "one.jsonl", "two.jsonl", "-o", "both.jsonl"]) == 2

    assert [row["id"] for row in rows.read("unique.jsonl")] == ["0"]
    assert "both.jsonl: one file, not 2 - name a folder with -o" in capsys.readouterr().err


def test_statistics_are_a_page_or_json(crawl, capsys, monkeypatch):
    main(["batch", "a.warc.gz", "-o", "out", "--jobs", "1", "--no-rules"])

    assert main(["stats", "out", "--title", "Huts"]) == 0
    assert main(["stats", "out", "--json"]) == 0

    assert "<h1>Huts</h1>" in (crawl / "stats.html").read_text()
    assert json.loads(capsys.readouterr().out)["documents"] == 2
    monkeypatch.setattr(sys, "stderr", Screen())
    main(["stats", "out"])
    assert sys.stderr.getvalue() == "cleaner: stats.html: drawn from 2 documents\n"
