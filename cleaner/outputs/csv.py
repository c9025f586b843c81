"""A table, a row a document, for spreadsheets: lists joined by "; ", objects as JSON.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which says that it is text.

Example: `cleaner clean raw/ -o pages.csv`
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "csv"
SUFFIX = ".csv"
# OWASP, "CSV Injection", with the full-width signs that East Asian versions take for the same.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write_one(document: Document) -> str:
    """A table of one row, below the names of the columns."""
    return "".join(write_many([document]))


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """The names of the columns, which are the schema's, and a row a document; nothing without a document."""
    names: list[str] = []
    for document in documents:
        row = document.to_dict()
        if not names:
            names = list(row)
            yield _line(names)
        yield _line([_cell(value) for value in row.values()])


def _line(cells: list[Any]) -> str:
    line = io.StringIO()
    # All texts quoted: where ";" parts the cells, one inside a text would begin a cell of its own.
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> Any:
    """A value as a cell: a number, or text that no spreadsheet runs.

    >>> _cell("=HYPERLINK(A1)"), _cell(["Mara Quill", "Ivo Brandt"]), _cell(None), _cell(12)
    ("'=HYPERLINK(A1)", 'Mara Quill; Ivo Brandt', '', 12)
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    if isinstance(value, list):
        value = "; ".join(value)
    elif isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if value.startswith(_FORMULA) else value
