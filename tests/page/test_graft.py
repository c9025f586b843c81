"""A piece of HTML becomes a branch of the page's tree."""

from __future__ import annotations

import pytest

from cleaner.page.graft import fragment, graft
from cleaner.page.lines import segment
from tests.making import blocks_of, dump, html


def test_the_blocks_follow_those_of_the_page_and_say_where_they_are_from():
    blocks = blocks_of("<h1>Huts</h1><p>Loading</p>")

    whole = graft(
        blocks, fragment("<ul><li>See <a href='/map'>the map</a></li></ul><p>Two</p>", blocks.page), "data"
    )

    assert whole.texts == ["Huts", "Loading", "See the map", "Two"]
    assert [whole.where(i) for i in range(4)] == ["/html/body/h1", "/html/body/p", "data/ul/li", "data/p"]
    assert whole[2].link_chars == len("the map")


def test_a_place_that_is_an_element_is_named_when_a_path_is_asked_for():
    blocks = blocks_of("<div><p>Huts</p></div>")
    div = blocks.page.tree.nodes.tags.index("div")

    whole = graft(blocks, fragment("<h2>Two</h2>", blocks.page), div)

    assert [whole.where(i) for i in range(2)] == ["/html/body/div/p", "/html/body/div/h2"]


def test_the_tree_is_whole():
    blocks = blocks_of("<h1>Huts</h1>")

    tree = graft(blocks, fragment("<p>Two</p>", blocks.page), "data").page.tree
    assert tree is not None
    nodes = tree.nodes

    assert all(
        nodes.parents[i] < i < nodes.ends[i] <= nodes.ends[nodes.parents[i]] for i in range(1, len(nodes))
    )
    assert nodes.ends[0] == len(nodes)
    assert tree.select("p") == tree.xpath("//p") == []
    assert tree.has("h1")
    assert not tree.has("p")
    assert tree.text(nodes.tags.index("p")) == "Two"
    assert tree.text(nodes.tags.index("h1")) == "Huts"
    assert tree.reshaped(nodes).nodes is nodes


def test_a_text_dump_has_no_tree():
    with pytest.raises(ValueError, match="no tree"):
        graft(segment(dump("Huts")), fragment("<p>Two</p>", html("<p>One</p>")), "data")
