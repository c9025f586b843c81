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
