"""Listings that are tables, with the numbers of the lines in one column and the code in the other.

So do SyntaxHighlighter, Crayon, Pygments, Rouge, Chroma, Hexo, GitHub and Trac write code. Such a table means
what `<pre>` means, and is made one: else each line is a block, and the numbers stand among them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Nodes, Page

__all__ = ["restored"]

_CELLS = frozenset({"td", "th"})
_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})  # what stands in them is no text
_CODE = frozenset({"pre", "code"})
_COLUMNS = 2
_MOST_DIGITS = 6  # of the number of a line
_CLASS_CHARS = 200
# Words in the class of a cell, by which it tells that it holds code, or the numbers beside code.
_NAMED = re.compile(
    r"(?<![A-Za-z])(?:code|gutter|line-?num(?:ber)?s?|lineno?s?|ln|lnt|lntd|nums)(?![A-Za-z])", re.I
)


class _Row(NamedTuple):
    node: int
    cells: list[int]


class _Columns(NamedTuple):
    """The columns of `Nodes` that are rewritten."""

    tags: list[str]
    texts: list[str]


def restored(page: Page) -> Page:
    """The page with each such table as one `<pre>`, without the numbers: the same page if it has none."""
    if page.tree is None or "table" not in page.tree.nodes.tags:
        return page
    nodes = page.tree.nodes
    columns: _Columns | None = None
    for table, rows in _innermost(nodes):
        if _is_listing(nodes, table, rows):
            columns = columns or _Columns(nodes.tags.copy(), nodes.texts.copy())
            _rewrite(nodes, columns, table, rows)
    if columns is None:
        return page
    return replace(page, tree=page.tree.reshaped(replace(nodes, tags=columns.tags, texts=columns.texts)))


def _innermost(nodes: Nodes) -> Iterator[tuple[int, list[_Row]]]:
    """The tables that hold no table, with their rows."""
    tags, ends = nodes.tags, nodes.ends
    tables = [node for node, tag in enumerate(tags) if tag == "table"]
    for table, following in zip(tables, [*tables[1:], len(tags)], strict=True):
        end = ends[table]
        if following >= end:
            rows = [node for node in range(table, end) if tags[node] == "tr"]
            yield table, [_Row(row, _cells(nodes, row)) for row in rows]


def _cells(nodes: Nodes, row: int) -> list[int]:
    cells = []
    child = row + 1
    while child < nodes.ends[row]:
        if nodes.tags[child] in _CELLS:
            cells.append(child)
        child = nodes.ends[child]
    return cells


def _is_listing(nodes: Nodes, table: int, rows: Sequence[_Row]) -> bool:
    """True where the first column counts lines, and something says that the second is code."""
    if len(rows) == 1 and len(rows[0].cells) == 1:
        return _is_bare(nodes, rows[0].cells[0])
    if not rows or any(len(row.cells) != _COLUMNS for row in rows):
        return False
    counted = -1
    for row in rows:
        numbers = _numbers(nodes, row.cells[0])
        if not numbers or (counted >= 0 and numbers[0] != counted + 1):
            return False
        if any(after != before + 1 for before, after in pairwise(numbers)):
            return False
        counted = numbers[-1]
    return _is_code(nodes, table, rows)


def _numbers(nodes: Nodes, cell: int) -> list[int]:
    """What a cell holds if it holds nothing but numbers; GitHub leaves the showing of them to a style."""
    said = "\n".join(nodes.texts[cell : nodes.ends[cell]]).split()
    said = said or [nodes.attributes[cell].get("data-line-number") or ""]
    if not all(word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS for word in said):
        return []
    return [int(word) for word in said]


def _is_code(nodes: Nodes, table: int, rows: Sequence[_Row]) -> bool:
    """True for a table right in `<pre>` or `<code>`, one row around a `<pre>`, or cells so named."""
    if nodes.tags[nodes.parents[table]] in _CODE:
        return True
    cells = rows[0].cells
    if len(rows) == 1 and "pre" in nodes.tags[cells[1] : nodes.ends[cells[1]]]:
        return True
    return any(_NAMED.search((nodes.attributes[cell].get("class") or "")[:_CLASS_CHARS]) for cell in cells)


def _is_bare(nodes: Nodes, cell: int) -> bool:
    """True for a cell named code whose text is all in `<code>`: a listing without numbers."""
    if not _NAMED.search((nodes.attributes[cell].get("class") or "")[:_CLASS_CHARS]):
        return False
    texts = [node for node in range(cell, nodes.ends[cell]) if nodes.texts[node].strip()]
    return bool(texts) and all(nodes.tags[nodes.parents[node]] == "code" for node in texts)


def _rewrite(nodes: Nodes, columns: _Columns, table: int, rows: Sequence[_Row]) -> None:
    """Make the table a `<pre>`, its rows lines, and take out the numbers and the source's indentation."""
    tags, texts = columns
    for node in range(table, nodes.ends[table]):
        if nodes.tags[nodes.parents[node]] in _PARTS:
            tags[node], texts[node] = nodes.tags[node] and "div", ""
    tags[table] = "pre"
    for row in rows:
        *numbers, code = row.cells
        tags[code] = "span"
        for cell in numbers:
            for node in range(cell, nodes.ends[cell]):
                tags[node], texts[node] = nodes.tags[node] and "span", ""
