"""Worker processes with a deadline and a cap on memory; outcomes come in the order of the tasks.

Each has a line of its own (`process.py`) and one task at a time, so that it is known what a dead one was at.
"""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from cleaner.batch.process import Worker
from cleaner.batch.worker import Task, failed
from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.batch.process import Work
    from cleaner.batch.worker import Outcome

__all__ = ["Limits", "Workers"]

# Tasks taken ahead of the one whose turn it is, a worker: a slow page holds up the order, and meanwhile the
# others go on. Their documents wait in memory, so there is an end to it.
_AHEAD = 8
_DEATHS = 3  # of workers with the same page
_MOST_STILLBORN = 10  # workers in a row that were never ready


@dataclass(frozen=True, slots=True)
class Limits:
    """What worker processes may take."""

    jobs: int = 1
    timeout_s: float = 60.0  # a page, on the clock
    memory_bytes: int = 2 << 30  # of a worker, which has some 200 MB before its first page; on Linux alone
    # Pages after which a worker is replaced: what libraries leak goes with it. So do what it has learned to look
    # up fast, which takes a sixth off a page after some hundred; and over 4,500 pages nothing leaks that shows.
    recycle_after: int = 10_000


@dataclass(slots=True)
class _Turn:
    """A task in the order; grows outcomes."""

    task: Task
    outcomes: list[Outcome] | None = None
    deaths: int = 0
    started: float = field(default_factory=time.perf_counter)

    def fail(self, reason: str) -> None:
        """There is no other outcome than this."""
        seconds = time.perf_counter() - self.started
        self.outcomes = [failed(self.task.source, reason, seconds, page=self.task.page)]


class Workers:
    """Processes that outlive any page, to be closed at the end; for one thread."""

    def __init__(self, work: Work, limits: Limits) -> None:
        """`work` must be picklable. The processes start with the first task."""
        self._work = work
        self._limits = limits
        self._at: dict[Worker, _Turn | None] = {}  # what each is at
        self._stillborn = 0  # workers since the last one that was ready

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._at:
            worker.leave()
        for worker, turn in self._at.items():
            worker.end(by_force=turn is not None)
        self._at.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """What the work gives for each task, in their order; a failed outcome where its worker was lost.

        What is local to this process, as standard input, is worked on here.
        """
        coming, most = iter(tasks), self._limits.jobs * _AHEAD
        turns: deque[_Turn] = deque()  # in the order of the tasks
        waiting: deque[_Turn] = deque()  # those among them that no worker has
        while True:
            task = next(coming, None) if len(turns) < most else None
            if task:
                turns.append(_Turn(task))
                waiting.extend([] if task.is_local else [turns[-1]])
            if not turns:
                return
            first = turns[0]
            if first.task.is_local:
                first.outcomes = self._work(first.task)
            self._start(len(waiting))
            self._listen(waiting, must=first.outcomes is None and task is None)
            if first.outcomes is not None:
                turns.popleft()
                yield from first.outcomes

    def _start(self, wanted: int) -> None:
        """As many workers as are wanted and allowed."""
        free = sum(turn is None for turn in self._at.values())
        for _ in range(min(wanted - free, self._limits.jobs - len(self._at))):
            limits = self._limits
            worker = Worker(self._work, timeout_s=limits.timeout_s, memory_bytes=limits.memory_bytes)
            self._at[worker] = None

    def _listen(self, waiting: deque[_Turn], *, must: bool) -> None:
        """Hears what workers say and gives them more to do; waits for the first to speak, if it must."""
        for worker in [worker for worker in self._at if worker.is_ready]:
            self._give(worker, waiting)
        lines: dict[object, Worker] = {worker.line: worker for worker in self._at if not worker.is_ready}
        until = min((worker.until for worker in lines.values()), default=math.inf)
        patience = 0.0 if not must else None if until == math.inf else max(0.0, until - time.monotonic())
        for line in wait([worker.line for worker in lines.values()], patience):
            self._hear(lines[line], waiting)
        for worker in [worker for worker in self._at if worker.is_late]:
            # Its answer may have come while nobody listened.
            if worker.line.poll():
                self._hear(worker, waiting)
            else:
                self._lose(worker, waiting)

    def _hear(self, worker: Worker, waiting: deque[_Turn]) -> None:
        try:
            answer = worker.take()
        except (EOFError, OSError):
            self._lose(worker, waiting)
            return
        self._stillborn = 0
        turn, self._at[worker] = self._at[worker], None
        if turn and isinstance(answer, str):
            turn.fail(answer)
        elif turn and isinstance(answer, list):
            turn.outcomes = answer
        if worker.tasks_done < self._limits.recycle_after:
            self._give(worker, waiting)
        else:
            worker.leave()
            del self._at[worker]

    def _give(self, worker: Worker, waiting: deque[_Turn]) -> None:
        if not waiting:
            return
        turn = self._at[worker] = waiting.popleft()
        try:
            worker.give(turn.task)
        except OSError:
            self._lose(worker, waiting)

    def _lose(self, worker: Worker, waiting: deque[_Turn]) -> None:
        """A worker is dead, or has to be: its task is tried again, unless it is to blame."""
        turn, is_late = self._at.pop(worker), worker.is_late
        cause = worker.end(by_force=is_late)
        if turn is None:
            self._stillborn += 1
            if self._stillborn == _MOST_STILLBORN:
                raise CleanerError("worker processes: none stays alive - look at the memory of this machine")
        elif is_late:
            turn.fail(f"not done after {self._limits.timeout_s:g} s - look at the page, or allow more time")
        else:
            # Somebody else may have killed the worker, or the system, short of memory because of another
            # page: this one is to blame only if it happens again.
            turn.deaths += 1
            if turn.deaths < _DEATHS:
                waiting.appendleft(turn)
            else:
                turn.fail(f"its worker process died {_DEATHS} times, {cause} - look at the page alone")
