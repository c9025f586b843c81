from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cleaner.inputs import mirror, read, walk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("example.org/huts.html", "//example.org/huts.html"),
        ("mirror/example.org/huts/index.html", "//example.org/huts/"),
        ("http/example.org:8080/a b/ü.html", "http://example.org:8080/a%20b/%C3%BC.html"),
        ("example.org/a.php?id=3.html", "//example.org/a.php?id=3"),
        ("example.org/a.php.html", "//example.org/a.php"),
        ("www.xn--hten-0ra.example.de/index.html", "//www.xn--hten-0ra.example.de/"),
        ("example.org/other.example.com/a.html", "//example.org/other.example.com/a.html"),
        ("raw/huts.html", None),
        ("huts.html", None),
        ("example.org", None),
        ("Example.Org/a.html", None),
        ("../-bad.example/a.html", None),
    ],
)
def test_a_path_gives_an_address(path: str, address: str | None) -> None:
    assert mirror.address(path.split("/")) == address


@pytest.mark.parametrize(
    ("address", "body", "expected"),
    [
        ("//example.org/a", "<p>Ten huts", "https://example.org/a"),
        ("//example.org/a", '<link href="http://example.org/b">', "http://example.org/a"),
        ("//example.org/a", '<img src="//example.org/b.png">', "https://example.org/a"),
        ("http://example.org/a", "<p>Ten huts", "http://example.org/a"),
        ("//site.v2/a", "<p>Ten huts", None),
        ("//next.js/a", "<p>Ten huts", None),
        ("//my.backup/a", "<p>https://my.backups.example", None),
        ("//huts.cafe/a", '<a href="https://HUTS.cafe/">', "https://huts.cafe/a"),
        ("//huts.ch/a", "<p>Ten huts", "https://huts.ch/a"),
    ],
)
def test_an_address_counts_where_something_bears_it_out(
    address: str, body: str, expected: str | None
) -> None:
    assert mirror.url(address, body.encode()) == expected


def _urls(path: Path | str) -> list[str | None]:
    return [page.url for source in walk([path]) for page in read(source)]


def test_the_pages_of_a_mirror_know_where_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host = tmp_path / "example.net" / "example.org"
    host.mkdir(parents=True)
    (host / "a.html").write_text("<html><p>Ten huts")
    monkeypatch.chdir(tmp_path)

    assert _urls(host) == ["https://example.org/a.html"]
    assert _urls(host.parent) == ["https://example.net/example.org/a.html"]
    assert _urls("example.net/example.org/a.html") == ["https://example.net/example.org/a.html"]
    # Where an absolute path leads through is where the user keeps the pages.
    assert _urls(host / "a.html") == [None]


def test_what_the_page_says_of_itself_comes_first(tmp_path: Path) -> None:
    (tmp_path / "example.org").mkdir()
    page = "<!-- saved from url=(0024)https://example.com/huts --><html><p>Ten huts"
    (tmp_path / "example.org" / "a.html").write_text(page)

    assert _urls(os.fspath(tmp_path)) == ["https://example.com/huts"]
