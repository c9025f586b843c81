"""What notices say, told from sentences that only sound alike."""

from __future__ import annotations

import pytest

from cleaner.features.notice import says, titled


@pytest.mark.parametrize(
    "text",
    [
        "404",
        "Error 404",
        "HTTP 500",
        "Oops! Page not found",
        "Page not found - Farrow Post",
        "Seite nicht gefunden | Farrow Post",
    ],
)
def test_titles_of_errors(text):
    assert titled(text) == "error-page"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "...",
        "»",
        "Huts",
        "Farrow | Page not found",
        "Lost and found",
        "Room 404",
        "Page not found " * 20,
    ],
)
def test_other_titles(text):
    assert titled(text) == ""


def test_sentences_say_it_in_passing():
    assert says("It seems that JavaScript is disabled in your browser.") == "error-page"
    assert says("By clicking you give your consent.") == "consent-wall"
    assert says("The hut is closed.") == ""
    assert says("The hut is closed. " * 100 + "JavaScript is disabled.") == ""
