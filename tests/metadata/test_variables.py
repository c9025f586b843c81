"""The day of publication in the variables of a page's scripts."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, html_page, metadata_of

BODY = f"<h1>Ten huts in the Alps</h1><p>Yesterday</p><p>{LONG}</p>"


@pytest.mark.parametrize(
    ("script", "published"),
    [
        ('{"title": "Ten huts", "pubtime": "2024-03-01 10:20:05"}', "2024-03-01T10:20:05"),
        ("var publish_time = '2024-03-01';", "2024-03-01"),
        ('{"publishDate": "2024-03-01T05:51:23Z"}, {"publishDate": "2024-03-01"}', "2024-03-01"),
        ('{"publishDate": "2024-03-01"}, {"publishDate": "2024-03-02"}', None),
        ('{"published_at": "2024-03-01"}', None),
        ('{"publishDate": "soon, in 2024"} pubtime', None),
        ("", None),
    ],
)
def test_the_only_day_that_scripts_call_that_of_publication(script: str, published: str | None):
    page = html_page("<title>Ten huts in the Alps</title>", f"{BODY}<script>{script}</script>")

    assert metadata_of(page).published == published


def test_a_day_that_the_page_shows_is_asked_no_further():
    body = f'{BODY}<p>1 March 2024</p><script>{{"pubtime": "2024-02-02"}}</script>'

    assert metadata_of(html_page("<title>Ten huts in the Alps</title>", body)).published == "2024-03-01"


def test_a_product_has_no_day_of_publication():
    head = '<meta property="og:type" content="product"><script>{"pubtime": "2024-02-02"}</script>'

    assert metadata_of(html_page(head, "<h1>A kettle</h1>")).published is None


def test_of_a_million_variables_a_few_are_read():
    script = "pubtime='2024 or later';" * 100 + "pubtime='2024-03-01';"
    page = html_page("<title>Ten huts in the Alps</title>", f"{BODY}<script>{script}</script>")

    assert metadata_of(page).published is None
