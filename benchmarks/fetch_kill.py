"""`cleaner fetch`, killed again and again: every page is there once, and every host had its rest.

    python -m benchmarks.fetch_kill [--pages 500] [--hosts 20] [--kills 20] [--delay 0.05] [--warc]

A server on 127.0.0.1 writes down what it is asked for. The run, in a process of its own, is killed with
SIGKILL at random moments and started again each time; the last one goes to its end. A page may be asked for
twice only where its answer was on the way when the process died: it is then its host's last request before.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fetch import Answers, Dialler, public
from cleaner.fetch.listing import Sources
from cleaner.fetch.network import Network
from cleaner.fetch.run import Order, outcomes
from cleaner.fetch.session import Door
from cleaner.fetch.settings import Settings
from cleaner.inputs import read, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Findings", "Trial", "main", "try_out"]

_PAGE_BYTES, _TAKES_S = 10_000, 0.02  # so that some answers are on their way at any moment
Asked = tuple[float, str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried."""

    pages: int = 500
    hosts: int = 20
    kills: int = 20
    delay_s: float = 0.05
    warc: bool = False

    @property
    def urls(self) -> list[str]:
        """The addresses of the pages."""
        return [f"http://h{i % self.hosts}.example.org/p/{i}" for i in range(self.pages)]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; all but the first four must be empty or zero."""

    kills: int
    lives: list[int]  # requests of each process
    requests: int
    repeated: int  # pages that were on their way when the process died
    missing: list[str]
    damaged: list[str]
    doubled: list[str]
    needless: list[str]  # asked for twice although nothing was on its way
    hurried: list[tuple[str, float]]  # hosts asked too soon, and after how many seconds
    left_over: list[str]  # unfinished files

    @property
    def clean(self) -> bool:
        """True where nothing was lost, doubled or hurried."""
        return not (
            self.missing or self.damaged or self.doubled or self.needless or self.hurried or self.left_over
        )


def try_out(trial: Trial, seed: int = 0) -> Findings:
    """Runs it all; seconds to a minute."""
    chance = random.Random(seed)
    log: list[Asked] = []
    with tempfile.TemporaryDirectory(prefix="cleaner-kill-") as folder, _server(log) as port:
        root, killed = Path(folder), []
        # The moments are spread over the time of the whole run; starting a process is no part of it.
        span = trial.pages / trial.hosts * (trial.delay_s + _TAKES_S) / (trial.kills + 1)
        for _ in range(trial.kills):
            process = _started(trial, root, port, log)
            time.sleep(chance.uniform(0.0, 2.0 * span))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed.append(time.time())
        last = _started(trial, root, port, log)
        last.wait(timeout=300)
        if last.returncode != 0:
            raise SystemExit("the last run failed")
        return _findings(trial, root, log, killed)


def _started(trial: Trial, root: Path, port: int, log: Sequence[Asked]) -> subprocess.Popen[bytes]:
    """A run that has just asked for something, or that has nothing left to ask for."""
    before = len(log)
    command = [sys.executable, "-m", "benchmarks.fetch_kill", "--child", str(root), "--port", str(port)]
    command += ["--pages", str(trial.pages), "--hosts", str(trial.hosts), "--delay", str(trial.delay_s)]
    process = subprocess.Popen(command + ["--warc"] * trial.warc)
    while len(log) == before and process.poll() is None:
        time.sleep(0.002)
    return process


def _run(trial: Trial, root: Path, port: int) -> int:
    """The run itself, in the process that is killed."""
    door = Door(Network(resolver=public, dialler=Dialler(port)))
    order = Order(Sources(trial.urls), Settings(delay_s=trial.delay_s), store=root, warc=trial.warc)
    return 1 if any(outcome.error for outcome in outcomes(order, door=door)) else 0


def _findings(trial: Trial, root: Path, log: Sequence[Asked], killed: Sequence[float]) -> Findings:
    stored: dict[str, list[bytes]] = defaultdict(list)
    for source in walk([root]):
        for page in read(source.path):
            stored[str(page.url)].append(page.body)
    needless, repeated = _needless(log, killed)
    return Findings(
        kills=len(killed),
        lives=_lives(log, killed),
        requests=len(log),
        repeated=repeated,
        missing=[url for url in trial.urls if url not in stored],
        damaged=[url for url in trial.urls if stored[url] and stored[url][0] != _expected(url)],
        doubled=[url for url, bodies in stored.items() if len(bodies) > 1],
        needless=needless,
        hurried=_hurried(log, trial.delay_s),
        left_over=[path.name for path in root.rglob("*.part")],
    )


def _lives(log: Sequence[Asked], killed: Sequence[float]) -> list[int]:
    lives = [0] * (len(killed) + 1)
    for at, *_ in log:
        lives[bisect_left(killed, at)] += 1
    return lives


def _expected(url: str) -> bytes:
    host, _, path = url.removeprefix("http://").partition("/")
    return Answers.page(host.encode(), f"/{path}".encode())


def _by_host(log: Sequence[Asked]) -> dict[str, list[Asked]]:
    hosts: dict[str, list[Asked]] = defaultdict(list)
    for asked in sorted(log):
        hosts[asked[1]].append(asked)
    return hosts


def _needless(log: Sequence[Asked], killed: Sequence[float]) -> tuple[list[str], int]:
    """Pages that were asked for again for no reason, and how many there was a reason for."""
    needless, repeated = [], 0
    for host, requests in _by_host(log).items():
        for before, after in pairwise(requests):
            if before[2] == after[2]:
                repeated += 1
                if bisect_left(killed, before[0]) == bisect_left(killed, after[0]):
                    needless.append(f"{host}{after[2]}")
        paths = [path for i, (_, _, path) in enumerate(requests) if not i or requests[i - 1][2] != path]
        needless += [f"{host}{path}" for path in set(paths) if paths.count(path) > 1]
    return needless, repeated


def _hurried(log: Sequence[Asked], delay_s: float) -> list[tuple[str, float]]:
    return [
        (f"{host}{after[2]}", round(after[0] - before[0], 4))
        for host, requests in _by_host(log).items()
        for before, after in pairwise(requests)
        if after[0] - before[0] < delay_s
    ]


@contextmanager
def _server(log: list[Asked]) -> Iterator[int]:
    """A server in a thread; its port."""
    Answers.size_bytes, Answers.takes_s, Answers.log = _PAGE_BYTES, _TAKES_S, log
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(Answers, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.close()
        Answers.takes_s, Answers.log = 0.0, None


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the findings; 1 where something was lost, doubled or hurried."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds")
    parser.add_argument("--warc", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    trial = Trial(args.pages, args.hosts, args.kills, args.delay, args.warc)
    if args.child is not None:
        return _run(trial, args.child, args.port)
    findings = try_out(trial, args.seed)
    for name in Findings.__dataclass_fields__:
        print(f"{name:10} {getattr(findings, name)}")
    return 0 if findings.clean else 1


if __name__ == "__main__":
    sys.exit(main())
