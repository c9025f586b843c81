"""Columns that line up, whatever a page put into them."""

from __future__ import annotations

from cleaner.cli.table import Column, fit, lay_out, width_of

COLUMNS = [Column("#", 4, right=True), Column("role", 10), Column("text")]


def plain(rows, width=40):
    return ["".join(text for text, _ in line).rstrip() for line in lay_out(COLUMNS, rows, width)]


def row(*cells):
    return [(cell, "") for cell in cells]


def test_columns_are_as_wide_as_their_cells_and_the_last_takes_the_rest():
    lines = plain([row("1", "body", "Ten huts in the Alps, and how to get there"), row("12", "nav", "Home")])

    assert lines == [
        " #  role  text",
        " 1  body  Ten huts in the Alps, and how…",
        "12  nav   Home",
    ]
    assert all(width_of(line) <= 40 for line in lines)


def test_wide_letters_count_twice():
    lines = plain([row("1", "body", "山" * 40), row("2", "山山", "x")], width=30)

    assert all(width_of(line) <= 30 for line in lines)
    assert lines[2].index("x") + 2 == lines[0].index("text")


def test_a_cell_is_one_line_without_control_characters():
    line = plain([row("1", "body", "a\x1b[31m\nb\t\x9bc\u202ed")])[1]

    assert line == "1  body  a[31m b cd"
    assert "\u202e" not in line


def test_a_megabyte_in_a_cell_is_cut_without_reading_it():
    assert fit("word " * 300_000, 20) == "word word word word…"


def test_a_table_without_rows_is_its_titles():
    assert plain([]) == ["#  role  text"]
