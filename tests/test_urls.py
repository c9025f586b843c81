"""Addresses, harmless and otherwise."""

from __future__ import annotations

import doctest

import pytest

from cleaner import urls


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(urls).failed == 0


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("b.html", "https://example.org/a/b.html"),
        ("//cdn.example.org/x.png", "https://cdn.example.org/x.png"),
        ("http://example.com", "http://example.com"),
        ("two words.png", "https://example.org/a/two%20words.png"),
        ("javascript:alert(1)", None),
        (" java\tscript:alert(1)", None),
        ("data:image/png;base64,AAAA", None),
        ("file:///etc/passwd", None),
        ("https://", "https://example.org/a/"),  # as browsers read it
        ("http://[broken", None),
        ("/" + "a" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_come_back(address, found):
    assert urls.absolute(address, "https://example.org/a/") == found


def test_a_relative_address_without_a_base_is_none():
    assert urls.absolute("b.html") is None


def test_mail_is_let_through_on_request():
    assert urls.absolute("mailto:a@example.org", schemes=("mailto",)) == "mailto:a@example.org"


def test_a_broken_address_has_no_host():
    assert (urls.host("http://[broken"), urls.host(None)) == ("", "")
