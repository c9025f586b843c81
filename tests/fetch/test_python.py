from __future__ import annotations

import asyncio
import subprocess
import sys
from functools import partial

import pytest

import cleaner
from cleaner.fetch import client, run
from tests.fetch.serving import PAGE, QUICK, answer, moved

HUTS = "http://huts.example.org"


@pytest.fixture
def web(server, monkeypatch):
    """The server in the place of the network, for calls that know nothing of it."""
    monkeypatch.setattr(client, "Network", lambda _allow_private: server.door().network)
    return server


fetch = partial(cleaner.fetch, settings=QUICK)
fetch_all = partial(cleaner.fetch_all, settings=QUICK)


def test_a_page_is_fetched_with_what_the_server_said_of_it(web):
    web.answers |= {"/old": moved("/a"), "/a": answer(etag='"7"')}

    page = fetch(f"{HUTS}/old")

    assert page.body == PAGE
    assert page.url == f"{HUTS}/a"
    assert page.media_type == "text/html"
    assert page.headers["etag"] == '"7"'
    assert page.captured_at
    assert cleaner.clean(page).url == f"{HUTS}/a"


def test_a_page_that_cannot_be_had_is_an_error(web):
    with pytest.raises(cleaner.CleanerError, match="HTTP 404 Not Found - check the address"):
        fetch(f"{HUTS}/lost")


def test_many_pages_come_as_they_come_and_failures_go_where_they_are_wanted(web):
    web.answers |= {f"/{i}": answer(PAGE + b"%d" % i) for i in range(4)}
    failed = []

    pages = list(fetch_all([f"{HUTS}/{i}" for i in range(5)], on_error=failed.append))

    assert [page.url for page in pages] == [f"{HUTS}/{i}" for i in range(4)]
    assert [error.url for error in failed] == [f"{HUTS}/4"]
    with pytest.raises(cleaner.CleanerError):
        list(fetch_all([f"{HUTS}/4"]))


def test_pages_of_a_store_come_from_it_where_they_have_not_changed(web, tmp_path):
    async def conditional(request):
        return (
            b"HTTP/1.1 304 Not Modified\r\n\r\n" if "if-none-match" in request.headers else answer(etag='"7"')
        )

    web.answers["/a"] = conditional
    [first] = fetch_all([f"{HUTS}/a"], store=tmp_path)

    [second] = fetch_all([f"{HUTS}/a"], store=tmp_path)

    assert second.body == first.body == PAGE
    assert second.url == first.url
    assert second.origin.path == str(tmp_path / "huts.example.org/a.html")


def test_it_works_where_a_loop_is_running_already_as_in_a_notebook(web):
    web.answers["/a"] = answer()

    async def notebook():
        return fetch(f"{HUTS}/a")

    assert asyncio.run(notebook()).body == PAGE


def test_whoever_leaves_early_stops_the_run(web):
    web.answers |= {f"/{i}": answer(PAGE + b"%d" % i) for i in range(200)}
    pages = fetch_all([f"{HUTS}/{i}" for i in range(200)])

    next(pages)
    pages.close()

    assert len(web.asked()) < 100


def test_an_error_of_the_caller_stays_the_callers(web):
    web.answers["/a"] = answer()

    def wrong(_error):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        list(fetch_all([f"{HUTS}/lost"], on_error=wrong))


def test_a_broken_list_of_addresses_breaks_the_run_with_its_own_error(web):
    def addresses():
        yield f"{HUTS}/a"
        raise ValueError("the list ends in tears")

    with pytest.raises(ValueError, match="in tears"):
        list(fetch_all(addresses(), on_error=lambda _: None))


def test_importing_cleaner_brings_no_http_along():
    code = "import sys, cleaner; sys.exit(any(name in sys.modules for name in ('httpx', 'anyio')))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_function_stays_the_function_whatever_is_imported():
    assert callable(cleaner.fetch)
    assert run.__name__ == "cleaner.fetch.run"
