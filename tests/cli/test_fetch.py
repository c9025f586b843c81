from __future__ import annotations

import json
import sys
from functools import partial
from itertools import islice

import pytest

from cleaner.cli import main
from cleaner.cli.fetched import Fetched, show_summary
from cleaner.fetch import client
from cleaner.fetch.crawl import Outcome, Progress
from cleaner.fetch.failure import FetchError
from tests.fetch.serving import PAGE, Server, answer

HUTS = "http://huts.example.org"
ARTICLE = b"<!doctype html><title>Ten huts</title><article><h1>Ten huts</h1>" + b"".join(
    b"<p>On the %d. day they left the hut before dawn and came down to the lake in the evening, tired." % i
    for i in range(1, 9)
)


@pytest.fixture
def web(monkeypatch, tmp_path):
    """A server that the command takes for the network, and a folder to work in."""
    monkeypatch.chdir(tmp_path)
    with Server() as server:
        monkeypatch.setattr(client, "Network", lambda _allow_private: server.door().network)
        yield server


fetch = partial(lambda *words: main(["fetch", "--delay", "0", "--tries", "1", *words]))


def test_pages_come_into_raw_and_failures_are_told(web, tmp_path, capsys):
    web.answers["/a"] = answer()

    status = fetch(f"{HUTS}/a", f"{HUTS}/b")

    assert status == 1
    assert (tmp_path / "raw/huts.example.org/a.html").read_bytes() == PAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"cleaner: {HUTS}/b: HTTP 404 Not Found - check the address\n"


def test_stopped_it_says_how_far_it_is_and_that_it_goes_on(web, monkeypatch, capsys):
    from cleaner.fetch import run

    def stopped_after_one(order, **more):
        yield from islice(real(order, **more), 1)
        raise KeyboardInterrupt

    real = run.outcomes
    monkeypatch.setattr(run, "outcomes", stopped_after_one)
    web.answers["/a"] = answer()

    assert fetch(f"{HUTS}/a") == 130
    told = "cleaner: stopped: 1 page done - the same command goes on from there\n"
    assert capsys.readouterr().err == told


def test_what_failed_is_listed_later(web, capsys):
    fetch(f"{HUTS}/b")
    capsys.readouterr()

    assert main(["fetch", "--failed"]) == 0
    assert capsys.readouterr().out == f"{HUTS}/b: HTTP 404 Not Found - check the address\n"
    assert main(["fetch", "--failed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "status"


def test_a_list_is_read_and_what_came_is_cleaned(web, tmp_path):
    web.answers |= {"/a": answer(ARTICLE), "/earlier": answer(ARTICLE.replace(b"lake", b"pass"))}
    fetch(f"{HUTS}/earlier")
    (tmp_path / "urls.txt").write_text(f"# my pages\n\n{HUTS}/a\n")

    status = fetch("--from", "urls.txt", "--clean", "--no-rules")

    assert status == 0
    assert "before dawn" in (tmp_path / "clean/huts.example.org/a.md").read_text()
    assert not (tmp_path / "clean/huts.example.org/earlier.md").exists()


def test_a_dry_run_says_what_would_happen_and_asks_only_for_robots_txt(web, tmp_path, capsys):
    web.answers |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /b"), "/a": answer()}

    fetch("--dry-run", f"{HUTS}/a", f"{HUTS}/b")

    assert capsys.readouterr().out == (
        f"fetch   {HUTS}/a\nno      {HUTS}/b  (robots.txt forbids it to cleaner)\n"
    )
    assert [request.path for request in web.log] == ["/robots.txt"]
    assert not (tmp_path / "raw").exists()


def test_a_dry_run_can_be_read_by_programs(web, capsys):
    fetch("--dry-run", "--json", f"{HUTS}/a")

    assert json.loads(capsys.readouterr().out) == {"url": f"{HUTS}/a", "fetch": True, "reason": None}


def test_the_summary_can_be_read_by_programs(web, capsys):
    web.answers["/a"] = answer()

    fetch("--json", f"{HUTS}/a", f"{HUTS}/b")

    summary = json.loads(capsys.readouterr().err)
    assert summary["states"] == {"new": 1, "failed": 1}
    assert summary["failures"][0]["kind"] == "status"


def test_choices_reach_the_run(web, tmp_path):
    web.answers |= {f"/news/{i}": answer(PAGE + b"%d" % i) for i in range(5)}
    urls = [f"{HUTS}/news/{i}" for i in range(5)]

    fetch(*urls, "--under", "/news/", "--exclude", "/0$", "--match", r"\d$", "--limit", "2", "--warc",
          "--max-size", "1", "--timeout", "5", "--contact", "me@example.org")  # fmt: skip

    assert web.asked() == ["/news/1", "/news/2"]
    assert web.log[0].headers["user-agent"].endswith("(+me@example.org)")
    assert len(list((tmp_path / "raw").glob("*.warc.gz"))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "nothing to fetch - give addresses"),
        (["--from", "no-such-file"], "no-such-file: cannot be read"),
        (["--since", "tomorrow", "x"], '"tomorrow" is no date'),
        (["--match", "(", "x"], "is no regular expression"),
        (["--delay", "-1", "x"], "is no number of seconds"),
        (["--limit", "0", "x"], "is not a number, 1 or more"),
        (["--failed"], "no pages were fetched into this folder"),
        (["--retry-failed", "-o", "typo"], "typo: no pages were fetched into this folder"),
        (["--user-agent", "1", "https://huts.example/"], "no user agent"),
        (["huts"], '"huts" is no address of the web - begin it with https://'),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(words, told, web, tmp_path, capsys):
    assert main(["fetch", *words]) == 2

    assert told in capsys.readouterr().err
    assert not (tmp_path / "raw" / ".cleaner").exists()


def test_a_run_that_never_began_leaves_nothing(web, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "fastwarc", None)

    assert fetch("--warc", f"{HUTS}/a", "-o", "new/raw") == 2
    assert "pip install 'cleaner[warc]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

    (tmp_path / "raw").mkdir()
    assert fetch("--warc", f"{HUTS}/a") == 2
    assert list(tmp_path.rglob("*")) == [tmp_path / "raw"]


def test_the_summary_for_people_counts_and_says_how_to_go_on(capsys):
    tally = Fetched()
    tally.add(Outcome(f"{HUTS}/a", "new"))
    tally.add(Outcome(f"{HUTS}/b", "unchanged"))
    tally.add(Outcome(f"{HUTS}/c", "failed", error=FetchError(f"{HUTS}/c", "time", "not done after 60 s")))

    show_summary(tally, "raw")

    told = capsys.readouterr().err
    assert "2 of 3 pages → raw/" in told
    assert "1 new · 1 unchanged" in told
    assert "failed: time 1" in told
    assert "--retry-failed" in told


def test_progress_shows_pages_hosts_waiting_and_failures(capsys, monkeypatch):
    from cleaner.cli import fetched

    tally, run = Fetched(), Progress(waiting=7, hosts=3)
    with fetched.progress(run, tally, visible=True) as moved:
        tally.add(Outcome(f"{HUTS}/a", "new"))
        moved()

    assert fetched._numbers(run, tally) == "1 page  3 hosts  7 waiting  0 failed"
