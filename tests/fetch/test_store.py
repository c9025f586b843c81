from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cleaner.errors import CleanerError
from cleaner.fetch.listing import Sources
from cleaner.fetch.run import Order, outcomes
from cleaner.fetch.store import Store
from tests.fetch.serving import PAGE, QUICK, answer, moved

HUTS = "http://huts.example.org"


def files(root: Path) -> list[str]:
    return sorted(
        p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and ".cleaner" not in p.parts
    )


def states(outcomes) -> dict[str, str]:
    return {outcome.url: outcome.state for outcome in outcomes}


def test_a_page_lies_under_a_name_like_its_address_with_its_record_beside(server, fetch, tmp_path):
    server.answers["/old"] = moved("/huts/ten")
    server.answers["/huts/ten"] = answer(etag='"7"', set_cookie="id=secret", x_robots_tag="noarchive")

    [outcome] = fetch(f"{HUTS}/old")

    assert files(tmp_path / "raw") == ["huts.example.org/old.html", "huts.example.org/old.html.json"]
    assert outcome.file.read_bytes() == PAGE
    record = json.loads(Path(f"{outcome.file}.json").read_text())
    assert record["url"] == f"{HUTS}/old"
    assert record["final_url"] == f"{HUTS}/huts/ten"
    assert record["redirects"] == [f"{HUTS}/old"]
    assert record["status"] == 200
    assert record["encoding"] == "utf-8"
    assert record["reserved"] == {"noarchive": True}
    assert "secret" not in json.dumps(record)


def test_the_same_bytes_are_kept_once(server, fetch, tmp_path):
    server.answers |= {"/a": answer(), "/b?utm=1": answer(), "/c": answer(PAGE + b"more")}

    found = states(fetch(f"{HUTS}/a", f"{HUTS}/b?utm=1", f"{HUTS}/c"))

    assert found == {f"{HUTS}/a": "new", f"{HUTS}/b?utm=1": "copy", f"{HUTS}/c": "new"}
    assert [name for name in files(tmp_path / "raw") if name.endswith(".html")] == [
        "huts.example.org/a.html",
        "huts.example.org/c.html",
    ]


def test_a_copy_keeps_its_page_when_the_original_changes(server, fetch, tmp_path):
    server.answers |= {"/a": answer(), "/b": answer(), "/c": answer()}
    fetch(f"{HUTS}/a", f"{HUTS}/b", f"{HUTS}/c")
    server.answers["/a"] = answer(b"<!doctype html><p>Another story altogether.")

    found = fetch(f"{HUTS}/a", f"{HUTS}/b", f"{HUTS}/c")

    assert states(found) == {f"{HUTS}/a": "changed", f"{HUTS}/b": "unchanged", f"{HUTS}/c": "unchanged"}
    files_of = {outcome.url: outcome.file for outcome in found}
    assert b"Another story" in files_of[f"{HUTS}/a"].read_bytes()
    assert files_of[f"{HUTS}/b"].read_bytes() == files_of[f"{HUTS}/c"].read_bytes() == PAGE
    with Store.open(tmp_path / "raw") as store:
        assert store.load(f"{HUTS}/c").body == PAGE


@pytest.mark.parametrize("warc", [False, True])
def test_a_second_run_asks_only_for_what_has_changed(server, fetch, tmp_path, warc):
    async def conditional(request):
        if request.headers.get("if-none-match") == '"7"':
            assert request.headers["if-modified-since"] == "Sat, 21 Nov 2026 10:00:00 GMT"
            return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return answer(etag='"7"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT")

    server.answers |= {"/a": conditional, "/old": moved("/a")}
    fetch(f"{HUTS}/old", f"{HUTS}/plain", warc=warc)

    assert states(fetch(f"{HUTS}/old", warc=warc)) == {f"{HUTS}/old": "unchanged"}
    with Store.open(tmp_path / "raw", warc=warc) as store:
        assert store.load(f"{HUTS}/old").body == PAGE


def test_a_page_that_was_deleted_is_fetched_again_in_full(server, fetch):
    server.answers["/a"] = answer(etag='"7"')
    [first] = fetch(f"{HUTS}/a")
    first.file.unlink()

    fetch(f"{HUTS}/a")

    assert first.file.read_bytes() == PAGE
    assert "if-none-match" not in server.log[-1].headers


def test_a_failure_keeps_what_an_earlier_run_got_and_is_tried_again_on_demand(server, fetch, tmp_path):
    server.answers["/a"] = answer()
    [first] = fetch(f"{HUTS}/a")
    server.answers["/a"] = answer(b"gone", "410 Gone")
    fetch(f"{HUTS}/a")
    assert first.file.read_bytes() == PAGE

    server.answers["/a"] = answer(b"<!doctype html><p>Back again.")

    assert states(fetch(retry_failed=True)) == {f"{HUTS}/a": "changed"}
    assert fetch(retry_failed=True) == []


def test_a_run_that_was_left_goes_on_where_it_stopped(server, tmp_path):
    server.answers |= {f"/{i}": answer(PAGE + b"%d" % i) for i in range(6)}
    order = Order(Sources([f"{HUTS}/{i}" for i in range(6)]), QUICK, store=tmp_path / "raw")
    running = outcomes(order, door=server.door())
    next(running)
    running.close()
    before = list(server.asked())

    found = states(outcomes(order, door=server.door()))

    assert len(found) == 6
    assert set(found.values()) <= {"done", "new"}
    repeated = [path for path in before if server.asked().count(path) > 1]
    assert len(repeated) <= 1  # the one that was on its way
    assert states(outcomes(order, door=server.door())) == dict.fromkeys(found, "unchanged")


def test_a_second_run_in_the_same_folder_is_told_to_wait(tmp_path):
    with Store.open(tmp_path / "raw"), pytest.raises(CleanerError, match="another run is at work"):
        Store.open(tmp_path / "raw")


def test_a_file_that_is_no_ledger_is_not_touched(tmp_path):
    (tmp_path / "raw/.cleaner").mkdir(parents=True)
    (tmp_path / "raw/.cleaner/ledger.sqlite").write_text("my notes " * 200)

    with pytest.raises(CleanerError, match="not a ledger of ours"):
        Store.open(tmp_path / "raw")


def test_two_pages_never_share_a_name_even_where_case_does_not_count(server, fetch, tmp_path):
    server.answers |= {"/a": answer(), "/a.html": answer(PAGE + b"2"), "/A": answer(PAGE + b"3")}

    fetch(f"{HUTS}/a", f"{HUTS}/a.html", f"{HUTS}/A")

    names = [path.name.lower() for path in (tmp_path / "raw").rglob("*.html")]
    assert len(set(names)) == 3


def test_without_its_ledger_the_store_still_overwrites_no_other_page(server, fetch, tmp_path):
    server.answers |= {"/a": answer(), "/a.html": answer(PAGE + b"2")}
    fetch(f"{HUTS}/a")
    shutil.rmtree(tmp_path / "raw/.cleaner")

    fetch(f"{HUTS}/a.html", f"{HUTS}/a")

    assert {path.read_bytes() for path in (tmp_path / "raw").rglob("*.html")} == {PAGE, PAGE + b"2"}


def test_a_link_that_leads_out_of_the_folder_is_not_followed(server, fetch, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/huts.example.org").symlink_to(tmp_path / "elsewhere")
    server.answers["/a"] = answer()

    with pytest.raises(CleanerError, match="symbolic link leads out"):
        fetch(f"{HUTS}/a")
    assert not list((tmp_path / "elsewhere").iterdir())
