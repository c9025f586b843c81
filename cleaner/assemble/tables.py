"""Tables that hold data, told from tables that hold a layout; and where the cells of a data table stand.

A data table has two columns or more, and its cells are short. Everything else (one cell around the whole
page, articles in cells, tables in tables) is a layout: its blocks are paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.page.blocks import PREFORMATTED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cleaner.assemble.pieces import Kept
    from cleaner.assemble.places import Place, Places
    from cleaner.types import Blocks, Nodes

__all__ = ["Row", "TableRun", "data_tables", "units"]

# Columns that spans may reach: a page may ask for 1,000 of them in each of 5,000 rows.
_WIDEST_SPAN = 100
_NO_DATA = frozenset({"presentation", "none"})
# What no layout has. WHATWG HTML, 4.9.1 "Techniques for describing tables".
_SIGNS = frozenset({"th", "thead", "caption"})
# Characters. On 1,600 pages of the corpora (2026-11) the longest cell of a data table had 349, one with a
# list 1,312; articles and forum posts in cells begin above that. Without a sign of data a cell of several
# paragraphs had at most 99, or was a layout.
_LONGEST_CELL = 1500
_LONGEST_UNSIGNED = 200

Row = dict[int, "list[Kept]"]  # column -> the blocks of the cell that begins there


class TableRun(NamedTuple):
    """Kept blocks of one data table, one after the other, with nothing else between them."""

    place: Place
    headed: bool  # the first row is the head of the table
    rows: list[Row]


class _Grid(NamedTuple):
    columns: dict[int, int]  # cell -> column
    headers: set[int]  # rows that are nothing but heads


def units(
    blocks: Blocks, kept: Sequence[Kept], places: Places, data: Collection[int]
) -> Iterator[Kept | TableRun]:
    """The kept blocks in order, those of a data table (an element of `data`) together."""
    tree = blocks.page.tree
    if tree is None or not data:
        yield from kept
        return
    rows = (block.place.row for block in kept if block.place.table in data and block.place.cell >= 0)
    end = max((tree.nodes.ends[row] for row in rows), default=0)
    grids: dict[int, _Grid] = {}
    run: TableRun | None = None
    row = -1
    for block in kept:
        place = block.place
        if place.table not in data or place.cell < 0:
            if run:
                yield run
            run = None
            yield block
            continue
        if run is None or run.place.table != place.table:
            if run:
                yield run
            grid = grids.get(place.table) or _grid(tree.nodes, places, place.table, end)
            grids[place.table] = grid
            run, row = TableRun(place, place.row in grid.headers, []), -1
        if place.row != row:
            run.rows.append({})
            row = place.row
        run.rows[-1].setdefault(grid.columns[place.cell], []).append(block)
    if run:
        yield run


class _Seen:
    """What was kept of a table."""

    def __init__(self, nodes: Nodes, table: int, *, signed: bool) -> None:
        self.signed = signed
        self.rows: dict[int, int] = {}  # row -> cells
        self.cell = -1  # the last one
        self.chars = 0  # in it
        self.headed = False
        self.layout = (nodes.attributes[table].get("role") or "") in _NO_DATA


def data_tables(blocks: Blocks, kept: Iterable[Kept], places: Places) -> set[int]:
    """The tables among the kept blocks that hold data."""
    in_cells = [block for block in kept if block.place.cell >= 0]
    if blocks.page.tree is None or not in_cells:
        return set()
    nodes = blocks.page.tree.nodes
    signed = {places.of(node).table for node, tag in enumerate(nodes.tags) if tag in _SIGNS}
    tables: dict[int, _Seen] = {}
    around: set[int] = set()  # tables with tables in them
    for block in in_cells:
        place = block.place
        seen = tables.get(place.table)
        if seen is None:
            seen = tables[place.table] = _Seen(nodes, place.table, signed=place.table in signed)
            _add_outer(nodes, places, place.table, around)
        first = place.cell != seen.cell
        if first:
            seen.rows[place.row] = seen.rows.get(place.row, 0) + 1
            seen.headed = seen.headed or nodes.tags[place.cell] == "th"
            seen.cell, seen.chars = place.cell, 0
        seen.chars += len(block.text)
        several = not first and not block.joined
        seen.layout = (
            seen.layout
            or seen.chars > (_LONGEST_UNSIGNED if several and not seen.signed else _LONGEST_CELL)
            or _breaks_cell(blocks, block, places, signed=seen.signed)
        )
    return {
        table
        for table, seen in tables.items()
        if not (seen.layout or table in around)
        and max(seen.rows.values()) > 1
        and (len(seen.rows) > 1 or seen.headed)
    }


def _breaks_cell(blocks: Blocks, block: Kept, places: Places, *, signed: bool) -> bool:
    """True for a block that no cell of a data table holds.

    That is a quote, and where the table has no sign of data also a heading, a list or code.
    """
    place = block.place
    inner = place.containers[len(places.of(place.table).containers) :]
    if signed:
        return any(container.kind == "quote" for container in inner)
    return bool(inner or place.heading or blocks.tags[block.at] in PREFORMATTED)


def _add_outer(nodes: Nodes, places: Places, table: int, around: set[int]) -> None:
    outer = places.of(nodes.parents[table]).table
    while outer >= 0 and outer not in around:
        around.add(outer)
        outer = places.of(nodes.parents[outer]).table


def _grid(nodes: Nodes, places: Places, table: int, end: int) -> _Grid:
    """The column of every cell of a table that begins before `end`, the end of the last row kept.

    Where a cell spans others their places stay empty.
    """
    columns: dict[int, int] = {}
    heads: set[int] = set()
    data: set[int] = set()
    taken: dict[int, int] = {}  # column -> rows that a cell from above still takes
    blocked: frozenset[int] = frozenset()
    row, column = -1, 0
    for node in range(table + 1, min(nodes.ends[table], end)):
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
            if nodes.tags[nodes.parents[node]] == "thead":
                heads.add(row)
            continue
        if place.cell != node or row < 0:
            continue
        while column in blocked:
            column += 1
        columns[node] = column
        if tag == "th":
            heads.add(row)
        elif nodes.tags[nodes.parents[row]] != "thead" and not _is_blank(nodes, node):
            data.add(row)
        wide, high = (_span(nodes, node, name) for name in ("colspan", "rowspan"))
        wide = wide if column + wide <= _WIDEST_SPAN else 1
        if high > 1 and column + wide <= _WIDEST_SPAN:
            taken.update(dict.fromkeys(range(column, column + wide), high - 1))
        column += wide
    return _Grid(columns, heads - data)


def _is_blank(nodes: Nodes, cell: int) -> bool:
    """True for the corner above the names of the rows, left empty."""
    return not any(map(str.strip, nodes.texts[cell : nodes.ends[cell]]))


def _span(nodes: Nodes, cell: int, name: str) -> int:
    value = nodes.attributes[cell].get(name) or ""
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 6 else 1
