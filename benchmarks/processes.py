"""What processes take, read from /proc (Linux)."""

from __future__ import annotations

import os
import threading
from pathlib import Path

__all__ = ["Watch", "children", "workers_below"]

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY_S = 0.2


def children(pid: int) -> list[int]:
    """The processes that one has started and that still run."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        return [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:  # gone meanwhile
        return []


def workers_below(pid: int) -> list[int]:
    """The workers of a run: they are forked from a server, which is the run's child."""
    return [worker for server in children(pid) for worker in children(server)]


class Watch:
    """The CPU seconds and the memory of a process and all below it, looked at five times a second."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._cpu_s: dict[int, float] = {}
        self.peak_bytes = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @property
    def cpu_s(self) -> float:
        """Of all processes, also those that are gone."""
        return sum(self._cpu_s.values())

    def stop(self) -> None:
        """No more looks."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY_S):
            memory, waiting = 0, [self._pid]
            while waiting:
                pid = waiting.pop()
                waiting += children(pid)
                memory += self._measured(pid)
            self.peak_bytes = max(self.peak_bytes, memory)

    def _measured(self, pid: int) -> int:
        """The bytes of memory of a process, shared ones divided among those that share them."""
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            self._cpu_s[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
        except (OSError, IndexError, ValueError):  # gone meanwhile
            return 0
