"""Runs that are killed at random moments, workers of theirs that are, and pages that do harm."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.batch_speed import batch_command
from benchmarks.crawls import archives, written
from benchmarks.harm import WAYS, Harm
from benchmarks.processes import below, workers_below
from cleaner.batch import ledger
from cleaner.batch.plan import extended, sources_of
from cleaner.batch.pool import Limits
from cleaner.batch.run import Run, run_here
from cleaner.corpus import rows
from cleaner.pipeline import Options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["measure_harm", "measure_kills"]

_SEED = 9
_LOOK_S = 0.2
_ENDED_S = 30.0  # within which what a killed run has started must have seen that it is gone


def measure_kills(options: argparse.Namespace) -> dict[str, Any]:
    """Workers and whole runs killed at moments all over the crawl; the last run goes to its end."""
    chance, killed, orphans = random.Random(_SEED), Counter[str](), set[int]()
    with tempfile.TemporaryDirectory() as scratch:
        files = archives(Path(scratch), options.pages, shard=options.shard, words=options.words)
        moments = sorted(chance.randrange(len(files)) for _ in range(options.kills))
        command = batch_command(Path(scratch), options)
        started = time.perf_counter()
        run = subprocess.Popen(command)
        for moment in moments:
            _wait_for(run, Path(scratch, "out", ".cleaner"), moment)
            time.sleep(chance.uniform(0.0, options.within))
            workers = workers_below(run.pid)
            if run.poll() is not None:
                break
            if workers and chance.random() < 0.5:
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed["workers"] += 1
            else:
                orphans.update(below(run.pid))
                run.kill()
                run.wait()
                killed["runs"] += 1
                run = subprocess.Popen(command)
        run.wait()
        status = subprocess.call(command)
        seconds = time.perf_counter() - started
        counted = _counted(f"{scratch}/out")
    return {
        "pages": options.pages,
        "engine": options.engine,
        "killed": dict(killed),
        "left_running": _left(orphans),
        "status": status,
        "seconds": seconds,
        "failed": counted["failed"],
        "missing": options.pages - counted["addresses"] - counted["failed"],
        "doubled": counted["documents"] - counted["addresses"],
    }


def _wait_for(run: subprocess.Popen[bytes], ledger_folder: Path, shards: int) -> None:
    """Until so many shards are done, or the run is."""
    while run.poll() is None and len(list(ledger_folder.glob("part-*.json"))) < shards:
        time.sleep(_LOOK_S)


def _counted(folder: str) -> dict[str, int]:
    """The documents of a run, the addresses among them, and the pages that failed."""
    plan = ledger.read_plan(folder)
    entries = list(ledger.entries(folder, plan)) if plan else []
    files = [file for entry in entries for file in entry.files]
    done = Counter(row["url"] for file in files for row in rows.read(f"{folder}/{file}"))
    return {
        "documents": done.total(),
        "addresses": len(done),
        "failed": sum(len(entry.failures) for entry in entries),
    }


def _left(processes: set[int]) -> int:
    """Those of some processes that still run after a while."""
    until = time.monotonic() + _ENDED_S
    while (left := sum(map(_runs, processes))) and time.monotonic() < until:
        time.sleep(_LOOK_S)
    return left


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def measure_harm(options: argparse.Namespace) -> dict[str, Any]:
    """The rows in the ledger of three pages among many: one loops, one crashes, one eats memory."""
    with tempfile.TemporaryDirectory() as scratch:
        archives(Path(scratch), options.pages, shard=options.shard, words=options.words)
        bodies = [f"<html><title>It {what}</title><p>Nobody came.</p></html>".encode() for what in WAYS]
        written(Path(scratch, "harm.warc.gz"), bodies, first=options.pages)
        plan = extended(None, sources_of([f"{scratch}/*.warc.gz"]), ".jsonl.zst", {})
        ledger.write_plan(f"{scratch}/out", plan)
        limits = Limits(options.jobs, timeout_s=20, memory_bytes=768 << 20)
        _run(plan.shards, Run(f"{scratch}/out", plan.suffix, Options(rules=Harm()), limits), options.engine)
        counted = _counted(f"{scratch}/out")
        failures = [it for entry in ledger.entries(f"{scratch}/out", plan) for it in entry.failures]
    return {
        "pages": options.pages + len(WAYS),
        "documents": counted["documents"],
        "missing": options.pages - counted["addresses"],
        "reasons": [failure.reason.removeprefix(f"{failure.path}: ") for failure in failures],
    }


def _run(shards: Sequence[ledger.Shard], run: Run, engine: str) -> None:
    if engine == "local":
        list(run_here(shards, run))
        return
    from cleaner.batch.cluster import run_on_cluster

    list(run_on_cluster(shards, run))
