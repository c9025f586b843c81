"""The tree's columns, and the ways to find nodes in it."""

from __future__ import annotations

import pytest

from cleaner.errors import CleanerError
from cleaner.page import dom


def test_columns_hold_the_tree_in_document_order():
    nodes = dom.parse("<p>Ten <b>huts</b></p><p>One</p>").nodes

    assert nodes.tags == ["html", "head", "body", "p", "", "b", "", "p", ""]
    assert nodes.parents == [-1, 0, 0, 2, 3, 3, 5, 2, 7]
    assert nodes.ends == [9, 2, 9, 7, 5, 7, 7, 9, 9]
    assert nodes.texts[4] == "Ten "


def test_scripts_and_styles_have_no_text_but_data_has():
    tree = dom.parse(
        "<script>var a = 1</script><style>p {}</style><script type='application/ld+json'>{\"a\": 1}</script>"
    )

    assert "".join(tree.nodes.texts).strip() == '{"a": 1}'


def test_shadow_roots_are_read_and_other_templates_are_not():
    tree = dom.parse(
        "<div><template shadowrootmode=open><p>seen</p></template></div><template><p>unseen</p></template>"
    )

    assert tree.text(0) == "seen"


def test_whether_a_selector_matches_is_told_without_its_elements():
    tree = dom.parse('<p class="a">x</p>')

    assert tree.has("p.a")
    assert not tree.has(".b")
    with pytest.raises(CleanerError, match="bad CSS selector"):
        tree.has("p[")


def test_css_and_xpath_find_the_same_elements():
    tree = dom.parse("<div class=a><p>x</p></div><div><p>y</p></div>")

    assert tree.select("div.a > p") == tree.xpath("//div[@class='a']/p")
    assert tree.xpath("//p/text()") == ["x", "y"]
    assert tree.xpath("count(//p)") == ["2.0"]
    assert tree.xpath("//div/@class") == ["a"]


def test_xpath_survives_names_and_signs_that_xml_forbids():
    tree = dom.parse("<p>a&#27;b</p><x:y q='1' 0z=2 \"=3>odd</x:y><t¾ a¾=1>odd</t¾>")

    assert tree.xpath("string(//p)") == ["ab"]
    assert [tree.nodes.tags[node] for node in tree.xpath("//unknown")] == ["x:y", "t¾"]


@pytest.mark.parametrize("selector", ["p >", "", "div:nonsense(1)", "[["])
def test_a_bad_selector_is_an_error_that_names_it(selector):
    with pytest.raises(CleanerError, match="bad CSS selector"):
        dom.parse("<p>x").select(selector)


def test_a_bad_xpath_is_an_error_that_names_it():
    with pytest.raises(CleanerError, match=r"bad XPath '//p\['"):
        dom.parse("<p>x").xpath("//p[")


def test_a_path_counts_only_among_siblings_of_the_same_tag():
    tree = dom.parse("<div>a</div><p>b</p><div>c</div>")

    assert [tree.path(node) for node in tree.select("div, p")] == [
        "/html/body/div[1]",
        "/html/body/p",
        "/html/body/div[2]",
    ]


def test_a_tree_seen_through_other_columns_leaves_the_first_as_it_was():
    tree = dom.parse("<p>x</p>")
    renamed = [("div" if tag == "p" else tag) for tag in tree.nodes.tags]

    twin = tree.reshaped(
        type(tree.nodes)(
            renamed, *(getattr(tree.nodes, n) for n in ("parents", "ends", "attributes", "texts"))
        )
    )

    assert twin.nodes.tags[3] == "div"
    assert twin.select("p") == twin.xpath("//p") == [3]
    assert tree.nodes.tags[3] == "p"


def test_very_many_options_cost_no_more_than_other_elements():
    tree = dom.parse("<select>" + "<option value=1>Hut</option>" * 50_000 + "</select><p>x</p>")

    assert tree.text(tree.select("p")[0]) == "x"
    assert len(tree.nodes) < 100
