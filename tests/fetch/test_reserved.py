from __future__ import annotations

import pytest

from cleaner.fetch.client import Answer
from cleaner.fetch.reserved import reserved


def answered(*headers: tuple[str, str], body: bytes = b"<p>Huts") -> Answer:
    return Answer("https://example.org/a", 200, headers, body, ())


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ([("x-robots-tag", "noarchive")], {"noarchive": True}),
        ([("x-robots-tag", "noindex, NoArchive")], {"noarchive": True}),
        ([("x-robots-tag", "none")], {"noarchive": True}),
        ([("x-robots-tag", "cleaner: noarchive")], {"noarchive": True}),
        ([("x-robots-tag", "otherbot: noarchive")], {}),
        ([("x-robots-tag", "unavailable_after: 25 Jun 2027 15:00:00 PST")], {}),
        ([("x-robots-tag", "noindex")], {}),
        (
            [("tdm-reservation", "1"), ("tdm-policy", "https://example.org/tdm.json")],
            {"tdm_reservation": True, "tdm_policy": "https://example.org/tdm.json"},
        ),
        ([("tdm-reservation", "0")], {"tdm_reservation": False}),
        ([("tdm-reservation", "perhaps")], {}),
    ],
)
def test_headers_say_what_is_reserved(headers, found):
    assert reserved(answered(*headers), "cleaner") == found


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        (b'<meta name="robots" content="noindex,noarchive">', {"noarchive": True}),
        (b"<META CONTENT='noarchive' NAME=robots>", {"noarchive": True}),
        (b'<meta name="otherbot" content="noarchive">', {}),
        (b'<meta name="tdm-reservation" content="1">', {"tdm_reservation": True}),
        (b'<meta property="og:title" content="robots: noarchive">', {}),
    ],
)
def test_meta_tags_say_it_too(tag, found):
    assert reserved(answered(body=b"<!doctype html><head>" + tag), "cleaner") == found


def test_a_page_of_broken_tags_takes_no_time():
    assert reserved(answered(body=b"<meta name=" * 100_000), "cleaner") == {}
