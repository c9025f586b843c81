"""`python -m benchmarks.first`: what a first page costs, from a new interpreter to the document.

CPU time of a process that imports a system and extracts one page, the least of some runs: loading code and
compiling patterns is all of it, so the page hardly matters.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.golden import ROOT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cpu_s", "ratio"]

PAGE = ROOT / "raw" / "german-cookie-banner.html"
_RUNS = 4  # the first may have to compile modules
_PROGRAMS = {
    "cleaner": "import cleaner; cleaner.clean(body)",
    "trafilatura": "import trafilatura; trafilatura.bare_extraction(body, with_metadata=True)",
}


def cpu_s(system: str, page: Path = PAGE) -> float:
    """Seconds of CPU time for a system's first page; KeyError for one that is not known here."""
    program = f"from pathlib import Path; body = Path({os.fspath(page)!r}).read_bytes(); {_PROGRAMS[system]}"
    return min(_run(program) for _ in range(_RUNS))


def ratio(page: Path = PAGE) -> float:
    """The time of cleaner's first page, as a share of trafilatura's."""
    return cpu_s("cleaner", page) / cpu_s("trafilatura", page)


def _run(program: str) -> float:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # a pool of threads costs time of its own
    process = subprocess.Popen([sys.executable, "-c", program], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ChildProcessError(f"{program}: ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    for name in _PROGRAMS:
        print(f"{name:12} {cpu_s(name):.3f} s of CPU time")
