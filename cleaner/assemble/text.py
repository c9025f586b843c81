"""The kept blocks -> the clean text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.assemble.tables import TableRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.assemble.pieces import Kept

__all__ = ["plain_text"]


def plain_text(units: Iterable[Kept | TableRun]) -> str:
    """Blocks separated by a blank line, lines of one by a newline; of a table a row a line, cells by tabs."""
    parts: list[str] = []
    apart = True  # a picture between two lines of a paragraph leaves them together, any other parts them
    for unit in units:
        if isinstance(unit, TableRun):
            text, joined = _rows(unit), False
        else:
            text, joined = unit.text, unit.joined
        apart = apart or not joined
        if not text:
            continue
        if parts:
            parts.append("\n\n" if apart else "\n")
        parts.append(text)
        apart = False
    return "".join(parts)


def _rows(table: TableRun) -> str:
    rows = [
        "\t".join([" ".join([block.text for block in cell if block.text]) for cell in row]).strip("\t")
        for row in table.rows
    ]
    return "\n".join([row for row in rows if row])
