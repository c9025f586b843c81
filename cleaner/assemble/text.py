"""The kept blocks -> the clean text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.assemble.tables import TableRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleaner.assemble.pieces import Kept

__all__ = ["plain_text"]


def plain_text(units: Iterable[Kept | TableRun], firsts: Mapping[int, str]) -> str:
    """Blocks separated by a blank line, lines of one by a newline; of a table a row a line, cells by tabs.

    `firsts` has the label of each note, which its first block begins with.
    """
    parts: list[str] = []
    apart = True  # a picture between two lines of a paragraph leaves them together, any other parts them
    for unit in units:
        if isinstance(unit, TableRun):
            text, joined = _rows(unit), False
        else:
            text, joined = unit.text, unit.joined
            if unit.at in firsts:
                text = f"[{firsts[unit.at]}] {text}".rstrip()
        apart = apart or not joined
        if not text:
            continue
        if parts:
            parts.append("\n\n" if apart else "\n")
        parts.append(text)
        apart = False
    return "".join(parts)


def _rows(table: TableRun) -> str:
    """A row a line; a tab for a cell of which nothing is left, so that columns stay columns."""
    rows = [
        {column: text for column, cell in row.items() if (text := " ".join([b.text for b in cell if b.text]))}
        for row in table.rows
    ]
    used = sorted(set().union(*rows))
    return "\n".join(["\t".join([row.get(c, "") for c in used]).rstrip("\t") for row in rows if row])
