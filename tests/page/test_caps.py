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


@pytest.mark.parametrize("pattern", [" a{}=b", ' a{}="b c"', " a{} = 'b'", " a{}"])
def test_attributes_beyond_any_tags_are_left_out(pattern):
    source = f"<p>before</p><div{''.join(pattern.format(i) for i in range(50_000))}>inside</div><p>after</p>"

    tree = dom.parse(capped(source))

    (div,) = tree.select("div")
    assert len(tree.nodes.attributes[div]) == 999
    assert tree.text(div) == "inside"
    assert [tree.text(node) for node in tree.select("p")] == ["before", "after"]


@pytest.mark.parametrize(
    "source",
    [
        f'<img title="{"x y " * 50_000}" alt="a"><p>after</p>',
        f"<p>{'many words in one paragraph ' * 5000}</p>",
        f"<p>a < b {'and so on ' * 10_000}</p>",
    ],
    ids=["a long value", "a long text", "a sign"],
)
def test_what_is_long_without_being_many_attributes_is_left_alone(source):
    assert capped(source) == source
