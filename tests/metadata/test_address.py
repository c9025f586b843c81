"""The day and the headline in an address."""

from __future__ import annotations

import pytest

from cleaner.metadata import address


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/03/01/a-story", "2024-03-01"),
        ("https://example.org/news/2024-03-01-a-story.html", "2024-03-01"),
        ("https://example.org/a-story-20240301.html", "2024-03-01"),
        ("https://example.org/alps/2024/mar/01/a-story", "2024-03-01"),
        ("https://example.org/2024/october/03/a-story", "2024-10-03"),
        ("https://example.org/news/29-10-2024", "2024-10-29"),
        ("https://example.org/news/09-10-2024", None),  # or the tenth of September
        ("https://example.org/2024/huts/12/", None),
        ("https://example.org/2024/03/", None),
        ("https://example.org/2024/13/45/x", None),
        ("https://example.org/2024/02/31/x", None),
        ("https://example.org/product-20249999", None),
        ("https://example.org/?day=2024/03/01/", None),
        (None, None),
    ],
)
def test_a_day_in_the_address(url: str | None, day: str | None):
    assert address.day(url) == day


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://example.org/alps/ten-huts_above.html?from=home#top", "ten huts above"),
        ("https://example.org/2024/ten-huts/1234/", "ten huts"),
        ("https://example.org/ten%20huts", "ten huts"),
        ("https://example.org/huts", ""),
        ("https://example.org/", ""),
        (None, ""),
    ],
)
def test_the_words_of_an_address(url: str | None, said: str):
    assert address.words(url) == said


def test_a_front_page_has_nothing_below_its_host():
    assert address.is_front_page("https://example.org/")
    assert not address.is_front_page("https://example.org/?p=12")
    assert not address.is_front_page(None)
