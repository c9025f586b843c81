"""HTML -> blocks: what a reader sees as one piece."""

from __future__ import annotations

import pytest

from cleaner.page import blocks as markup
from tests.making import blocks_of, dump


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>Ten <b>huts</b> in\n the <i>Alps</i></p>", ["Ten huts in the Alps"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>one<br>two<br><br>three</p>", ["one", "two", "three"]),
        ("<h1>A headline<br>over two lines</h1>", ["A headline over two lines"]),
        ("<pre>def f():\n    return 1<br>f()</pre>", ["def f():\n    return 1\nf()"]),
        ("<noscript><p>a post</p></noscript>", ["a post"]),
        ("<ul><li>one<li>two<ul><li>nested</ul></ul>", ["one", "two", "nested"]),
        ("<table><tr><th>Hut</th><td>Beds</td></tr></table>", ["Hut", "Beds"]),
        ("<p>soft\u00adhyphen, a\u200bzero, b&#27;[31mc, d\u202ee</p>", ["softhyphen, azero, b[31mc, de"]),
        ("<select><option>never</select><textarea>typed</textarea><p>x", ["x"]),
        (
            "<h2>Beds<a class=headerlink href='#beds'>¶</a></h2><p>C<a href=/c>#</a> or # alone</p>",
            ["Beds", "C or # alone"],
        ),
        ("<p> \n\t </p><div><span></span></div>", []),
    ],
)
def test_text_is_cut_where_a_reader_sees_a_new_piece(source, texts):
    assert blocks_of(source).texts == texts


_PARAGRAPHS = "<p>Nobody closed what was opened above, and a reader sees every word of this page.</p>" * 9


@pytest.mark.parametrize("tag", ["label", "button", "object", "audio", "video", "canvas"])
def test_a_page_in_a_control_that_nobody_closed_is_read_as_a_page(tag):
    blocks = blocks_of(f"<p>before</p><{tag}>{_PARAGRAPHS}")

    assert len(blocks) == 10
    assert not any(blocks.buttons)


@pytest.mark.parametrize("tag", ["object", "audio", "video", "canvas"])
def test_what_shows_where_a_player_fails_is_no_text(tag):
    source = f"<p>before</p><{tag}><p>You need <a href='/p'>a player</a> to <b>see</b> this.</p></{tag}>"

    assert blocks_of(source).texts == ["before"]


def test_a_line_after_one_break_joins_the_line_before():
    assert blocks_of("<p>one<br>two<br><br>three</p><p>four</p>").joins == [False, True, False, False]


def test_link_characters_are_counted():
    blocks = blocks_of("<p>See <a href='/x'>the hut</a> now</p><p><a name=here>no link</a></p>")

    assert blocks.link_chars == [7, 0]


@pytest.mark.parametrize(
    "attributes",
    ["hidden", "aria-hidden=true", "style='color:red; DISPLAY : none'", "style='visibility:hidden'"],
)
def test_hidden_elements_are_flagged_and_not_dropped(attributes):
    blocks = blocks_of(f"<div {attributes}><p>secret</p></div><p>open</p>")

    assert blocks.texts == ["secret", "open"]
    assert blocks.hidden == [True, False]


def test_hidden_words_inside_a_visible_block_are_not_its_words():
    blocks = blocks_of(
        "<p><span aria-hidden=true>T</span>he hut <i style='display:none'>TRACK</i> burned</p>"
    )

    assert blocks.texts == ["he hut burned"]
    assert blocks.hidden == [False]


def test_a_label_at_its_beginning_makes_no_paragraph_a_control():
    assert blocks_of("<p><label>Note</label> The hut is closed.</p>").buttons == [False]


def test_code_stays_whole_where_each_line_is_an_element():
    blocks = blocks_of("<pre><code><div>def f():</div><div>    return 1</div></code></pre><p>x</p>")

    assert blocks.texts == ["def f():\n    return 1", "x"]
    assert blocks.tags == ["pre", "p"]


def test_text_in_controls_is_kept_with_a_flag():
    blocks = blocks_of("<p>open</p><button>Buy</button>")

    assert blocks.buttons == [False, True]


def test_a_picture_alone_is_a_block_without_text_and_a_tracking_pixel_is_none():
    blocks = blocks_of("<figure><img src=a.jpg alt=Hut></figure><div><img src=t.gif width=1 height=1></div>")

    assert (blocks.texts, blocks.tags) == ([""], ["img"])


def test_every_block_knows_its_place():
    assert [block.where for block in blocks_of("<div><p>a</p><p>b</p></div>")] == [
        "/html/body/div/p[1]",
        "/html/body/div/p[2]",
    ]


def test_a_block_is_a_view_and_a_slice_a_list_of_views():
    blocks = blocks_of("<p>a</p><p>b</p>")

    assert blocks[-1].text == "b"
    assert [block.index for block in blocks[0:2]] == [0, 1]


def test_a_text_dump_is_not_for_this_segmenter():
    with pytest.raises(ValueError, match=r"cleaner\.page\.lines"):
        markup.segment(dump("no tags"))
