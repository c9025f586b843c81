"""`python -m benchmarks.first`: what a first page costs, from a new interpreter to the document.

CPU time of a process that imports a system and extracts one page: loading code and compiling patterns is
all of it, so the page hardly matters. The systems take turns, for a shared machine's speed may double within
seconds: the least of some runs says what the work takes, the median of the ratios how two systems compare.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.golden import ROOT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ratio", "turns"]

PAGE = ROOT / "raw" / "german-cookie-banner.html"
_TURNS = 9
_PROGRAMS = {
    "cleaner": "import cleaner; cleaner.clean(body)",
    "trafilatura": "import trafilatura; trafilatura.bare_extraction(body, with_metadata=True)",
}


def turns(page: Path = PAGE, count: int = _TURNS) -> dict[str, list[float]]:
    """Seconds of CPU time for each system's first page, a figure a turn."""
    read = f"from pathlib import Path; body = Path({os.fspath(page)!r}).read_bytes(); "
    for extract in _PROGRAMS.values():  # modules that are not compiled yet are compiled now
        _run(read + extract)
    seconds: dict[str, list[float]] = {name: [] for name in _PROGRAMS}
    for _ in range(count):
        for name, extract in _PROGRAMS.items():
            seconds[name].append(_run(read + extract))
    return seconds


def ratio(page: Path = PAGE) -> float:
    """The time of cleaner's first page, as a share of trafilatura's in the same turn: the median."""
    seconds = turns(page)
    return median(
        ours / theirs for ours, theirs in zip(seconds["cleaner"], seconds["trafilatura"], strict=True)
    )


def _run(program: str) -> float:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # a pool of threads costs time of its own
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's modules are compiled, the first time only
    process = subprocess.Popen([sys.executable, "-c", program], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ChildProcessError(f"{program}: ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    for name, seconds in turns().items():
        print(f"{name:12} {min(seconds):.3f} s of CPU time at least, {median(seconds):.3f} s in the median")
