"""Pages made ready for reading: unwrap, rename, replace."""

from __future__ import annotations

from cleaner.page import segment
from cleaner.rules import reshape
from tests.making import dump, html
from tests.rules.making import site_of


def test_a_page_that_needs_nothing_is_the_same_page(tmp_path):
    site = site_of(tmp_path, "drop: [.x]")
    for page in (html("<p>x</p>"), dump("x")):
        assert reshape(page, site) is page


def test_nothing_changes_the_page_that_was_given(tmp_path):
    page = html("<div class=line>One</div><div class=line>two</div>")
    site = site_of(tmp_path, "rename: {.line: h2}\nreplace: [{text: One, with: Two}]")

    shaped = reshape(page, site)

    assert segment(page).tags == ["div", "div"]
    assert segment(shaped).tags == ["h2", "h2"]
    assert segment(shaped).texts == ["Two", "two"]


def test_data_in_scripts_is_not_rewritten(tmp_path):
    page = html('<script type="application/ld+json">{"name": "One"}</script><p>One</p>')
    site = site_of(tmp_path, "replace: [{text: One, with: Two}]")

    tree = reshape(page, site).tree

    assert tree is not None
    assert [text for text in tree.nodes.texts if text] == ['{"name": "One"}', "Two"]


def test_selectors_find_elements_by_the_tags_of_the_page_itself(tmp_path):
    site = site_of(tmp_path, "rename: {.line: h2}")
    shaped = reshape(html("<div class=line>One</div>"), site)

    assert shaped.tree is not None
    assert shaped.tree.select("div.line")
