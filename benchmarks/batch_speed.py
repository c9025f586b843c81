"""What `cleaner batch` and `cleaner clean` take beyond the bare function, and what memory a run holds.

A loaded machine is not the same for a quarter of an hour. So the run stands still now and then, while the
bare function cleans some of the same archives in as many processes: both are measured in the same minutes.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.crawls import archives, pages
from benchmarks.processes import Watch, paused
from cleaner.inputs import read
from cleaner.pipeline import Options, clean_page
from cleaner.rules import Rules

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["batch_command", "measure_speed", "measure_start"]

_TURNS = 10  # of the bare function
_PARTS = 10  # of the time, for each of which the memory is given
_LOOK_S = 0.2
_TIMEOUT_S = 3600  # of a page: those in hand wait while the run stands still


def batch_command(folder: Path, options: argparse.Namespace, *more: str) -> list[str]:
    """The command that cleans the archives in a folder into `out` below it."""
    command = [sys.executable, "-m", "cleaner", "batch", f"{folder}/*.warc.gz", "-o", f"{folder}/out"]
    return [*command, "--jobs", str(options.jobs), "--engine", options.engine, *more]


def measure_speed(options: argparse.Namespace) -> dict[str, Any]:
    """A run and the bare function over the same archives by turns; the memory of the run."""
    _bare([])
    with tempfile.TemporaryDirectory() as scratch:
        most_bytes = 1000 * options.most_kb
        files = archives(
            Path(scratch), options.pages, shard=options.shard, words=options.words, most_bytes=most_bytes
        )
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(options.jobs, context) as pool:
            bare = _Bare(pool, options.jobs)
            started = time.perf_counter()
            run = subprocess.Popen(batch_command(Path(scratch), options, "--timeout", str(_TIMEOUT_S)))
            watch = Watch(run.pid)
            stood_s = _by_turns(run, bare, files, Path(scratch, "out", ".cleaner"))
            status, batch_s = run.wait(), time.perf_counter() - started - stood_s
            watch.stop()
        in_bytes = sum(file.stat().st_size for file in files)
        out_bytes = sum(file.stat().st_size for file in Path(scratch, "out").glob("part-*"))
    batch_speed, batch_ms = options.pages / batch_s, 1000 * watch.cpu_s / options.pages
    return {
        "pages": options.pages,
        "words": options.words,
        "most_kb": options.most_kb if options.most_kb < inf else None,
        "jobs": options.jobs,
        "status": status,
        "bare_pages": bare.pages,
        "bare_pages_s": bare.speed,
        "batch_pages_s": batch_speed,
        "ratio_of_speeds": batch_speed / bare.speed,
        "bare_cpu_ms": bare.cpu_ms,
        "batch_cpu_ms": batch_ms,
        "parent_cpu_ms": 1000 * watch.parent_cpu_s / options.pages,
        "ratio_of_cpu": bare.cpu_ms / batch_ms,
        "peak_mb": watch.peak_bytes / 1e6,
        "memory_mb": [{name: size / 1e6 for name, size in asdict(it).items()} for it in watch.peaks(_PARTS)],
        "in_bytes": in_bytes / options.pages,
        "out_bytes": out_bytes / options.pages,
    }


def _by_turns(run: subprocess.Popen[bytes], bare: _Bare, files: Sequence[Path], ledger: Path) -> float:
    """Seconds that the run stood still; the bare function is given an archive a process each time."""
    stood_s, turn, every = 0.0, 0, len(files) / _TURNS
    while run.poll() is None:
        done = len(list(ledger.glob("part-*.json")))
        # In the middle of a tenth: at its beginning the run still starts its workers.
        if turn < _TURNS and done >= (turn + 0.5) * every - 1:
            first = round(turn * every)
            some = [files[(first + number) % len(files)] for number in range(bare.processes)]
            stood_s += paused(run.pid, partial(bare.clean, some))
            turn += 1
        time.sleep(_LOOK_S)
    return stood_s


class _Bare:
    """The bare function in processes of its own, and what it took so far."""

    def __init__(self, pool: ProcessPoolExecutor, processes: int) -> None:
        self._pool = pool
        self.processes = processes
        self.pages = 0
        self._cpu_s = self._clock_s = 0.0

    def clean(self, files: Sequence[Path]) -> None:
        """Cleans an archive in each process."""
        for pages_done, cpu_s, clock_s in self._pool.map(_bare, [[file] for file in files]):
            self.pages += pages_done
            self._cpu_s += cpu_s
            self._clock_s += clock_s

    @property
    def cpu_ms(self) -> float:
        """Of a page."""
        return 1000 * self._cpu_s / self.pages

    @property
    def speed(self) -> float:
        """Pages a second, of all processes together."""
        return self.processes * self.pages / self._clock_s


def _bare(files: Sequence[Path]) -> tuple[int, float, float]:
    """Pages, their seconds of CPU and on the clock."""
    options, done = Options(rules=Rules.shipped()), 0
    cpu_s, clock_s = time.process_time(), time.perf_counter()
    for file in files:
        for page in read(file):
            clean_page(page, options)
            done += 1
    return done, time.process_time() - cpu_s, time.perf_counter() - clock_s


def measure_start(options: argparse.Namespace) -> dict[str, Any]:
    """Five pages, by the function in a loop and by the command, in fresh processes; the best of some."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "raw")
        folder.mkdir()
        for number, body in enumerate(pages(5)):
            (folder / f"{number}.html").write_bytes(body)
        loop = f"import cleaner, pathlib\nfor p in pathlib.Path({str(folder)!r}).iterdir(): cleaner.clean(p)"
        commands = {
            "function": ["-c", loop],
            "clean": ["-m", "cleaner", "clean", str(folder), "-o", f"{scratch}/out", "--jobs", "2"],
        }
        best: dict[str, float] = {}
        # By turns, so that all of them meet the same load.
        for _ in range(options.times):
            for name, command in commands.items():
                for unit, seconds in zip(("cpu_s", "s"), _taken([sys.executable, *command]), strict=True):
                    best[f"{name}_{unit}"] = min(seconds, best.get(f"{name}_{unit}", seconds))
    over = {f"overhead_{unit}": best[f"clean_{unit}"] - best[f"function_{unit}"] for unit in ("cpu_s", "s")}
    return {**best, **over}


def _taken(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of CPU and on the clock that a command takes."""
    before, started = os.times(), time.perf_counter()
    subprocess.run(command, check=True)
    after, seconds = os.times(), time.perf_counter() - started
    cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu_s, seconds
