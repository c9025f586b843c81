"""Tables of data stand or fall together: a row without its figures, or half of the rows, serves nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cleaner.features.frame import Frame

__all__ = ["tables_of_data", "whole_tables", "with_tables"]

_LEAST_CELLS = 4  # blocks from which a table holds data
_CELL_CHARS = 90  # their mean length, beyond which it is for layout
# Of the blocks of a table so many may be less likely: one sure column shows that the table is content. It
# costs no word F1 (2,341 pages, November 2026), nor does their mean.
_QUANTILE = 0.8
_LIKELY = 0.2  # for a table between two kept paragraphs to be kept with them


def tables_of_data(frame: Frame) -> list[list[int]]:
    """The blocks of each table, but for those that hold others or only lay out the page."""
    return [
        blocks
        for blocks in _tables(frame)
        if len(blocks) >= _LEAST_CELLS and frame.chars[blocks].mean() <= _CELL_CHARS
    ]


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
    """What is kept, and tables with kept text right before and behind them in the same container."""
    found = keep.copy()
    for blocks in tables:
        before, after = blocks[0] - 1, blocks[-1] + 1
        if before < 0 or after >= len(keep) or not (keep[before] and keep[after]):
            continue
        same = frame.parent[frame.owner[before]] == frame.parent[frame.owner[after]]
        if same and probability[blocks[0]] >= _LIKELY:
            found[blocks] = True
    return found


def _tables(frame: Frame) -> list[list[int]]:
    """The blocks of each innermost table."""
    is_table = [key[0] == "table" for key in frame.keys]
    if not any(is_table):
        return []
    around: list[int] = []  # the table that each element is or lies in, -1 for none
    for element, (kind, parent) in enumerate(zip(frame.key.tolist(), frame.parent.tolist(), strict=True)):
        around.append(element if is_table[kind] else around[parent] if element else -1)
    blocks: dict[int, list[int]] = {}
    for block, owner in enumerate(frame.owner.tolist()):
        if around[owner] >= 0:
            blocks.setdefault(around[owner], []).append(block)
    return list(blocks.values())
