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
