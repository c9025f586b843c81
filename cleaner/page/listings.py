"""Listings that are tables, with the numbers of the lines in one column and the code in the other.

So do SyntaxHighlighter, Crayon, Pygments, Rouge, Chroma, Hexo, GitHub and Trac write code. Such a table means
what `<pre>` means, and is made one: else each line is a block, and the numbers stand among them. So is a
container of nothing but lines, each a `<pre>` of the same class, and of their numbers, as editors show code.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, pairwise
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
_CONTAINERS = frozenset({"div", "figure", "section"})
_LEAST_LINES = 2
_LINE_NODES = 400  # of a line, each word of which may be an element and a text
_BREAKING = frozenset({"br", "div", "li", "p", "table"})  # in a `<pre>` of more than one line
_WRAPPERS = 3  # around a line and its number
# Words in the class of a cell, by which it tells that it holds code, or the numbers of lines. "nums" and
# "area-code" are cells of tables of data too.
_CODED = re.compile(r"(?<![A-Za-z-])(?:blob-|crayon-|rouge-)?code(?![A-Za-z])", re.I)
_NUMBERED = re.compile(
    r"(?<![A-Za-z])(?:gutter|line-?num(?:ber)?s?|lineno?s?|ln|lnt|lntd|blob-num|crayon-nums)(?![A-Za-z])",
    re.I,
)


class _Row(NamedTuple):
    node: int
    cells: list[int]


class _Columns(NamedTuple):
    """The columns of `Nodes` that are rewritten."""

    tags: list[str]
    texts: list[str]


def restored(page: Page) -> Page:
    """The page with each of these as one `<pre>`, without the numbers: the same page if it has none."""
    if page.tree is None:
        return page
    nodes = page.tree.nodes
    columns: _Columns | None = None
    for table, rows in _innermost(nodes) if "table" in nodes.tags else ():
        if _is_listing(nodes, table, rows):
            columns = columns or _Columns(nodes.tags.copy(), nodes.texts.copy())
            _rewrite(nodes, columns, table, rows)
    for container, lines in _editors(nodes) if "pre" in nodes.tags else ():
        columns = columns or _Columns(nodes.tags.copy(), nodes.texts.copy())
        _join(nodes, columns, container, lines)
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
    """True for a table right in `<pre>` or `<code>`, a row around a `<pre>`, or columns that are so named."""
    if nodes.tags[nodes.parents[table]] in _CODE:
        return True
    numbers, code = rows[0].cells
    if _is_named(_NUMBERED, nodes, numbers):
        return True
    return (len(rows) == 1 or _is_named(_CODED, nodes, code)) and _is_all_code(nodes, code)


def _is_bare(nodes: Nodes, cell: int) -> bool:
    """True for a cell named code whose text is all in `<code>`: a listing without numbers."""
    return _is_named(_CODED, nodes, cell) and _is_all_code(nodes, cell)


def _is_named(words: re.Pattern[str], nodes: Nodes, cell: int) -> bool:
    return words.search((nodes.attributes[cell].get("class") or "")[:_CLASS_CHARS]) is not None


def _is_all_code(nodes: Nodes, cell: int) -> bool:
    """True for a cell with text, all of which stands in `<pre>` or `<code>`."""
    within, found = cell, False
    for node in range(cell, nodes.ends[cell]):
        if node >= within and nodes.tags[node] in _CODE:
            within = nodes.ends[node]
        if nodes.texts[node].strip():
            if node >= within:
                return False
            found = True
    return found


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


def _editors(nodes: Nodes) -> Iterator[tuple[int, list[int]]]:
    """The containers of lines of code, and the `<pre>`s in each."""
    tags, parents, ends, texts = nodes.tags, nodes.parents, nodes.ends, nodes.texts
    lines = [node for node, tag in enumerate(tags) if tag == "pre" and _is_line(nodes, node)]
    if len(lines) < _LEAST_LINES:
        return
    # Texts that are no numbers, and `<pre>`s, before each element.
    said = list(accumulate((bool(text.strip()) and not _is_number(text) for text in texts), initial=0))
    before = list(accumulate((tag == "pre" for tag in tags), initial=0))
    grouped: dict[tuple[int, str], list[int]] = {}
    for line in lines:
        container = parents[line]
        for _ in range(_WRAPPERS):
            if before[ends[container]] - before[container] > 1:
                break
            container = parents[container]
        grouped.setdefault((container, nodes.attributes[line]["class"] or ""), []).append(line)
    for (container, _), own in grouped.items():
        end = ends[container]
        others = said[end] - said[container] - sum(said[ends[line]] - said[line] for line in own)
        is_all = not others and before[end] - before[container] == len(own) >= _LEAST_LINES
        if is_all and tags[container] in _CONTAINERS:
            yield container, own


def _is_line(nodes: Nodes, pre: int) -> bool:
    """True for a `<pre>` with a class that holds one line."""
    inside = range(pre, min(nodes.ends[pre], pre + _LINE_NODES))
    return bool(nodes.attributes[pre].get("class")) and (
        nodes.ends[pre] - pre <= _LINE_NODES
        and not any("\n" in nodes.texts[node] or nodes.tags[node] in _BREAKING for node in inside)
    )


def _is_number(text: str) -> bool:
    word = text.strip()
    return word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS


def _join(nodes: Nodes, columns: _Columns, container: int, lines: Sequence[int]) -> None:
    """Make the container a `<pre>` and its `<pre>`s lines, and take out the numbers and all indentation."""
    tags, texts = columns
    kept = {node for line in lines for node in range(line, nodes.ends[line])}
    for node in range(container + 1, nodes.ends[container]):
        if node not in kept:
            tags[node], texts[node] = nodes.tags[node] and "span", ""
    for line in lines:
        tags[line] = "div"
    tags[container] = "pre"
