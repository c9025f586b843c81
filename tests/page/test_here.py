"""Which links lead to a place on the page itself."""

from __future__ import annotations

import pytest

from cleaner.page.here import Here
from tests.making import dump, html

URL = "https://example.org/story/fog.html"
CANONICAL = f"<link rel=Canonical href={URL}>"
SHARED = f"<meta property=og:url content={URL}>"


@pytest.mark.parametrize(
    "href",
    [
        "#n 1",
        "#n%201",
        "fog.html#n%201",
        "./fog.html#n%201",
        "/story/fog.html#n%201",
        f"{URL}#n%201",
        "//example.org/story/fog.html#n%201",
        "http://www.EXAMPLE.org/story/fog.html/#n%201",
    ],
)
@pytest.mark.parametrize(
    ("head", "url"), [("", URL), (CANONICAL, None), (SHARED, None), (CANONICAL, "file:///f")]
)
def test_a_place_on_the_page_is_one_however_it_is_written(head, url, href):
    assert Here(html(f"{head}<p>Fog.", url=url)).fragment(href) == "n 1"


@pytest.mark.parametrize(
    "href",
    [
        *(None, "", "#", "fog.html", "ice.html#n", "/#n", "fog.html?page=2#n"),
        *("https://example.com/story/fog.html#n", "http://[#n", "javascript:x#n"),
    ],
)
def test_other_links_lead_elsewhere(href):
    assert Here(html("<p>Fog.", url=URL)).fragment(href) == ""


def test_on_a_page_of_no_address_only_places_without_one_are_here():
    assert [Here(dump("Fog.")).fragment(href) for href in ("#n", "fog.html#n")] == ["n", ""]
