"""Which words of a page are the truth's: aligned in order, so that a repeated phrase counts where it stands.

Chains of shingles first (five words, then three), the longest chain that is in order on both sides; then the
gaps between them word by word. What stands elsewhere on the page than in the truth is found last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["shares"]

_SHINGLES = (5, 3)
_MOST_OCCURRENCES = 4  # a shingle that is more frequent says nothing about its place
_GAP_CELLS = 60_000  # the largest gap, page words x truth words, that is aligned word by word
_SHORT = 5  # words; a shorter block is the truth's only as a whole
_MOVED_WORDS, _MOVED_SHARE = 6, 0.6  # a block out of order: its words, its share in the rest of the truth


def shares(blocks: Sequence[Sequence[str]], truth: Sequence[str]) -> list[float]:
    """For each block, given as its words, the share of its words that are the truth's, 0.0 to 1.0.

    >>> shares([["home"], "ten huts stand here".split(), ["share"]], "ten huts stand here".split())
    [0.0, 1.0, 0.0]
    """
    page = [word for block in blocks for word in block]
    to_truth = [-1] * len(page)
    _align(page, truth, to_truth)
    found, start = [], 0
    for block in blocks:
        hits = sum(place >= 0 for place in to_truth[start : start + len(block)])
        share = hits / len(block) if block else 0.0
        found.append(0.0 if len(block) < _SHORT and share < 1 else share)
        start += len(block)
    return _with_moved(blocks, truth, found, {place for place in to_truth if place >= 0})


def _align(page: Sequence[str], truth: Sequence[str], to_truth: list[int]) -> None:
    waiting = [(0, len(page), 0, len(truth), 0)]
    while waiting:
        first, end, low, high, level = waiting.pop()
        # Beside a shingle it goes on word by word; at the very start or end a phrase may be meant elsewhere.
        while first and low and first < end and low < high and page[first] == truth[low]:
            to_truth[first] = low
            first, low = first + 1, low + 1
        while (
            end < len(page)
            and high < len(truth)
            and first < end
            and low < high
            and page[end - 1] == truth[high - 1]
        ):
            end, high = end - 1, high - 1
            to_truth[end] = high
        if first == end or low == high:
            continue
        if level == len(_SHINGLES):
            _align_words(page, truth, to_truth, (first, end, low, high))
            continue
        size = _SHINGLES[level]
        last_page, last_truth = first, low
        for i, j in _chain(page[first:end], truth[low:high], size):
            a, b = first + i, low + j
            if a < last_page or b < last_truth:
                if a - last_page == b - last_truth:  # overlaps the shingle before
                    for k in range(max(0, last_page - a), size):
                        to_truth[a + k] = b + k
                    last_page, last_truth = a + size, b + size
                continue
            waiting.append((last_page, a, last_truth, b, level))
            for k in range(size):
                to_truth[a + k] = b + k
            last_page, last_truth = a + size, b + size
        if last_page == first:
            waiting.append((first, end, low, high, level + 1))
        else:
            waiting.append((last_page, end, last_truth, high, level))


def _chain(page: Sequence[str], truth: Sequence[str], size: int) -> list[tuple[int, int]]:
    """The longest run of shingles, as places in page and truth, that is in order in both."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(truth) - size + 1):
        places[tuple(truth[j : j + size])].append(j)
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    shingles = [tuple(page[i : i + size]) for i in range(len(page) - size + 1)]
    for shingle in shingles:
        seen[shingle] += 1
    tails: list[int] = []  # the smallest last place in the truth of a chain of each length
    heads: list[int] = []  # the pair that ends it
    pairs: list[tuple[int, int, int]] = []  # place in the page, in the truth, the pair before
    for i, shingle in enumerate(shingles):
        found = places.get(shingle, ())
        if not found or len(found) > _MOST_OCCURRENCES or seen[shingle] > _MOST_OCCURRENCES:
            continue
        for j in reversed(found):
            at = bisect_left(tails, j)
            pairs.append((i, j, heads[at - 1] if at else -1))
            if at == len(tails):
                tails.append(j)
                heads.append(len(pairs) - 1)
            else:
                tails[at], heads[at] = j, len(pairs) - 1
    chain, last = [], heads[-1] if heads else -1
    while last >= 0:
        i, j, last = pairs[last]
        chain.append((i, j))
    return chain[::-1]


def _align_words(
    page: Sequence[str], truth: Sequence[str], to_truth: list[int], box: tuple[int, int, int, int]
) -> None:
    first, end, low, high = box
    if (end - first) * (high - low) > _GAP_CELLS:
        return
    matcher = SequenceMatcher(None, page[first:end], truth[low:high], autojunk=False)
    for match in matcher.get_matching_blocks():
        for k in range(match.size):
            to_truth[first + match.a + k] = low + match.b + k


def _with_moved(
    blocks: Sequence[Sequence[str]], truth: Sequence[str], found: list[float], used: set[int]
) -> list[float]:
    """The shares, with those of blocks that stand elsewhere in the truth."""
    size = 3
    rest = {
        tuple(truth[j : j + size])
        for j in range(len(truth) - size + 1)
        if not used.intersection(range(j, j + size))
    }
    if not rest:
        return found
    for i, block in enumerate(blocks):
        if found[i] >= _MOVED_SHARE / 2 or len(block) < _MOVED_WORDS:
            continue
        shingles = {tuple(block[k : k + size]) for k in range(len(block) - size + 1)}
        share = len(shingles & rest) / len(shingles)
        if share >= _MOVED_SHARE:
            found[i] = share
            rest -= shingles
    return found
