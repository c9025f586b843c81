from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import CleanerError
from cleaner.fetch.names import name_for
from cleaner.fetch.target import target


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/", "example.org/index.html"),
        ("https://example.org/a/", "example.org/a/index.html"),
        ("https://example.org/a/b.HTM", "example.org/a/b.htm"),
        ("https://example.org/a.html/b", "example.org/a.html_/b.html"),
        ("https://example.org:8080/a", "example.org_8080/a.html"),
        ("https://[2606:2800::1]/a", "[2606_2800__1]/a.html"),
        ("https://example.org/caf%C3%A9", "example.org/café.html"),
        ("https://example.org/%2e%2e/%2e%2e/etc/passwd", "example.org/_/_/etc/passwd.html"),
        ("https://example.org/..%2f..%2fetc", "example.org/_.._.._etc.html"),
        ("https://example.org/.git/config", "example.org/_.git/config.html"),
        ("https://.cleaner/ledger.sqlite", "_.cleaner/ledger.sqlite.html"),
        ("https://example.org/con", "example.org/_con.html"),
        ("https://example.org/a.php", "example.org/a.php.html"),
    ],
)
def test_a_name_reads_like_its_address_and_stays_below(url, name):
    assert name_for(url, "text/html") == name


def test_addresses_that_differ_in_their_query_have_names_of_their_own():
    names = {name_for(f"https://example.org/a?page={i}", "text/html") for i in range(100)}

    assert len(names) == 100


def test_a_name_is_never_too_long():
    name = name_for("https://example.org/" + "very-long-step/" * 300 + "字" * 300, "text/html")

    assert len(name.encode()) < 255


@pytest.mark.property
@given(st.text(max_size=300))
def test_any_address_has_a_name_that_stays_in_its_folder(path):
    try:
        url = target("https://example.org/" + path).url
    except CleanerError:
        return

    parts = PurePosixPath(name_for(url, "text/html")).parts

    assert parts[0] == "example.org"
    assert not {"..", "/", ""} & set(parts)
    assert all(len(part.encode()) < 255 and not part.startswith(".") for part in parts)
