"""Duplicates in generated documents: recall at a similarity of .8, false ones, time and memory.

Documents are made of sentences of corpus pages, so that their words are as frequent as words are. Every tenth
is an edit of an earlier one, with words replaced until their similarity is what was drawn.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.corpus.duplicates import find
from cleaner.corpus.fingerprint import shingles

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

__all__ = ["measure_dedup"]

_EVERY = 10  # documents, one of which is an edit
_WORDS = 120  # of a document
_BAND = (0.8, 0.85)  # similarities of the pairs on which recall is measured
_UNLIKE = 0.65  # pairs below are not to be joined


def measure_dedup(options: argparse.Namespace) -> dict[str, Any]:
    """The figures of a whole run over so many documents."""
    made = _Made(options.documents)
    with tempfile.TemporaryDirectory() as scratch:
        started, cpu = time.perf_counter(), time.process_time()
        found = find(made.rows(), Path(scratch))
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        disk = sum(file.stat().st_size for file in Path(scratch).iterdir())
    joined = {
        number: found.firsts[number] == found.firsts[first] for number, (first, _) in made.edits.items()
    }
    near = [joined[n] for n, (_, alike) in made.edits.items() if _BAND[0] <= alike < _BAND[1]]
    above = [joined[n] for n, (_, alike) in made.edits.items() if alike >= _BAND[0]]
    unlike = [joined[n] for n, (_, alike) in made.edits.items() if alike < _UNLIKE]
    return {
        "documents": options.documents,
        "recall_at_0.80_to_0.85": sum(near) / len(near),
        "pairs_at_0.80_to_0.85": len(near),
        "recall_from_0.80": sum(above) / len(above),
        "joined_below_0.65": sum(unlike) / len(unlike),
        "found": found.exact + found.near,
        "seconds": seconds,
        "cpu_s": cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk_bytes": disk / options.documents,
    }


class _Made:
    """Documents made one after the other, and which of them are edits of which."""

    def __init__(self, count: int) -> None:
        from benchmarks.batch import pages
        from cleaner import clean

        self._count = count
        texts = [clean(page).text for page in pages()[:60]]
        self._words = " ".join(texts).split()
        self.edits: dict[int, tuple[int, float]] = {}  # number -> the first, how alike

    def rows(self) -> Iterator[dict[str, str]]:
        """The documents; fingerprints are made by whoever reads them."""
        chance = random.Random(3)
        for number in range(self._count):
            if number % _EVERY == _EVERY - 1:
                first = number - 1 - chance.randrange(_EVERY - 1)
                text = self._text(first)
                edited = _edited(text, chance)
                one, other = set(shingles(text)), set(shingles(edited))
                self.edits[number] = (first, len(one & other) / len(one | other))
                yield {"text": edited}
            else:
                yield {"text": self._text(number)}

    def _text(self, number: int) -> str:
        """The text of a document, the same whenever it is asked for: runs of words from anywhere."""
        chance = random.Random(number)
        starts = (chance.randrange(len(self._words) - 8) for _ in range(_WORDS // 6))
        return " ".join(word for start in starts for word in self._words[start : start + 6])


def _edited(text: str, chance: random.Random) -> str:
    words = text.split()
    for place in chance.sample(range(len(words)), chance.choice((1, 1, 2, 2, 3, 4, 8))):
        words[place] = f"new{chance.randrange(10**6)}"
    return " ".join(words)
