"""Tables of data stand or fall together: a row without its figures, or half of the rows, serves nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cleaner.features.frame import Frame

__all__ = ["outermost", "tables_of_data", "whole_tables", "with_tables"]

_CELLS = frozenset({"td", "th"})
_LEAST_CELLS = 4  # blocks from which a table holds data
_CELL_CHARS = 90  # their mean length, beyond which it is for layout
_CELL_SHARE = 0.5  # of its blocks that one cell may hold: more is a page in a frame, a poem beside a menu
_CELL_BLOCKS = 4  # a post of a forum, its author and signature
# Of the blocks of a table so many may be less likely: one sure column shows that the table is content. It
# costs no word F1 (2,341 pages, November 2026), nor does their mean.
_QUANTILE = 0.8
_LIKELY = 0.2  # for a table between two kept paragraphs to be kept with them


def tables_of_data(frame: Frame) -> list[list[int]]:
    """The blocks of each table, but for those that hold others or only lay out the page."""
    return [
        blocks
        for blocks, cells in _tables(frame)
        if len(blocks) >= _LEAST_CELLS
        and frame.chars[blocks].mean() <= _CELL_CHARS
        and not _is_frame(frame, blocks, cells)
    ]


def _is_frame(frame: Frame, blocks: Sequence[int], cells: Sequence[int]) -> bool:
    """True where one cell holds many blocks, half of them all, or in several half of the text."""
    counts = Counter(cells)
    most = max(counts.values())
    if most >= _CELL_BLOCKS or most > _CELL_SHARE * len(blocks):
        return True
    if most == 1:
        return False
    chars: Counter[int] = Counter()
    for block, cell in zip(blocks, cells, strict=True):
        chars[cell] += int(frame.chars[block])
    cell, longest = chars.most_common(1)[0]
    return counts[cell] > 1 and longest > _CELL_SHARE * chars.total()


def whole_tables(tables: Sequence[list[int]], probability: NDArray[np.float32]) -> NDArray[np.float32]:
    """The blocks' probabilities, one for all the blocks of each table."""
    found = probability.copy()
    for blocks in tables:
        found[blocks] = _quantile(probability[blocks])
    return found


def _quantile(values: NDArray[np.float32]) -> float:
    """What `np.quantile` gives, in a tenth of its time."""
    ordered: list[float] = sorted(values.tolist())
    at = _QUANTILE * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def with_tables(
    frame: Frame,
    tables: Sequence[list[int]],
    probability: NDArray[np.float32],
    keep: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """What is kept, and tables with kept text right before and behind them in the same container.

    A table's caption, and a wrapper that holds nothing else, are the table's.
    """
    found = keep.copy()
    for blocks in tables:
        before, after = blocks[0] - 1, blocks[-1] + 1
        while before >= 0 and frame.zones[before] == "caption":
            before -= 1
        while after < len(keep) and frame.zones[after] == "caption":
            after += 1
        if before < 0 or after >= len(keep) or not (keep[before] and keep[after]):
            continue
        around = frame.parent[outermost(frame, frame.owner[blocks[0]], before, after)]
        beside = frame.owner[[before, after]]
        together = (around <= beside).all() and (beside < frame.end[around]).all()
        if together and probability[blocks[0]] >= _LIKELY:
            found[blocks] = True
    return found


def outermost(frame: Frame, element: np.intp, before: int, after: int) -> np.intp:
    """The largest element around one that holds none of the blocks up to `before` and from `after` on."""
    first = frame.owner[before] if before >= 0 else -1
    last = frame.owner[after] if after < len(frame.owner) else len(frame.end)
    while (parent := frame.parent[element]) != element and first < parent and last >= frame.end[parent]:
        element = parent
    return element


def _tables(frame: Frame) -> list[tuple[list[int], list[int]]]:
    """The blocks of each innermost table, and the cell that each of them lies in."""
    tags = [key[0] for key in frame.keys]
    if "table" not in tags:
        return []
    around: list[tuple[int, int]] = []  # the table and the cell that each element is or lies in, -1 for none
    for element, (kind, parent) in enumerate(zip(frame.key.tolist(), frame.parent.tolist(), strict=True)):
        table, cell = around[parent] if element else (-1, -1)
        if tags[kind] == "table":
            table, cell = element, -1
        elif tags[kind] in _CELLS:
            cell = element
        around.append((table, cell))
    blocks: dict[int, tuple[list[int], list[int]]] = {}
    for block, owner in enumerate(frame.owner.tolist()):
        table, cell = around[owner]
        if table >= 0:
            of_table, cells = blocks.setdefault(table, ([], []))
            of_table.append(block)
            cells.append(cell)
    return list(blocks.values())
