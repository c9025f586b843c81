"""`python -m benchmarks.hostile --attacks`: every attack through every system, with little time and memory.

Each system has a process of its own with 1 GiB of memory, and some CPU time a page; a process that dies or is
stopped is started anew. Asked is whether the article came out, or why it did not.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
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


def siege(names: Sequence[str], *, deadline_s: float, only: str = "", markdown: bool = False) -> int:
    """The table on standard output, each fall on standard error; 1 where the first system fell."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        workers = {name: runner.Worker([name], memory_bytes=_MEMORY_BYTES) for name in names}
        try:
            for number, (what, make, article) in enumerate(attacks()):
                if only not in what:
                    continue
                path.unlink(missing_ok=True)
                path = path.with_name(f"page-{number}.html")  # workers remember the page that they read last
                path.write_bytes(make())
                for name, worker in workers.items():
                    found = worker.measure(path, "https://example.org/ferry", name, deadline_s=deadline_s)
                    how = verdict(found, article=article)
                    counts[name][how] += 1
                    if how != _VERDICTS[0]:
                        print(
                            f"{name}: {what}: {how} ({found.cpu_s:.1f} s) {found.error or ''}",
                            file=sys.stderr,
                        )
        finally:
            for worker in workers.values():
                worker.__exit__()
    lines = tuple((name, *(f"{counts[name][how]:,}" for how in _VERDICTS)) for name in names)
    note = f"{counts[names[0]].total()} inputs, {deadline_s:g} s of CPU time and 1 GiB of memory each"
    print(tables.render(tables.Table("Attacks", ("system", *_VERDICTS), lines, note), markdown=markdown))
    return 0 if counts[names[0]].total() == counts[names[0]][_VERDICTS[0]] else 1


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
