"""Documents with the same text, or nearly: found by their fingerprints, which lie on the disk.

Documents that agree in one of 18 bands of 7 bytes are compared in all of them (locality-sensitive hashing:
Leskovec, Rajaraman and Ullman, "Mining of massive datasets", 3.4). Those that are alike enough are a group,
of which the first document stays; a group may hold two that are alike only by way of a third. In memory are
at most some 60 bytes a document, and of one band as much as `_AT_ONCE` documents take.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from cleaner.corpus.fingerprint import SIZE, fingerprint, unpacked
from cleaner.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from cleaner.corpus.rows import Row

    Numbers = NDArray[np.int64]  # of documents, from 0
    Bytes = NDArray[np.uint8]

__all__ = ["THRESHOLD", "Duplicates", "find"]

# Of pairs at a similarity of .8 a band of 7 finds 21 %, 18 of them 98.6 %.
_BANDS = 18
_WIDTH = SIZE // _BANDS
THRESHOLD = 0.8
# The estimate is off by .036 in the mean: without a margin half of the pairs at the threshold were lost.
_MARGIN = 2 * 0.036
_BY_CHANCE = 1 / 256  # that two bytes are equal
_NEIGHBOURS = 8  # with as many of those in its bucket a document is compared, and with the first of all
_PAIRS = 1 << 16  # compared at once: 17 MB of fingerprints
_AT_ONCE = 1 << 24  # documents of a band that are sorted at once: 0.8 GB


@dataclass(frozen=True, slots=True)
class Duplicates:
    """For each document, by its number, the first of those with the same text: itself where it is alone."""

    firsts: Numbers
    exact: int  # documents whose words are those of an earlier one
    near: int  # documents that are only nearly an earlier one

    @property
    def followed(self) -> NDArray[np.bool_]:
        """For each document whether it is the first of several."""
        return np.bincount(self.firsts, minlength=len(self.firsts)) > 1


def find(rows: Iterable[Row], folder: Path, *, threshold: float = THRESHOLD, near: bool = True) -> Duplicates:
    """The duplicates among rows, with two files in `folder` that its owner removes.

    Texts are the same where their words are, and nearly the same where the similarity of their runs of words
    is estimated at `threshold` or, to lose few that are at it, a little below. A text without words is alone.
    """
    with (folder / "digests").open("wb+") as digests, (folder / "prints").open("wb+") as prints:
        _store(rows, digests, prints if near else None)
        firsts = _same(np.fromfile(digests.name, np.uint64))
        exact = int(np.count_nonzero(firsts != np.arange(len(firsts))))
        if near and len(firsts):
            _join(firsts, np.memmap(prints, np.uint8, "r", shape=(len(firsts), SIZE)), threshold - _MARGIN)
    alike = int(np.count_nonzero(firsts != np.arange(len(firsts))))
    return Duplicates(firsts, exact, alike - exact)


def _store(rows: Iterable[Row], digests: BinaryIO, prints: BinaryIO | None) -> None:
    """A digest of each text on the disk, zero for one without words, and its fingerprint."""
    for row in rows:
        text = row["text"]
        found = " ".join(words(text)).encode("utf-8", "replace")
        digests.write(hashlib.blake2b(found, digest_size=8).digest() if found else bytes(8))
        if prints is not None:
            stored = unpacked(row.get("fingerprint")) or unpacked(fingerprint(text))
            prints.write(stored or bytes(SIZE))
    digests.flush()
    if prints is not None:
        prints.flush()


def _same(digests: NDArray[np.uint64]) -> Numbers:
    """The first document with the same digest for each; a document of digest 0 is alone."""
    order = np.argsort(digests, kind="stable")
    firsts = np.arange(len(digests))
    firsts[order] = order[_starts(digests[order])]
    return np.where(digests == 0, np.arange(len(digests)), firsts)


def _starts(values: NDArray[np.uint64]) -> Numbers:
    """For each of sorted values the place of the first that is equal."""
    places = np.arange(len(values))
    places[1:][values[1:] == values[:-1]] = 0
    return np.maximum.accumulate(places)


def _join(firsts: Numbers, prints: Bytes, least: float) -> None:
    """Joins the groups of documents whose fingerprints are alike; `firsts` is changed in place."""
    for numbers, keys in _buckets(firsts, prints):
        for a, b in _pairs(numbers, keys):
            a, b = _roots(firsts, a), _roots(firsts, b)
            apart = a != b
            a, b = a[apart], b[apart]
            for at in range(0, len(a), _PAIRS):
                left, right = a[at : at + _PAIRS], b[at : at + _PAIRS]
                equal = (prints[left] == prints[right]).mean(axis=1)
                alike = (equal - _BY_CHANCE) / (1 - _BY_CHANCE) >= least
                _unite(firsts, left[alike], right[alike])
    firsts[:] = _roots(firsts, np.arange(len(firsts)))


def _buckets(firsts: Numbers, prints: Bytes) -> Iterator[tuple[Numbers, NDArray[np.uint64]]]:
    """Documents sorted by the bytes of a band, with these as a number; as many at once as memory takes."""
    parts = np.uint64(-(-len(firsts) // _AT_ONCE))
    for band in range(_BANDS):
        for part in range(int(parts)):
            numbers, keys = [], []
            for at in range(0, len(firsts), _AT_ONCE // 16):
                some = prints[at : at + _AT_ONCE // 16]
                padded = np.zeros((len(some), 8), np.uint8)
                padded[:, :_WIDTH] = some[:, band * _WIDTH : (band + 1) * _WIDTH]
                key = padded.view(np.uint64)[:, 0]
                here = (key % parts == part) & some.any(axis=1)
                # Of documents with the same words the first stands for all.
                here &= firsts[at : at + len(some)] == np.arange(at, at + len(some))
                numbers.append(np.flatnonzero(here) + at)
                keys.append(key[here])
            all_keys = np.concatenate(keys)
            order = np.argsort(all_keys, kind="stable")
            yield np.concatenate(numbers)[order], all_keys[order]


def _pairs(numbers: Numbers, keys: NDArray[np.uint64]) -> Iterator[tuple[Numbers, Numbers]]:
    """The pairs to compare: neighbours in a bucket, and in a large one everybody with the first."""
    for distance in range(1, _NEIGHBOURS + 1):
        together = np.flatnonzero(keys[distance:] == keys[:-distance])
        if len(together) == 0:
            return
        yield numbers[together], numbers[together + distance]
    starts = _starts(keys)
    far = np.flatnonzero(np.arange(len(keys)) - starts > _NEIGHBOURS)
    yield numbers[starts[far]], numbers[far]


def _roots(firsts: Numbers, numbers: Numbers) -> Numbers:
    """The first documents of the groups that these are in."""
    while True:
        above = firsts[numbers]
        if np.array_equal(above, numbers):
            return above
        numbers = above


def _unite(firsts: Numbers, left: Numbers, right: Numbers) -> None:
    """The groups of each pair become one, whose first is the earlier of theirs."""
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        while firsts[a] != a:
            a = firsts[a]
        while firsts[b] != b:
            b = firsts[b]
        firsts[max(a, b)] = min(a, b)
