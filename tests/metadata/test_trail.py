"""The breadcrumb trail."""

from __future__ import annotations

import pytest

from tests.metadata.making import html_page, jsonld, metadata_of, scene_of

DECLARED = jsonld(
    {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home"},
            {"@type": "ListItem", "position": 2, "item": {"@id": "/hiking", "name": "Hiking &amp; Huts"}},
        ],
    }
)
SHOWN = (
    '<p class="c-breadcrumbs"><a href="/">Home</a> / <a href="/h">Hiking</a> / <a href="/h/a">Alps</a></p>'
)


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        (DECLARED, ["Hiking & Huts"]),
        (SHOWN, ["Hiking", "Alps"]),
        (DECLARED + SHOWN, ["Hiking & Huts"]),
        ('<div class="crumbs">Ten huts</div>', []),
        (jsonld({"@type": "BreadcrumbList", "itemListElement": "odd"}), []),
        ("<p>Ten huts</p>", []),
    ],
)
def test_the_trail_leads_from_the_home_page_down(body: str, sections: list[str]):
    assert scene_of(html_page(body=body)).sections == sections


def test_sections_are_no_part_of_the_title():
    head = "<title>Ten huts above the lake / Alps / The Example Boards</title>"

    assert metadata_of(html_page(head, SHOWN)).title == "Ten huts above the lake"


@pytest.mark.parametrize(
    ("trail", "section"),
    [
        ('<a href="/">Home</a><a href="/h">Hiking</a><a href="/h/a">Alps</a>', "Alps"),
        ('<a href="/h">Hiking</a><a href="/x">Ten huts above the lake</a>', "Hiking"),
        ('<a href="/h">Hiking</a><a href="/x">Ten huts at the lake</a>', "Hiking"),
        ('<a href="/">The Example</a><a href="/u">Uncategorized</a>', None),
    ],
)
def test_the_last_step_before_the_page_is_its_section(trail: str, section: str | None):
    head = '<meta property="og:site_name" content="The Example">'
    page = html_page(head, f'<nav class="breadcrumb">{trail}</nav><h1>Ten huts above the lake</h1>')

    assert metadata_of(page).section == section


def test_a_declared_section_stands_above_the_trail():
    head = '<meta property="article:section" content="Outdoors">'

    assert metadata_of(html_page(head, SHOWN)).section == "Outdoors"
