"""`python -m benchmarks.hostile --attacks`: every attack through every system, with little time and memory.

Each system has a process of its own with 1 GiB of memory, and some CPU time a page; a process that dies or is
stopped is started anew, and so is one that has taken half its memory, which no page is to lack for the one
before. Asked is whether the article came out, or why it did not.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import runner, tables
from benchmarks.attacks import SENTENCES, attacks

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CHECKED", "DEADLINE_S", "siege", "verdict"]

CHECKED = ("cleaner", "trafilatura", "readability", "resiliparse", "newspaper", "beautifulsoup")
DEADLINE_S = 10.0
_MEMORY_BYTES = 2**30
_KEPT = 0.9  # of the article's sentences: one may go under where the attack stands
_VERDICTS = ("held", "article lost", "error", "too slow", "out of memory", "crashed")


def siege(
    names: Sequence[str], *, deadline_s: float, only: str = "", every: int = 1, markdown: bool = False
) -> int:
    """The table on standard output, each input's fate on standard error; 1 where the first system fell.

    `every` 2 takes each second input, where there is no time for all.
    """
    found: dict[str, list[tuple[str, runner.Measured]]] = {name: [] for name in names}
    chosen = [(what, make, article) for what, make, article in attacks() if only in what]
    with tempfile.TemporaryDirectory() as folder:
        workers = {name: runner.Worker([name], memory_bytes=_MEMORY_BYTES) for name in names}
        try:
            for number, (what, make, article) in enumerate(islice(chosen, 0, None, every)):
                path = Path(folder, f"page-{number}.html")  # workers remember the page that they read last
                path.write_bytes(make())
                for name, worker in workers.items():
                    measured = worker.measure(path, "https://example.org/ferry", name, deadline_s=deadline_s)
                    how = verdict(measured, article=article)
                    found[name].append((how, measured))
                    print(f"{name}: {what}: {_told(how, measured)}", file=sys.stderr, flush=True)
                    if (measured.peak_bytes or 0) > _MEMORY_BYTES // 2:
                        worker.__exit__()
                path.unlink()
        finally:
            for worker in workers.values():
                worker.__exit__()
    lines = tuple((name, *_counts(found[name]), *_most(found[name])) for name in names)
    header = ("system", *_VERDICTS, "slowest that held", "most memory")
    inputs = len(found[names[0]])
    note = f"{inputs} inputs, {deadline_s:g} s of CPU time and 1 GiB of memory each"
    print(tables.render(tables.Table("Attacks", header, lines, note), markdown=markdown))
    return 0 if all(how == _VERDICTS[0] for how, _ in found[names[0]]) else 1


def verdict(found: runner.Measured, *, article: bool) -> str:
    """What became of a page, in a word or two; a page without an article may well be refused."""
    error = found.error or ""
    if "no answer" in error:
        return "too slow"
    if "process died" in error:
        return "crashed"
    if error.startswith("MemoryError"):
        return "out of memory"
    if not article:
        return "held"
    if error:
        return "error"
    text = " ".join(found.output.text.split())
    kept = sum(sentence in text for sentence in SENTENCES)
    return "held" if kept >= _KEPT * len(SENTENCES) else "article lost"


def _told(how: str, measured: runner.Measured) -> str:
    memory = f", {_mib(measured.peak_bytes)}" if measured.peak_bytes else ""
    return f"{how} ({measured.cpu_s:.1f} s{memory}) {measured.error or ''}".rstrip()


def _counts(found: Sequence[tuple[str, runner.Measured]]) -> tuple[str, ...]:
    counts = Counter(how for how, _ in found)
    return tuple(f"{counts[how]:,}" for how in _VERDICTS)


def _most(found: Sequence[tuple[str, runner.Measured]]) -> tuple[str, str]:
    """The longest time and the most memory of what held."""
    held = [measured for how, measured in found if how == _VERDICTS[0]]
    slowest = max((measured.cpu_s for measured in held), default=0.0)
    return f"{slowest:.1f} s", _mib(max((measured.peak_bytes or 0 for measured in held), default=0))


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"
