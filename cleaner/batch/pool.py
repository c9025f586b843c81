"""Worker processes with a deadline and a cap on memory; outcomes come in the order of the tasks.

The only module that knows Pebble, which kills a worker that is over its time and starts another.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

from cleaner.batch.worker import Task, failed
from cleaner.errors import CleanerError

if sys.platform == "win32":
    from multiprocessing.context import SpawnContext as _BaseContext
    from multiprocessing.context import SpawnProcess as _Process
else:
    from multiprocessing.context import ForkServerContext as _BaseContext
    from multiprocessing.context import ForkServerProcess as _Process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pebble import ProcessFuture, ProcessPool

    from cleaner.batch.worker import Outcome

    Work = Callable[[Task], list[Outcome]]

__all__ = ["Limits", "Workers"]

# Tasks given to the pool ahead of the one whose turn it is, a worker: a slow page holds up the order, and
# meanwhile the others go on. Their documents wait in memory, so there is an end to it.
_AHEAD = 8
_DEATHS = 3  # of workers with the same page
_MOST_BROKEN = 10  # pools in a row, with no page done
_LOOK_S = 2.0  # how often a pool is asked whether it is alive, while nothing comes
_MAIN = Lock()  # held while `__main__` is out of place


@dataclass(frozen=True, slots=True)
class Limits:
    """What worker processes may take."""

    jobs: int = 1
    timeout_s: float = 60.0  # a page, on the clock
    memory_bytes: int = 2 << 30  # of a worker, which has some 200 MB before its first page; on Linux alone
    recycle_after: int = 1000  # pages, after which a worker is replaced: what libraries leak goes with it


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A task in the hands of a pool."""

    task: Task
    pool: ProcessPool
    future: ProcessFuture[list[Outcome]]


class Workers:
    """Processes that outlive any page, to be closed at the end; for one thread."""

    def __init__(self, work: Work, limits: Limits) -> None:
        """`work` must be picklable. The processes start with the first task."""
        self._work = work
        self._limits = limits
        self._pool = self._new_pool()
        self._broken = 0  # pools since the last page that was done

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """What the work gives for each task, in their order; a failed outcome where its worker was lost.

        What is local to this process, as standard input, is worked on here.
        """
        queue: deque[Task | _Waiting] = deque()
        try:
            for task in tasks:
                queue.append(task if task.is_local else self._scheduled(task))
                if len(queue) > self._limits.jobs * _AHEAD:
                    yield from self._result(queue.popleft())
            while queue:
                yield from self._result(queue.popleft())
        finally:
            for waiting in queue:
                if isinstance(waiting, _Waiting):
                    waiting.future.cancel()  # type: ignore[no-untyped-call]

    def _result(self, waiting: Task | _Waiting) -> list[Outcome]:
        from pebble import ProcessExpired

        if isinstance(waiting, Task):
            return self._work(waiting)
        task, started, deaths = waiting.task, time.perf_counter(), 0
        while True:
            try:
                outcomes = _done(waiting)
            except BrokenProcessPool:
                pass  # no fault of the page
            except TimeoutError:
                reason = f"not done after {self._limits.timeout_s:g} s - look at the page, or allow more time"
                break
            except ProcessExpired as error:
                # Somebody else may have killed the worker, or the system, short of memory because of another
                # page: this one is to blame only if it happens again.
                deaths += 1
                if deaths == _DEATHS:
                    cause = _cause(error.exitcode)
                    reason = f"its worker process died {deaths} times, {cause} - look at the page alone"
                    break
            except Exception as error:  # noqa: BLE001 - what came back could not be unpickled, or the like
                reason = (
                    f"{type(error).__name__}: {error} - a fault of cleaner: please report it with the page"
                )
                break
            else:
                self._broken = 0
                return outcomes
            waiting = self._scheduled(task)
        return [failed(task.source, reason, time.perf_counter() - started, page=task.page)]

    def _scheduled(self, task: Task) -> _Waiting:
        """The task in the hands of the pool, or of a new one where that is broken."""
        while self._broken < _MOST_BROKEN:
            try:
                future = self._pool.schedule(self._work, args=(task,), timeout=self._limits.timeout_s)
            except RuntimeError:  # as Pebble says that the pool is broken, or could not be started
                self._broken += 1
                self.__exit__()
                self._pool = self._new_pool()
            else:
                return _Waiting(task, self._pool, future)
        raise CleanerError("worker processes: none stays alive - look at the memory of this machine")

    def _new_pool(self) -> ProcessPool:
        from pebble import ProcessPool

        return ProcessPool(
            max_workers=self._limits.jobs,
            max_tasks=self._limits.recycle_after,
            initializer=_cap_memory,
            initargs=(self._limits.memory_bytes,),
            context=_context(),
        )


def _done(waiting: _Waiting) -> list[Outcome]:
    """The result of a task; BrokenProcessPool where its pool will never give one."""
    while not wait([waiting.future], timeout=_LOOK_S).done:
        if not waiting.pool.active:
            raise BrokenProcessPool
    return waiting.future.result()


def _cause(exit_code: int) -> str:
    """What an exit code says of a process's end.

    >>> _cause(3), _cause(-11)
    ('exit code 3', 'by SIGSEGV')
    """
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"by signal {-exit_code}"


def _cap_memory(size_bytes: int) -> None:
    """No more memory than this for a new worker: asking for it is a MemoryError, or the end of the worker."""
    if sys.platform == "linux":
        import resource

        # Not RLIMIT_AS: that also counts what is mapped and never touched, as the stacks of idle threads.
        resource.setrlimit(resource.RLIMIT_DATA, (size_bytes, size_bytes))


class _Worker(_Process):
    """A process that does not run the user's script again.

    Processes that are not forked import `__main__`, which would make `for document in clean_all(...)` in a
    script without `if __name__ == "__main__"` start workers in every worker. Nothing that we send them is
    defined there.
    """

    def start(self) -> None:
        """Start with an empty `__main__`; loky does the same (init_main_module=False)."""
        with _MAIN:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main


class _Context(_BaseContext):
    # Never a plain fork: Pebble has threads by then, and a lock that one holds stays held in the child.
    Process = _Worker


def _context() -> _Context:
    context = _Context()
    if sys.platform != "win32":
        # Imported once, in the server that workers are forked from.
        context.set_forkserver_preload(["cleaner.batch.worker"])
    return context
