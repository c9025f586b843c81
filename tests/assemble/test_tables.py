from __future__ import annotations

from textwrap import dedent

import pytest

from tests.assemble.building import document_of, markdown_of


def plain(text: str) -> str:
    return dedent(text).strip("\n")


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


@pytest.mark.parametrize(
    "head",
    [
        "<tr><th></th><th>S</th><th>W</th></tr>",
        "<tr><td> </td><th>S</th><th>W</th></tr>",
        "<thead><tr><td></td><td>S</td><td>W</td></tr></thead>",
    ],
)
def test_the_names_of_the_columns_are_the_head(head):
    html = (
        f"<table>{head}<tr><th>Upper</th><td>1</td><td></td></tr><tr><th>Lower</th><td></td><td>2</td></tr>"
    )

    assert markdown_of(html) == "|  | S | W |\n| --- | --- | --- |\n| Upper | 1 |\n| Lower |  | 2 |"


def test_a_table_without_a_head_has_an_empty_one():
    assert markdown_of("<table><tr><td>a<td>b<tr><td>c<td>d</table>").startswith(
        "|  |  |\n| --- | --- |\n| a | b |"
    )


def test_a_bold_first_row_is_the_head_where_the_next_is_not_bold():
    head = "<tr><td><p><b>Hut</b></p><td><strong>Beds</strong>"
    table = f"<table>{head}<tr><td><b>Upper</b><td>12<tr><td><b>Lower</b><td>20</table>"

    assert markdown_of(table) == "| Hut | Beds |\n| --- | --- |\n| **Upper** | 12 |\n| **Lower** | 20 |"


def test_a_table_that_is_bold_throughout_has_an_empty_head():
    table = "<table><tr><td><b>Upper</b><td><b>12</b><tr><td><b>Lower</b><td><b>20</b></table>"

    assert markdown_of(table).startswith("|  |  |\n| --- | --- |\n| **Upper** |")


def test_columns_stay_columns_in_the_text():
    html = "<table><tr><td><th>S<th>W<tr><th>Upper<td><td>1<tr><td><td>2<td></table>"

    assert document_of(html).text == "\tS\tW\nUpper\t\t1\n\t2"


def test_spans_leave_empty_cells():
    html = (
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f"
        "<tr><td colspan=x>g<td colspan=99999>h<td>i<td>j</table>"
    )

    document = document_of(html)

    assert document.markdown == plain(
        """
        |  |  |  |  |
        | --- | --- | --- | --- |
        | a | b |  | c |
        |  | d | e | f |
        | g | h | i | j |
        """
    )
    assert document.text == "a\tb\t\tc\n\td\te\tf\ng\th\ti\tj"


def test_a_cell_of_several_blocks_has_breaks_between_them():
    html = (
        "<table><tr><th>Hut<th>Season<tr><td><p>Upper<p>2,400 m<td><ul><li>May<li>June<ul><li>late</ul></ul>"
        "<tr><td>Quay Road<br>Harbour<td><h4>None</h4><pre>a|b\n\nc</pre></table>"
    )

    document = document_of(html)

    assert document.markdown == plain(
        """
        | Hut | Season |
        | --- | --- |
        | Upper<br>2,400 m | - May<br>- June<br>- late |
        | Quay Road<br>Harbour | None<br>`a\\|b`<br>`c` |
        """
    )
    assert document.text.split("\n")[1] == "Upper 2,400 m\tMay June late"


def test_an_infobox_is_a_table():
    html = (
        "<table><tr><th colspan=2>Upper Hut<tr><td colspan=2><img src='/u.png' alt='hut'>"
        "<tr><th>Beds<td>12</table>"
    )

    assert markdown_of(html) == plain(
        """
        | Upper Hut |  |
        | --- | --- |
        | ![hut](https://example.org/u.png) |
        | Beds | 12 |
        """
    )


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table><tr><td>one</td><td>two</td></tr></table>",
        "<table><tr><td><p>one<p>two</td><td></td></tr></table>",
        "<table role=presentation><tr><td>one<td>two<tr><td>three<td>four</table>",
        "<table><tr><td><h2>one</h2><td>two<tr><td>three<td>four</table>",
        "<table><tr><td><ul><li>one</ul><td>two<tr><td>three<td>four</table>",
        "<table><tr><td><pre>one</pre><td>two<tr><td>three<td>four</table>",
        "<table><tr><th><blockquote>one</blockquote><th>two<tr><td>three<td>four</table>",
        f"<table><tr><th>one<th>two<tr><td>Mara<td>{'A post of the forum. ' * 90}</table>",
        f"<table><tr><td>one<td>two<tr><td><p>Menu<td><p>An article.<p>{'It goes on. ' * 20}</table>",
    ],
)  # fmt: skip
def test_a_layout_table_is_paragraphs(table):
    assert document_of(table).text.startswith("one\n\ntwo")


def test_the_table_around_a_table_is_a_layout():
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"

    document = document_of(f"<table><tr><td>menu<td>{inner}<tr><td>foot<td>end</table>")

    assert document.text == "menu\n\na\tb\nc\td\n\nfoot\n\nend"


def test_a_dropped_cell_leaves_its_place():
    document = document_of("<table><tr><td>a<td>b<tr><td>Share<td>d</table>", drop={"Share": "share"})

    assert document.text == "a\tb\n\td"


def test_a_column_that_was_dropped_is_no_column():
    html = "<table><tr><td>a<td>Share<td>b<tr><td>c<td>Share<td>d</table>"

    document = document_of(html, drop={"Share": "share"})

    assert "| a | b |\n| c | d |" in document.markdown
    assert document.text == "a\tb\nc\td"


def test_a_table_of_pictures_that_lead_nowhere_is_nothing():
    html = "<table><tr><td><img src='data:,'><td><img src='data:,'><tr><td><img src='data:,'></table>"

    assert markdown_of(html) == ""


def test_a_paragraph_between_two_rows_of_a_table_is_not_lost():
    html = "<table><tr><td>a<td>b<tr><td>c<td>d</table><p>between<table><tr><td>e<td>f<tr><td>g<td>h</table>"

    assert document_of(html).text == "a\tb\nc\td\n\nbetween\n\ne\tf\ng\th"
