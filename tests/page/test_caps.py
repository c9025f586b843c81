"""What is taken from a page before it is parsed."""

from __future__ import annotations

import pytest

from cleaner.page import dom
from cleaner.page.caps import capped


@pytest.mark.parametrize("tag", ["div", "span", "b"])
def test_nesting_is_flattened_where_browsers_flatten_it(tag):
    source = f"<{tag}>" * 5000 + "<p>deep</p>" + f"</{tag}>" * 5000 + "<p>after</p>"

    tree = dom.parse(capped(source))

    assert max(tree.path(node).count("/") for node in tree.select(tag)) <= 600
    assert [tree.text(node) for node in tree.select("p")] == ["deep", "after"]


def test_many_elements_side_by_side_are_left_alone():
    source = "<div>x</div>" * 5000

    assert capped(source) == source


def test_a_closing_tag_too_many_does_no_harm():
    source = "</div>" * 3000 + "<div>x</div>" * 3000

    assert capped(source) == source


def test_an_ordinary_page_is_left_alone():
    source = "<select><option>1<option>2</select><div><p>x</div>"

    assert capped(source) == source


def test_markup_in_a_script_is_no_nesting():
    source = '<script>x = "' + "<div>a<\\/div>" * 3000 + '"</script>' + "<div><p>x</p></div>" * 2000

    assert capped(source) == source


@pytest.mark.parametrize("tag", ["DIV", "section", "ul"])
def test_nesting_is_found_by_other_names_and_in_capitals(tag):
    tree = dom.parse(capped(f"<{tag}>" * 6000 + "<p>deep</p>"))

    assert max(tree.path(node).count("/") for node in tree.select("p")) <= 600
