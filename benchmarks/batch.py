"""Crawls, timed and killed: what a run of `cleaner batch` costs, and that nothing stops it.

    python -m benchmarks.batch start                   five pages: what the command takes beyond the function
    python -m benchmarks.batch speed --pages 2000      against the bare function in as many processes
    python -m benchmarks.batch kill --pages 2000 --kills 20 [--engine dask]
    python -m benchmarks.batch dedup --documents 1000000

Each writes its figures into benchmarks/batch.json, from which `benchmarks.batch_scale` makes docs/scale.md.
Archives are made of pages of the corpora. Seconds depend on what else the machine does: trust the ratios.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import corpora
from benchmarks.batch_dedup import measure_dedup
from benchmarks.processes import Watch, workers_below
from cleaner.batch import ledger
from cleaner.corpus import rows
from cleaner.inputs import read
from cleaner.pipeline import Options, clean_page
from cleaner.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FIGURES", "crawl", "main", "pages"]

FIGURES = Path(__file__).with_name("batch.json")
_SEED = 9
_DATE = "2024-01-02T10:11:12Z"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the figures and keeps them; 1 where something was lost."""
    options = _parser().parse_args(arguments)
    measure: Callable[[argparse.Namespace], dict[str, Any]] = options.measure
    figures = {**measure(options), "load": os.getloadavg()[0], "cores": os.cpu_count()}
    print(json.dumps(figures, indent=2))
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    FIGURES.write_text(json.dumps({**known, options.what: figures}, indent=2, sort_keys=True) + "\n")
    return 1 if figures.get("missing") or figures.get("doubled") else 0


def pages() -> list[bytes]:
    """Pages of the corpora as saved, in an order of their own."""
    folder = corpora.default_folder()
    found = [example for name in corpora.names_in(folder) for example in corpora.read(folder, name)]
    chosen = random.Random(_SEED).sample(found, min(len(found), 400))
    return [next(iter(read(example.path))).body for example in chosen]


def crawl(folder: Path, count: int, shard: int) -> list[Path]:
    """Archives of so many pages in all, and of `shard` pages each, every one under an address of its own."""
    archives = []
    bodies = cycle(pages())
    for first in range(0, count, shard):
        file = folder / f"{first // shard:05}.warc.gz"
        with file.open("wb") as archive:
            for number, body in enumerate(islice(bodies, min(shard, count - first)), start=first):
                archive.write(gzip.compress(_record(f"https://example.org/{number}", body), compresslevel=1))
        archives.append(file)
    return archives


def _record(url: str, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {_DATE}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _start(options: argparse.Namespace) -> dict[str, Any]:
    """Five pages, by the function in a loop and by the command, each in a fresh process; the best of some."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "raw")
        folder.mkdir()
        for number, body in enumerate(pages()[:5]):
            (folder / f"{number}.html").write_bytes(body)
        loop = f"import cleaner, pathlib\nfor p in pathlib.Path({str(folder)!r}).iterdir(): cleaner.clean(p)"
        function = min(_cpu_s([sys.executable, "-c", loop]) for _ in range(options.times))
        command = [
            sys.executable,
            "-m",
            "cleaner",
            "clean",
            str(folder),
            "-o",
            f"{scratch}/out",
            "--jobs",
            "2",
        ]
        cleaned = min(_cpu_s(command) for _ in range(options.times))
    return {"function_cpu_s": function, "command_cpu_s": cleaned, "overhead_cpu_s": cleaned - function}


def _cpu_s(command: Sequence[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _speed(options: argparse.Namespace) -> dict[str, Any]:
    """The run against the bare function over the same archives, in as many processes."""
    with tempfile.TemporaryDirectory() as scratch:
        archives = crawl(Path(scratch), options.pages, options.shard)
        started, before = time.perf_counter(), os.times()
        context = multiprocessing.get_context("fork")
        processes = [
            context.Process(target=_bare, args=(archives[i :: options.jobs],)) for i in range(options.jobs)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        bare_s, after = time.perf_counter() - started, os.times()
        bare_cpu = after.children_user + after.children_system - before.children_user - before.children_system
        started = time.perf_counter()
        run = subprocess.Popen(_command(Path(scratch), options))
        watch = Watch(run.pid)
        run.wait()
        batch_s = time.perf_counter() - started
        watch.stop()
        in_bytes = sum(file.stat().st_size for file in archives)
        out_bytes = sum(file.stat().st_size for file in Path(scratch, "out").glob("part-*"))
    return {
        "pages": options.pages,
        "jobs": options.jobs,
        "bare_pages_s": options.pages / bare_s,
        "batch_pages_s": options.pages / batch_s,
        "ratio_of_speeds": bare_s / batch_s,
        "bare_cpu_ms": 1000 * bare_cpu / options.pages,
        "batch_cpu_ms": 1000 * watch.cpu_s / options.pages,
        "ratio_of_cpu": bare_cpu / watch.cpu_s,
        "peak_mb": watch.peak_bytes / 1e6,
        "in_bytes": in_bytes / options.pages,
        "out_bytes": out_bytes / options.pages,
    }


def _bare(archives: Sequence[Path]) -> None:
    options = Options(rules=Rules.shipped())
    for archive in archives:
        for page in read(archive):
            clean_page(page, options)


def _kill(options: argparse.Namespace) -> dict[str, Any]:
    """Workers and whole runs killed at random moments, half and half; the last run goes to its end."""
    chance, killed = random.Random(_SEED), Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        crawl(Path(scratch), options.pages, options.shard)
        command = _command(Path(scratch), options)
        run = subprocess.Popen(command)
        while killed.total() < options.kills:
            time.sleep(chance.uniform(0.5, options.within))
            if run.poll() is not None:
                break
            workers = workers_below(run.pid)
            if workers and chance.random() < 0.5:
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed["workers"] += 1
            else:
                run.kill()
                run.wait()
                killed["runs"] += 1
                run = subprocess.Popen(command)
        run.wait()
        status = subprocess.call(command)
        plan = ledger.read_plan(f"{scratch}/out")
        entries = list(ledger.entries(f"{scratch}/out", plan)) if plan else []
        done = Counter(
            row["url"]
            for entry in entries
            for file in entry.files
            for row in rows.read(f"{scratch}/out/{file}")
        )
        failed = sum(len(entry.failures) for entry in entries)
    return {
        "pages": options.pages,
        "engine": options.engine,
        "killed": dict(killed),
        "status": status,
        "failed": failed,
        "missing": options.pages - len(done) - failed,
        "doubled": sum(times > 1 for times in done.values()),
    }


def _command(folder: Path, options: argparse.Namespace) -> list[str]:
    command = [sys.executable, "-m", "cleaner", "batch", f"{folder}/*.warc.gz", "-o", f"{folder}/out"]
    return [*command, "--jobs", str(options.jobs), "--engine", options.engine]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.batch",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="what", required=True)
    for name, measure in (("start", _start), ("speed", _speed), ("kill", _kill), ("dedup", measure_dedup)):
        command = commands.add_parser(name)
        command.set_defaults(measure=measure)
        command.add_argument("--times", type=int, default=3)
        command.add_argument("--pages", type=int, default=2000)
        command.add_argument("--shard", type=int, default=100, help="pages of an archive")
        command.add_argument("--documents", type=int, default=1_000_000)
        command.add_argument("--jobs", type=int, default=2)
        command.add_argument("--kills", type=int, default=20)
        command.add_argument("--within", type=float, default=5.0, help="seconds between two kills, at most")
        command.add_argument("--engine", choices=("local", "dask"), default="local")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
