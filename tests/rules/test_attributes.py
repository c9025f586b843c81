"""What the attributes of a page rule out."""

from __future__ import annotations

import pytest

from cleaner.rules.attributes import Attributes
from cleaner.rules.selection import selector
from tests.making import html

PAGE = '<body class="Single post"><a id="Top" href="https://cdn.example.org/a.js">x</a><p data-x="One Two">y'


@pytest.mark.parametrize(
    ("css", "may"),
    [
        (".single", True),
        ("#top", True),
        (".single.page", False),
        ('a[href*="cdn.example.org"]', True),
        ("a[href*='CDN.example.org' i]", True),
        ("a[href^=https]", True),
        ('a[href*="cdn.example.com"]', False),
        ('p[data-x="One Two"].post', True),
        ('p[data-x="three"]', False),
        ("[href*=one]", False),
        ("[data-x]", True),
        ("[data-y]", False),
        # What has alternatives rules nothing out.
        (".nowhere, p", True),
        ('p:not([data-x="three"])', True),
        ("p:not(.nowhere)", True),
    ],
)
def test_a_selector_may_match_where_all_that_it_needs_is_on_the_page(css, may):
    page = html(PAGE)

    assert Attributes.of(page.tree).may_match(selector(css)) is may
    assert may or page.tree.select(css) == []


def test_a_dump_has_no_attributes():
    assert not Attributes.of(None).may_match(selector(".box"))
    assert Attributes.of(None).may_match(selector("p"))
