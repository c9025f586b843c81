from __future__ import annotations

from textwrap import dedent

import pytest

from cleaner.assemble import assemble
from cleaner.page import segment
from cleaner.types import Metadata
from tests.assemble.building import document_of, dump_of, markdown_of, page_of, verdicts_of


def plain(text: str) -> str:
    return dedent(text).strip("\n")


def test_headings_keep_their_levels():
    assert markdown_of("<h1>One</h1><h2><p>Two</h2><h6><b>Six</b></h6>") == "# One\n\n## Two\n\n###### Six"


@pytest.mark.parametrize(
    ("text", "line"),
    [("C #", "C \\#"), ("C ##", "C \\##"), ("C#", "C#"), ("1. One", "1. One"), ("One {#id}", "One \\{#id}")],
)
def test_a_heading_says_what_the_page_says(text, line):
    assert markdown_of(f"<h2>{text}</h2>") == f"## {line}"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>one<hr><p>two<div><hr></div><hr><h2>three</h2>", "one\n\n* * *\n\ntwo\n\n* * *\n\n## three"),
        ("<hr><p>one<hr><p>ad<hr><p>two<hr>", "one\n\ntwo"),
        ("<ul><li><p>one<hr><p>two</ul><hr><p>three", "- one\n\n  * * *\n\n  two\n\n* * *\n\nthree"),
        ("<blockquote><p>one<hr><p>two</blockquote>", "> one\n>\n> * * *\n>\n> two"),
        ("<p>one<hr><table><tr><td>a<td>b<tr><td>c<td>d</table><hr><p>two",
         "one\n\n* * *\n\n|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n\n* * *\n\ntwo"),
    ],
)  # fmt: skip
def test_a_line_between_two_kept_blocks_is_a_break(html, markdown):
    document = document_of(html, drop={"ad": "ad"})

    assert document.markdown == markdown
    assert "*" not in document.text


def test_a_line_above_notes_is_none():
    html = "<p>one<a href='#n1' id=r1>1</a><hr><ol><li id=n1>note <a href='#r1'>↩</a></ol>"

    assert markdown_of(html) == "one[^1]\n\n[^1]: note"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<div role=heading aria-level=3>one</div>", "### one"),
        ("<div role=heading>one</div><p role=heading aria-level=9>two", "## one\n\n## two"),
        ("<div role=list><div role=listitem>one</div><div role=listitem>two</div></div>", "- one\n- two"),
        ("<h4 role=presentation>one</h4><div role=main>two</div>", "#### one\n\ntwo"),
    ],
)
def test_a_role_says_what_an_element_is_that_says_nothing(html, markdown):
    assert markdown_of(html) == markdown


def test_lists_nest_and_stay_tight_where_their_items_are_lines():
    html = "<ul><li>one<ul><li>in one</ul><li>two</ul><ol><li>first<ol><li>in first</ol><li>second</ol>"

    assert markdown_of(html) == plain(
        """
        - one
          - in one
        - two

        1. first
           1. in first
        2. second
        """
    )


def test_numbers_follow_start_and_value():
    assert markdown_of("<ol start=9><li>a<li>b<li value=20>c</ol>") == "9. a\n10. b\n20. c"
    assert markdown_of("<ol start=-3><li>a</ol>") == "1. a"
    assert markdown_of("<ol start=9999999999><li>a</ol>") == "1. a"
    assert markdown_of("<ol><div><li>a</div></ol>") == "- a"


def test_a_numbered_list_that_does_not_begin_with_one_stands_apart():
    assert markdown_of("<ul><li>a<ol start=3><li>b</ol></ul>") == "- a\n\n  3. b"


def test_a_list_right_after_a_list_takes_another_sign():
    assert markdown_of("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>") == "- a\n\n* b\n\n- c"
    assert markdown_of("<ol><li>a</ol><ol><li>b</ol>") == "1. a\n\n1) b"


def test_an_item_of_several_blocks_indents_them():
    html = "<ul><li><p>one<p>more<pre>x\n\n y</pre><li><h3>Two</h3></ul><p>after"

    assert markdown_of(html) == plain(
        """
        - one

          more

          ```
          x

           y
          ```
        - ### Two

        after
        """
    )


def test_quotes_nest_and_neighbours_stay_two():
    html = (
        "<blockquote><p>a<p>b<blockquote>c</blockquote></blockquote><blockquote>d<ul><li>e</ul></blockquote>"
    )

    assert markdown_of(html) == plain(
        """
        > a
        >
        > b
        >
        > > c

        > d
        >
        > - e
        """
    )


def test_definitions_stand_below_their_terms():
    html = "<dl><dt>Fog<dd>Low cloud.<dd>Worry.<p>Or not.<dt>Ice<dd><pre>0</pre></dl>"

    assert markdown_of(html) == plain(
        """
        Fog
        : Low cloud.
        : Worry.

          Or not.

        Ice

        ```
        0
        ```
        """
    )


def test_a_definition_without_a_term_is_a_paragraph():
    assert markdown_of("<dl><dd>a<dd>b<dl><dt>c<dd>d</dl></dl>") == "a\n\nb\n\nc\n\nd"


def test_a_break_is_a_hard_break():
    assert markdown_of("<ul><li>Quay Road<br>Harbour</ul>") == "- Quay Road  \n  Harbour"


def test_a_dump_has_the_structure_that_its_tags_tell():
    dump = "# Huts\n\n- one *star*\n- two\n\n> Said she.\n> And more.\n\n1. no list"

    assert document_of(dump_of(dump)).markdown == plain(
        """
        # Huts

        - one \\*star\\*
        - two

        > Said she.{two_spaces}
        > And more.

        1\\. no list
        """
    ).replace("{two_spaces}", "  ")


def test_a_list_deeper_than_anyone_reads_stops_indenting():
    markdown = markdown_of("<ul><li>x" * 3000)

    assert markdown.count("x") == 3000
    assert max(map(len, markdown.split("\n"))) < 30


def test_a_segmenter_that_sees_another_text_than_its_pieces_is_believed():
    blocks = segment(page_of("<p>one <b>two</b>"))
    blocks.texts[0] = "one, two"

    assert assemble(blocks, verdicts_of(blocks), Metadata()).markdown == "one, two"


def test_a_list_in_a_list_belongs_to_the_item_before_it():
    assert markdown_of("<ul><li>a</li><ul><li>in a</li></ul><li>b</li></ul>") == "- a\n  - in a\n- b"
    assert markdown_of("<ul><ul><li>a</li></ul><li>b</li></ul>") == "- a\n\n* b"


def test_a_reversed_list_counts_down():
    assert markdown_of("<ol reversed><li>a<li>b</ol>") == "2. a\n1. b"
    assert markdown_of("<ol reversed start=1><li>a<li>b<li>c</ol>") == "1. a\n0. b\n0. c"


def test_tasks_are_open_or_done():
    html = (
        "<ul><li><input type=checkbox checked> Pack<li><p><label><input type=checkbox>Go</label></p>"
        "<p>With a map.</p><li>Sleep</ul><input type=checkbox>"
    )

    assert markdown_of(html) == "- [x] Pack\n- [ ] Go\n\n  With a map.\n- Sleep"
