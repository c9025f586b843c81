from __future__ import annotations

from tests.assemble.building import document_of


def test_blocks_are_separated_by_a_blank_line_and_broken_lines_are_not():
    document = document_of("<p>12 Quay Road<br>Harbour Town</p><p>one<br><br>two</p>")

    assert document.text == "12 Quay Road\nHarbour Town\n\none\n\ntwo"


def test_a_line_does_not_join_what_stood_before_a_dropped_line():
    document = document_of("<p>one<br>Share<br>two</p>", drop={"Share": "share"})

    assert document.text == "one\n\ntwo"


def test_a_picture_between_two_lines_adds_nothing():
    document = document_of("<p>one<br><img src='/a.png'><br>two</p><img src='/b.png'>")

    assert document.text == "one\ntwo"


def test_a_data_table_is_a_row_a_line_with_tabs():
    table = "<table><tr><th>Hut<th>Beds<tr><td>Upper<td><p>12</p><tr><td>Lower<td>20<br>or more</table>"

    document = document_of(f"<p>Before{table}<p>After")

    assert document.text == "Before\n\nHut\tBeds\nUpper\t12\nLower\t20 or more\n\nAfter"


def test_a_layout_table_is_paragraphs():
    for table in (
        "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table><tr><td><p>one<p>two</td><td></td></tr></table>",
        "<table><tr><td>one</td><td>two</td></tr></table>",
        "<table role=presentation><tr><td>one<td>two<tr><td>three<td>four</table>",
        "<table><tr><td><h2>one</h2><td>two<tr><td>three<td>four</table>",
        "<table><tr><td><ul><li>one</ul><td>two<tr><td>three<td>four</table>",
    ):
        assert document_of(table).text.startswith("one\n\ntwo")


def test_the_table_around_a_table_is_a_layout():
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"

    document = document_of(f"<table><tr><td>menu<td>{inner}<tr><td>foot<td>end</table>")

    assert document.text == "menu\n\na\tb\nc\td\n\nfoot\n\nend"


def test_a_dropped_cell_leaves_its_row():
    document = document_of("<table><tr><td>a<td>b<tr><td>Share<td>d</table>", drop={"Share": "share"})

    assert document.text == "a\tb\nd"
