"""Tables that hold data, told from tables that hold a layout; and the grid of a data table.

A data table has two columns or more, and its cells hold a line each. Everything else (one cell around the
whole page, articles in cells, tables in tables) is a layout: its blocks are paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.assemble.pieces import PREFORMATTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.assemble.pieces import Kept
    from cleaner.assemble.places import Place, Places
    from cleaner.types import Blocks, Nodes

__all__ = ["Grid", "TableRun", "grid", "units"]

# Columns that spans may reach: a page may ask for 1,000 of them in each of 5,000 rows.
_WIDEST_SPAN = 100
_NO_DATA = frozenset({"presentation", "none"})


class TableRun(NamedTuple):
    """Kept blocks of one data table, one after the other: rows of cells of blocks."""

    table: int
    place: Place
    rows: list[list[list[Kept]]]


class Grid(NamedTuple):
    """Where the cells of a table stand."""

    columns: dict[int, int]  # cell -> column
    headers: frozenset[int]  # rows that are nothing but heads


def units(blocks: Blocks, kept: Sequence[Kept], places: Places) -> Iterator[Kept | TableRun]:
    """The kept blocks in order, those of a data table together."""
    if blocks.page.tree is None or "table" not in blocks.page.tree.nodes.tags:
        yield from kept
        return
    data = _data_tables(blocks, kept, places)
    run: TableRun | None = None
    row = cell = -1
    for block in kept:
        place = places.of_block(block.index)
        if place.table not in data or place.cell < 0:
            if run:
                yield run
            run = None
            yield block
            continue
        if run is None or run.table != place.table:
            if run:
                yield run
            run, row, cell = TableRun(place.table, place, []), -1, -1
        if place.row != row:
            run.rows.append([])
        if place.cell != cell:
            run.rows[-1].append([])
        row, cell = place.row, place.cell
        run.rows[-1][-1].append(block)
    if run:
        yield run


def _data_tables(blocks: Blocks, kept: Sequence[Kept], places: Places) -> set[int]:
    assert blocks.page.tree is not None  # noqa: S101 - for mypy: `units` asked
    nodes = blocks.page.tree.nodes
    widths: dict[int, dict[int, int]] = {}  # table -> row -> cells
    headed: set[int] = set()
    layout: set[int] = set()
    cell = -1
    for block in kept:
        place = places.of_block(block.index)
        if place.cell < 0:
            continue
        table = place.table
        rows = widths.setdefault(table, {})
        if not rows:
            _judge_surroundings(nodes, places, table, layout)
        if place.cell != cell:
            rows[place.row] = rows.get(place.row, 0) + 1
            if nodes.tags[place.cell] == "th":
                headed.add(table)
        elif not block.joined:
            layout.add(table)
        cell = place.cell
        outside = places.of(table)
        if (
            place.heading
            or place.containers != outside.containers
            or blocks.tags[block.index] in PREFORMATTED
        ):
            layout.add(table)
    return {
        table
        for table, rows in widths.items()
        if table not in layout and max(rows.values()) > 1 and (len(rows) > 1 or table in headed)
    }


def _judge_surroundings(nodes: Nodes, places: Places, table: int, layout: set[int]) -> None:
    """A table that says so is a layout, and so is every table around another one."""
    if (nodes.attributes[table].get("role") or "") in _NO_DATA:
        layout.add(table)
    outer = places.of(nodes.parents[table]).table
    while outer >= 0 and outer not in layout:
        layout.add(outer)
        outer = places.of(nodes.parents[outer]).table


def grid(nodes: Nodes, places: Places, table: int) -> Grid:
    """The column of every cell of a table; where a cell spans others their places stay empty."""
    columns: dict[int, int] = {}
    heads: set[int] = set()
    data: set[int] = set()
    taken: dict[int, int] = {}  # column -> rows that a cell from above still takes
    blocked: frozenset[int] = frozenset()
    row, column = -1, 0
    for node in range(table + 1, nodes.ends[table]):
        tag = nodes.tags[node]
        if tag not in ("tr", "td", "th") or (place := places.of(node)).table != table:
            continue
        if tag == "tr":
            row, column = node, 0
            taken, above = {}, taken
            for spanned, rows in above.items():
                if rows > 1:
                    taken[spanned] = rows - 1
            blocked = frozenset(above)
            continue
        if place.cell != node or row < 0:
            continue
        while column in blocked:
            column += 1
        columns[node] = column
        (heads if tag == "th" else data).add(row)
        wide, high = (_span(nodes, node, name) for name in ("colspan", "rowspan"))
        wide = wide if column + wide <= _WIDEST_SPAN else 1
        if high > 1 and column + wide <= _WIDEST_SPAN:
            taken.update(dict.fromkeys(range(column, column + wide), high - 1))
        column += wide
    return Grid(columns, frozenset(heads - data))


def _span(nodes: Nodes, cell: int, name: str) -> int:
    value = nodes.attributes[cell].get(name) or ""
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 6 else 1
