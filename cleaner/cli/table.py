"""Rows of text in aligned columns, as pieces with a style each: for a terminal in colour, for a pipe plain.

Everything that goes in comes out on one line and without a character that a terminal would obey.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Cell", "Column", "Piece", "fit", "lay_out", "width_of"]

Cell = tuple[str, str]  # text and style: "", or what rich understands ("bold", "dim red")
Piece = tuple[str, str]

_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column: as wide as its widest cell, at most `most`; the last one takes what is left."""

    title: str
    most: int = 12
    right: bool = False


def width_of(text: str) -> int:
    """How many cells of a terminal a text takes: two for the wide letters of East Asia, none for accents.

    >>> width_of("山 hut")
    6
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def fit(text: str, width: int) -> str:
    """The text on one line, printable, cut to a width in cells with an ellipsis.

    >>> fit("Ten huts in the Alps", 9)
    'Ten huts…'
    """
    # A block may be a megabyte; a cell never needs more than its own width of it.
    text = printable(text[: 8 * width + 200])
    if width_of(text) <= width:
        return text
    taken, used = [], 0
    for sign in text:
        used += width_of(sign)
        if used > width - 1:
            break
        taken.append(sign)
    return "".join(taken).rstrip() + "…"


def lay_out(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> Iterator[list[Piece]]:
    """A line of titles and a line a row, each as styled pieces, at most `width` cells wide."""
    fixed = columns[:-1]
    widths = [
        min(column.most, max([len(column.title), *(width_of(printable(row[i][0][:200])) for row in rows)]))
        for i, column in enumerate(fixed)
    ]
    widths.append(max(16, width - sum(widths) - _GAP * len(widths)))
    titles = [(column.title, "bold") for column in columns]
    for row in (titles, *rows):
        yield list(_pieces(columns, row, widths))


def _pieces(columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int]) -> Iterator[Piece]:
    for i, (column, (text, style), width) in enumerate(zip(columns, row, widths, strict=True)):
        shown = fit(text, width)
        room = " " * (width - width_of(shown))
        if column.right:
            yield room, ""
        yield shown, style
        if i < len(columns) - 1:
            yield (" " * _GAP if column.right else room + " " * _GAP), ""
