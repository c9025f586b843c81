from __future__ import annotations

import json

import pytest

from cleaner.rules import Rules, paging
from tests.fetch.serving import answer

HUTS = "http://huts.example.org"
RULES = """
version: 1
sites:
  huts:
    hosts: [huts.example.org]
    fetch: {headers: {Accept-Language: de, Cookie: {env: HUTS_COOKIE}}}
    pages: {next: "a.next@href", single: "a.single@href"}
"""


def part(number: int, following: str = "") -> bytes:
    link = f'<a class="next" href="{following}">On</a>' if following else ""
    return answer(
        f"<!doctype html><title>Huts</title><p>The {number}. day was long and clear. {link}".encode()
    )


@pytest.fixture
def follow(tmp_path):
    (tmp_path / "sources.yaml").write_text(RULES)
    rules = Rules.load(tmp_path / "sources.yaml")
    return lambda page, get: paging.follow(page, rules, get)


def record(root, name: str) -> dict:
    return json.loads((root / "raw/huts.example.org" / f"{name}.html.json").read_text())


def test_the_parts_of_an_article_are_fetched_and_name_each_other(server, fetch, follow, tmp_path):
    server.answers |= {"/a": part(1, "/a/2"), "/a/2": part(2, "/a/3"), "/a/3": part(3)}

    [outcome] = fetch(f"{HUTS}/a", follow=follow)

    assert outcome.state == "new"
    assert server.asked() == ["/a", "/a/2", "/a/3"]
    assert record(tmp_path, "a")["parts"] == ["a/2.html", "a/3.html"]
    assert record(tmp_path, "a/2")["part_of"] == "../a.html"


def test_a_page_with_the_whole_article_stands_in_for_the_first(server, fetch, follow, tmp_path):
    link = b'<a class="single" href="/a/all">All on one page</a>'
    server.answers |= {"/a": answer(b"<!doctype html><p>The first day. " + link), "/a/all": part(9)}

    fetch(f"{HUTS}/a", follow=follow)

    assert record(tmp_path, "a")["part_of"] == "a/all.html"
    assert record(tmp_path, "a/all")["part_of"] is None


def test_a_part_that_fails_is_the_articles_failure_and_the_rest_is_kept(server, fetch, follow, tmp_path):
    server.answers |= {"/a": part(1, "/a/2"), "/a/2": part(2, "/a/3")}

    [outcome] = fetch(f"{HUTS}/a", follow=follow)

    assert outcome.state == "failed"
    assert str(outcome.error).startswith(f"{HUTS}/a: {HUTS}/a/3: HTTP 404")
    assert record(tmp_path, "a")["parts"] == ["a/2.html"]

    server.answers["/a/3"] = part(3)
    fetch(retry_failed=True, follow=follow)

    assert record(tmp_path, "a")["parts"] == ["a/2.html", "a/3.html"]


def test_parts_of_an_article_that_is_fetched_again_are_not_lost(server, fetch, follow, tmp_path):
    async def conditional(request):
        unchanged = "if-none-match" in request.headers
        return b"HTTP/1.1 304 Not Modified\r\n\r\n" if unchanged else with_etag

    with_etag = part(1, "/a/2").replace(b"content-type", b'etag: "7"\r\ncontent-type', 1)
    server.answers |= {"/a": conditional, "/a/2": part(2)}
    fetch(f"{HUTS}/a", follow=follow)

    [outcome] = fetch(f"{HUTS}/a", follow=follow)

    assert outcome.state == "unchanged"
    assert record(tmp_path, "a")["parts"] == ["a/2.html"]


def test_a_rules_headers_go_with_the_command_and_need_their_variable(server, monkeypatch, tmp_path, capsys):
    from cleaner.cli import main
    from cleaner.fetch import client

    (tmp_path / "sources.yaml").write_text(RULES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(client, "Network", lambda _allow_private: server.door().network)
    server.answers |= {"huts.example.org/a": part(1), "other.example.org/a": part(2)}
    words = ["fetch", "--delay", "0", f"{HUTS}/a", "http://other.example.org/a"]

    assert main(words) == 1
    assert "HUTS_COOKIE" in capsys.readouterr().err

    monkeypatch.setenv("HUTS_COOKIE", "paid=1")
    assert main(words) == 0
    told = {request.host: request.headers.get("cookie") for request in server.log if request.path == "/a"}
    assert told == {"huts.example.org": "paid=1", "other.example.org": None}
