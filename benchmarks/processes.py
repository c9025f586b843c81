"""What processes take, read from /proc (Linux)."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Look", "Watch", "below", "paused", "workers_below"]

_EVERY_S = 0.5
# What a process that only starts others, or keeps count of them, was started with.
_SERVERS = (b"multiprocessing.forkserver", b"multiprocessing.resource_tracker")


def below(pid: int) -> Iterator[int]:
    """The processes that one has started and that still run, and those that they have, parents first."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        found = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:  # gone meanwhile
        return
    for child in found:
        yield child
        yield from below(child)


def workers_below(pid: int) -> list[int]:
    """The workers of a run, of a cluster's as well: whatever is below it and not a server of processes."""
    return [process for process in below(pid) if not _is_server(process)]


def _is_server(pid: int) -> bool:
    """True for the server that workers are forked from; they have its command line, and it no such parent."""
    command = _command(pid)
    if not any(name in command for name in _SERVERS):
        return False
    return _command(_parent(pid)) != command


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def paused(pid: int, work: Callable[[], None]) -> float:
    """Seconds that some work took, while a process and all below it stood still."""
    started = time.perf_counter()
    _told(pid, signal.SIGSTOP)
    stopped = list(below(pid))
    for process in stopped:
        _told(process, signal.SIGSTOP)
    try:
        work()
    finally:
        for process in [*reversed(stopped), pid]:
            _told(process, signal.SIGCONT)
    return time.perf_counter() - started


def _told(pid: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # gone meanwhile
        os.kill(pid, what)


@dataclass(frozen=True, slots=True)
class Look:
    """The memory of a run at one moment, in bytes."""

    parent: int
    worker: int  # the largest
    together: int  # what several share is counted once


class Watch:
    """The CPU seconds and the memory of a process and all below it, looked at twice a second."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.cpu_s = 0.0  # of all, also of those that are gone
        self.parent_cpu_s = 0.0
        self.looks: list[Look] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No more looks."""
        self._over.set()
        self._thread.join()

    @property
    def peak_bytes(self) -> int:
        """Of all together."""
        return max((look.together for look in self.looks), default=0)

    def peaks(self, parts: int) -> list[Look]:
        """The most that was seen in each of so many parts of the time."""
        size = max(1, -(-len(self.looks) // parts))
        return [
            Look(
                max(look.parent for look in some),
                max(it.worker for it in some),
                max(it.together for it in some),
            )
            for at in range(0, len(self.looks), size)
            if (some := self.looks[at : at + size])
        ]

    def _look(self) -> None:
        is_over = False
        while not is_over:
            pids = [self._pid, *below(self._pid)]
            # Whoever waits for a process that has ended is given its time.
            self.cpu_s = max(self.cpu_s, sum(sum(_cpu_s(pid)) for pid in pids))
            self.parent_cpu_s = max(self.parent_cpu_s, _cpu_s(self._pid)[0])
            (parent, _), *others = memory = [_memory(pid) for pid in pids]
            if parent:
                worker = max((own for own, _ in others), default=0)
                self.looks.append(Look(parent, worker, sum(shared for _, shared in memory)))
            is_over = self._over.wait(_EVERY_S)


def _most(looks: Sequence[Look]) -> Look:
    return Look(*(max(getattr(look, name) for look in looks) for name in Look.__slots__))


def _cpu_s(pid: int) -> tuple[float, float]:
    """Seconds of a process, and of those below it that it has seen end."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # gone meanwhile
        return 0.0, 0.0
    user, system, users, systems = (int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:15])
    return user + system, users + systems


def _memory(pid: int) -> tuple[int, int]:
    """The bytes that a process holds, and the same with shared ones divided among those that share them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # gone meanwhile
        return 0, 0
    sizes = {name: int(value.split()[0]) << 10 for name, _, value in (it.partition(":") for it in lines[1:])}
    return sizes.get("Rss", 0), sizes.get("Pss", 0)
