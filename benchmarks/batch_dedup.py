"""Duplicates among generated documents: recall at a similarity of .8, false ones, time and memory.

Documents are made of runs of words of corpus pages, so that their words are as frequent as words are. Every
tenth is an edit of one before: some words replaced, or a passage added or cut. They lie in files as a batch
writes them, through which `cleaner dedup --mark` goes as it does for everybody.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.crawls import pages
from benchmarks.processes import Watch
from cleaner import stores
from cleaner.corpus import rows
from cleaner.corpus.fingerprint import fingerprint, shingles

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.corpus.rows import Row

    Edits = dict[int, tuple[int, float]]  # number of an edit -> of what, how alike

__all__ = ["measure_dedup"]

_EVERY = 10  # documents, one of which is an edit
_RUN = 6  # words from one place
_WORDS = 120  # of a document
_FILE = 50_000  # documents
_NEAR = (0.8, 0.82)  # similarities of the pairs at the threshold
_UNLIKE = 0.65  # pairs below are not to be joined


def measure_dedup(options: argparse.Namespace) -> dict[str, Any]:
    """The figures of the command over so many documents."""
    edits: Edits = {}
    with tempfile.TemporaryDirectory() as scratch:
        documents = _documents(options.documents, edits)
        sizes = [
            _written(Path(scratch, f"in/part-{n:05}.jsonl.zst"), some) for n, some in enumerate(documents)
        ]
        command = ["dedup", f"{scratch}/in", "-o", f"{scratch}/out", "--mark", "--scratch", scratch]
        started = time.perf_counter()
        run = subprocess.Popen([sys.executable, "-m", "cleaner", *command])
        watch = Watch(run.pid)
        status = run.wait()
        seconds = time.perf_counter() - started
        watch.stop()
        firsts = _firsts(Path(scratch, "out"))
    return {
        "documents": options.documents,
        "status": status,
        "bytes": sum(sizes) / options.documents,
        **_recalls(firsts, edits),
        "found": sum(first != number for number, first in enumerate(firsts)),
        "seconds": seconds,
        "cpu_s": watch.cpu_s,
        "peak_mb": watch.peaks(1)[0].parent / 1e6,
    }


def _recalls(firsts: Sequence[int], edits: Mapping[int, tuple[int, float]]) -> dict[str, float]:
    """The shares of the edits that were found to be ones, by how alike they are."""
    joined = [(alike, firsts[number] == firsts[first]) for number, (first, alike) in edits.items()]
    near = [found for alike, found in joined if _NEAR[0] <= alike < _NEAR[1]]
    above = [found for alike, found in joined if alike >= _NEAR[0]]
    unlike = [found for alike, found in joined if alike < _UNLIKE]
    return {
        "recall_at_0.80_to_0.82": sum(near) / len(near),
        "pairs_at_0.80_to_0.82": len(near),
        "recall_from_0.80": sum(above) / len(above),
        "pairs_from_0.80": len(above),
        "joined_below_0.65": sum(unlike) / len(unlike),
        "pairs_below_0.65": len(unlike),
    }


def _written(file: Path, documents: Iterable[Row]) -> int:
    """The bytes of a file of documents, which is written."""
    stores.write_whole(str(file), rows.packed(documents, ".jsonl.zst"))
    return file.stat().st_size


def _firsts(folder: Path) -> list[int]:
    """For each document, in their order, the first of those that say the same."""
    files = sorted(folder.glob("part-*"))
    return [int(row["duplicate_of"] or row["id"]) for file in files for row in rows.read(str(file))]


def _documents(size: int, edits: Edits) -> Iterator[Iterator[Row]]:
    """The documents, file by file; `edits` learns which of them are edits of which."""
    from cleaner import clean

    words = " ".join(clean(page).text for page in pages(60)).split()

    def document(number: int) -> Row:
        text = _text(words, number)
        if number % _EVERY == _EVERY - 1:
            chance = random.Random(-number)
            first = number - 1 - chance.randrange(_EVERY - 1)
            before = _text(words, first)
            text = _edited(before, text, chance)
            one, other = set(shingles(before)), set(shingles(text))
            edits[number] = (first, len(one & other) / len(one | other))
        return {"id": str(number), "text": text, "fingerprint": fingerprint(text)}

    for first in range(0, size, _FILE):
        yield map(document, range(first, min(first + _FILE, size)))


def _text(words: Sequence[str], number: int) -> str:
    """The text of a document, the same whenever it is asked for: runs of words from anywhere."""
    chance = random.Random(number)
    starts = (chance.randrange(len(words) - _RUN) for _ in range(_WORDS // _RUN))
    return " ".join(word for start in starts for word in words[start : start + _RUN])


def _edited(text: str, other: str, chance: random.Random) -> str:
    """The text with some words replaced, or with a passage of another one, or without its last words."""
    words = text.split()
    kind = chance.choice(("replaced", "added", "cut"))
    if kind == "replaced":
        for place in chance.sample(range(len(words)), chance.choice((1, 1, 2, 2, 3, 4, 8))):
            words[place] = f"new{chance.randrange(10**6)}"
        return " ".join(words)
    size = chance.randrange(1, 40)
    if kind == "cut":
        return " ".join(words[:-size])
    at = chance.randrange(len(words))
    return " ".join([*words[:at], *other.split()[:size], *words[at:]])
