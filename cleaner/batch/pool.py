"""Worker processes with a deadline and a cap on memory; outcomes come in the order of the tasks.

Each has a line of its own (`process.py`). It is given tasks of some hundredths of a second together, so that
small pages do not cost more on their way than in their cleaning. Where it dies over several, nobody knows
which was to blame: each of them is tried again alone.
"""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import islice, takewhile
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from cleaner.batch.process import Worker
from cleaner.batch.worker import Task, failed
from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.batch.process import Answer, Work
    from cleaner.batch.worker import Outcome

__all__ = ["Limits", "Workers"]

# Tasks taken ahead of the one whose turn it is, a worker: a slow page holds up the order, and meanwhile the
# others go on. Their documents wait in memory, so there is an end to it.
_AHEAD = 24
_MOST_TOGETHER = 8  # tasks that a worker is given at once
_TOGETHER_S = 0.04  # of work, by the mean of the tasks before
_LAST = 0.1  # what the last task has of that mean
_DEATHS = 3  # of workers with the same page
_MOST_STILLBORN = 10  # workers in a row that were never ready


@dataclass(frozen=True, slots=True)
class Limits:
    """What worker processes may take."""

    jobs: int = 1
    timeout_s: float = 60.0  # a page, on the clock
    memory_bytes: int = 2 << 30  # of a worker, which has some 200 MB before its first page; on Linux alone
    # Pages after which a worker is replaced: what libraries leak goes with it. So does what it has learned to
    # look up fast, a sixth of a page's time after some hundred; and over 4,500 pages no leak was seen.
    recycle_after: int = 10_000


@dataclass(slots=True)
class _Turn:
    """A task in the order; grows outcomes."""

    task: Task
    outcomes: list[Outcome] | None = None
    is_alone: bool = False  # to be given to a worker alone
    deaths: int = 0  # of workers over it alone
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
        self._at: dict[Worker, list[_Turn]] = {}  # what each is at
        self._mean_s = _TOGETHER_S  # of a task
        self._stillborn = 0  # workers since the last one that was ready

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._at:
            worker.leave()
        for worker, turns in self._at.items():
            worker.end(by_force=bool(turns))
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
        free = sum(not turns for turns in self._at.values())
        for _ in range(min(wanted - free, self._limits.jobs - len(self._at))):
            limits = self._limits
            worker = Worker(self._work, timeout_s=limits.timeout_s, memory_bytes=limits.memory_bytes)
            self._at[worker] = []

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
            answers = worker.take()
        except (EOFError, OSError):
            self._lose(worker, waiting)
            return
        self._stillborn = 0
        turns, self._at[worker] = self._at[worker], []
        if not isinstance(answers, str):
            for turn, answer in zip(turns, answers or [], strict=True):
                self._end(turn, answer)
        elif len(turns) == 1:
            turns[0].fail(answers)
        else:
            _put_back(turns, waiting)
        if worker.tasks_done < self._limits.recycle_after:
            self._give(worker, waiting)
        else:
            worker.leave()
            del self._at[worker]

    def _give(self, worker: Worker, waiting: deque[_Turn]) -> None:
        if not waiting:
            return
        # The others may be ready in a moment: nobody takes more than a share.
        most = min(_MOST_TOGETHER, _TOGETHER_S // self._mean_s, -(-len(waiting) // self._limits.jobs))
        together = list(islice(takewhile(lambda turn: not turn.is_alone, waiting), max(1, int(most))))
        turns = self._at[worker] = together or [waiting[0]]
        for _ in turns:
            waiting.popleft()
        try:
            worker.give([turn.task for turn in turns])
        except OSError:
            self._lose(worker, waiting)

    def _end(self, turn: _Turn, answer: Answer) -> None:
        if isinstance(answer, str):
            turn.fail(answer)
            return
        turn.outcomes = answer
        seconds = sum(outcome.seconds for outcome in answer)
        self._mean_s += _LAST * (max(seconds, 1e-3) - self._mean_s)

    def _lose(self, worker: Worker, waiting: deque[_Turn]) -> None:
        """A worker is dead, or has to be: its tasks are tried again, but for one that is to blame."""
        turns, is_late = self._at.pop(worker), worker.is_late
        cause = worker.end(by_force=is_late)
        if not turns:
            self._stillborn += 1
            if self._stillborn == _MOST_STILLBORN:
                raise CleanerError("worker processes: none stays alive - look at the memory of this machine")
        elif len(turns) > 1:
            _put_back(turns, waiting)
        elif is_late:
            turns[0].fail(
                f"not done after {self._limits.timeout_s:g} s - look at the page, or allow more time"
            )
        else:
            # Somebody else may have killed the worker, or the system, short of memory because of another
            # page: this one is to blame only if it happens again.
            turns[0].deaths += 1
            if turns[0].deaths < _DEATHS:
                _put_back(turns, waiting)
            else:
                turns[0].fail(f"its worker process died {_DEATHS} times, {cause} - look at the page alone")


def _put_back(turns: list[_Turn], waiting: deque[_Turn]) -> None:
    """Tasks that a worker was given wait again, to be given alone."""
    for turn in reversed(turns):
        turn.is_alone = True
        waiting.appendleft(turn)
