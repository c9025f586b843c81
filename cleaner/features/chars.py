"""The characters of all blocks of a page, counted by kind in one go.

One pass over the page's joined text as code points; numpy, so only the model imports this module.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["KINDS", "kind_counts"]

# What is counted, one column each; `ends` are stops that close a word, `unspaced` scripts have no spaces.
KINDS = ("spaces", "upper", "digits", "commas", "stops", "symbols", "unspaced", "ends", "first", "last")
_SPACE, _UPPER, _DIGIT, _COMMA, _STOP, _SYMBOL, _UNSPACED = (1 << bit for bit in range(7))
_RANGES = {
    _SPACE: "  ",
    _UPPER: "AZ ÀÖ ØÞ ΑΩ АЯ ЀЏ",
    _DIGIT: "09 ０９ ٠٩",
    _COMMA: ",, ;; :: ，， 、、 ；； ：： ،،",
    _STOP: ".. !! ?? …… 。。 ！！ ？？ ؟؟ ।।",
    _SYMBOL: "## $' *+ // <@ [` {~ ¡¿ ×× ÷÷ •• ‹› →→ €€ ™™ ■◿ ☀➿",
    _UNSPACED: "\u0e00\u0eff \u1000\u109f \u1780\u17ff \u3040\u30ff \u3400\u9fff \uf900\ufaff",
}
_PLANE = 0x10000
_WIDE = 0x3000  # from here on stand the signs of Chinese and Japanese


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """For each code point of the basic plane a set of kinds, as bits."""
    table = np.zeros(_PLANE + 1, np.uint8)
    for bit, ranges in _RANGES.items():
        for pair in ranges.split(" ") if bit != _SPACE else ("  ",):
            table[ord(pair[0]) : ord(pair[1]) + 1] |= np.uint8(bit)
    return table


def kind_counts(texts: Sequence[str]) -> NDArray[np.int32]:
    """How many characters of each kind a text has: len(texts) x len(KINDS).

    The last two columns are the kinds of the first and the last character, as sets of bits.
    """
    joined = "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    kinds = _kinds()[np.minimum(points, _PLANE)]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1  # with the line's end: never empty
    stops = np.cumsum(sizes)
    starts = stops - sizes
    counts = np.empty((len(texts), len(KINDS)), np.int32)
    for column, bit in enumerate((_SPACE, _UPPER, _DIGIT, _COMMA, _STOP, _SYMBOL, _UNSPACED)):
        counts[:, column] = np.add.reduceat((kinds & bit) != 0, starts, dtype=np.int32)
    # A stop ends a sentence before a space or at the text's end, not in "2.5" or "example.org"; those of
    # scripts without spaces do wherever they stand.
    wide = points[:-1] >= _WIDE
    closes = (kinds[:-1] & _STOP != 0) & (wide | (points[1:] == 32) | (points[1:] == 10))
    counts[:, 7] = np.add.reduceat(np.append(closes, False), starts, dtype=np.int32)
    counts[:, 8] = kinds[starts]
    counts[:, 9] = kinds[np.maximum(stops - 2, starts)]
    return counts
