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


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre class="language-python">x</pre>', "python"),
        ('<pre><code class="hljs lang-c++">x</code></pre>', "c++"),
        ('<div class="highlight-source-js"><pre>x</pre></div>', "js"),
        ('<div class="highlight-sh"><div><pre>x</pre></div></div>', "sh"),
        ('<pre class="brush: ruby; gutter: false">x</pre>', "ruby"),
        ('<pre class="language-`x">x</pre>', ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_code_is_fenced_with_its_language(html, language):
    assert markdown_of(html) == f"```{language}\nx\n```"


def test_the_fence_is_longer_than_what_it_holds():
    assert markdown_of("<pre>```\n`````\n</pre>") == "``````\n```\n`````\n``````"


def test_a_data_table_is_a_pipe_table():
    html = (
        "<table><caption>Huts</caption><tr><th>Hut<th>Beds<tr><td><a href='/u'>Up|per</a><td>12"
        "<tr><td>Lower<td><b>20</b></table>"
    )

    assert markdown_of(html) == plain(
        """
        Huts

        | Hut | Beds |
        | --- | --- |
        | [Up\\|per](https://example.org/u) | 12 |
        | Lower | **20** |
        """
    )


def test_spans_leave_empty_cells():
    html = (
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f"
        "<tr><td colspan=x>g<td colspan=99999>h<td>i<td>j</table>"
    )

    assert markdown_of(html) == plain(
        """
        |  |  |  |  |
        | --- | --- | --- | --- |
        | a | b |  | c |
        |  | d | e | f |
        | g | h | i | j |
        """
    )


def test_a_column_that_was_dropped_is_no_column():
    html = "<table><tr><td>a<td>Share<td>b<tr><td>c<td>Share<td>d</table>"

    assert "| a | b |\n| c | d |" in markdown_of(html, drop={"Share": "share"})


def test_a_table_of_pictures_that_lead_nowhere_is_nothing():
    html = "<table><tr><td><img src='data:,'><td><img src='data:,'><tr><td><img src='data:,'></table>"

    assert markdown_of(html) == ""


def test_rules_between_paragraphs_leave_no_trace():
    assert markdown_of("<p>a<hr><p>b") == "a\n\nb"


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
