"""Whether the tail of `<title>` is the site's name."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, html_page, metadata_of

_HEADLINE = "Ten huts in the Alps"


def _site_name(page_title: str, *, head: str = "", body: str = "", url: str | None = None) -> str | None:
    head = f"<title>{page_title}</title>{head}"
    return metadata_of(html_page(head, f"<h1>{_HEADLINE}</h1>{body}<p>{LONG}</p>", url=url)).site_name


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/"><b>Bergfreund</b></a>', '<a href="https://huts.example">Bergfreund</a>',
        '<div class="breadcrumb"><a href="/">Bergfreund</a> &gt; <a href="/h">Hiking</a> &gt; Text</div>',
        "<footer>© 2024 Bergfreund Verlag</footer>", "<footer>Copyright Bergfreund</footer>",
    ],
)  # fmt: skip
def test_a_name_that_the_page_bears_out(body: str):
    assert _site_name(f"{_HEADLINE} - Bergfreund", body=body) == "Bergfreund"


def test_a_name_that_the_address_bears_out():
    assert _site_name(f"{_HEADLINE} - Bergfreund", url="https://www.bergfreund.example/a") == "Bergfreund"


def test_capitals_are_enough_where_nothing_speaks_against_a_name():
    assert _site_name(f"{_HEADLINE} - Friend of the Alps") == "Friend of the Alps"


def test_a_sign_that_no_headline_uses_is_enough_where_nothing_speaks_against_it():
    assert _site_name(f"{_HEADLINE} | Bergfreund") == "Bergfreund"


@pytest.mark.parametrize(
    ("page_title", "body"),
    [
        (f"{_HEADLINE} - a mountain story", ""),
        (f"{_HEADLINE} - What they cost", ""),
        (f"{_HEADLINE} | Hiking", '<nav><a href="/hiking">Hiking</a></nav>'),
        (
            f"{_HEADLINE} - Hiking",
            '<nav class="breadcrumb"><a href="/">Home</a><a href="/h">Hiking</a></nav>',
        ),
        (f"{_HEADLINE} | Ann Roe", "<p>By Ann Roe</p>"),
    ],
)
def test_a_section_an_author_and_the_rest_of_the_headline_are_no_site(page_title: str, body: str):
    assert _site_name(page_title, body=body) is None


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("Bergfreund", "Bergfreund"), (_HEADLINE, None), (f"{_HEADLINE} | Bergfreund", "Bergfreund"),
        ("https://huts.example", None),
    ],
)  # fmt: skip
def test_a_headline_and_an_address_are_no_site_where_they_are_declared_for_one(
    declared: str, name: str | None
):
    head = f'<meta property="og:site_name" content="{declared}">'

    assert _site_name(_HEADLINE, head=head) == name
