"""One worker process and the line to it, in which no other process has a part.

So a worker that is killed, at whatever moment, leaves no lock behind that others wait for and no half of a
message that they read. A pool whose workers share a queue stands still for ever once the one is killed that
has its lock, as Pebble's did after some kills.
"""

from __future__ import annotations

import math
import pickle
import signal
import sys
import time
from contextlib import contextmanager
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

from cleaner.batch.worker import fault
from cleaner.errors import CleanerError

if sys.platform == "win32":
    from multiprocessing.context import SpawnContext as _BaseContext
    from multiprocessing.context import SpawnProcess as _Process
else:
    from multiprocessing.context import ForkServerContext as _BaseContext
    from multiprocessing.context import ForkServerProcess as _Process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from cleaner.batch.worker import Outcome, Task

    Work = Callable[[Task], list[Outcome]]
    Answer = list[Outcome] | str  # to a task; or why there is none
    Line = Connection[object, object]

__all__ = ["Worker"]

_MAIN = Lock()  # held while `__main__` is out of place
_GRACE_S = 10.0  # after its time, for a worker that nobody has stopped
_ATTEMPTS = 4  # to start a process
_PAUSE_S = 0.2  # between them
_LEAVE_S = 2.0  # for a process that was told to go, was killed, or has closed its line


class Worker:
    """A process that does what it is given before it is given more; it has a deadline while it does."""

    def __init__(self, work: Work, *, timeout_s: float, memory_bytes: int) -> None:
        """Started, but not ready. CleanerError where the system has no more processes."""
        self._timeout_s = timeout_s
        self.line, theirs = _context().Pipe()
        self.is_ready = False  # waits for a task
        self.until = math.inf  # on the monotonic clock: when its tasks are to be done
        self.tasks_done = 0
        try:
            self._process = _started(theirs, work, timeout_s + _GRACE_S, memory_bytes)
        except (OSError, EOFError) as error:
            self.line.close()
            raise CleanerError(f"worker processes: none can be started ({error}) - end others") from error
        finally:
            theirs.close()

    def give(self, tasks: Sequence[Task]) -> None:
        """The worker, which is ready, has something to do; OSError where it is dead."""
        self.is_ready, self.until = False, time.monotonic() + self._timeout_s
        self.line.send(tasks)

    def take(self) -> list[Answer] | str | None:
        """What the worker says: an answer to each task, why it has none, or None, once: that it is there.

        It is ready from then on. EOFError or OSError where it is dead.
        """
        said = self.line.recv_bytes()
        self.is_ready, self.until = True, math.inf
        try:
            answers: list[Answer] | str | None = pickle.loads(said)  # noqa: S301 - from our own process
        except Exception as error:  # noqa: BLE001 - whatever unpickling a document may raise
            return fault(error)
        self.tasks_done += len(answers or "")
        return answers

    @property
    def is_late(self) -> bool:
        """True when the deadline of its tasks is over."""
        return time.monotonic() >= self.until

    def leave(self) -> None:
        """The worker goes when it is done with what it does."""
        self.line.close()

    def end(self, *, by_force: bool) -> str:
        """How the process has ended, "by SIGKILL": it is given no time, or some to end by itself."""
        self.line.close()
        if not by_force:
            self._process.join(_LEAVE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_LEAVE_S)
        return _cause(self._process.exitcode)


def _started(*args: object) -> _Process:
    """A new process that serves; OSError or EOFError where there is none to be had.

    The server that workers are forked from may be killed as they may: the next attempt starts another.
    """
    for attempt in reversed(range(_ATTEMPTS)):
        process = _context().Process(target=_serve, args=args, daemon=True)
        try:
            process.start()
        except (ConnectionError, EOFError):
            if not attempt:
                raise
            time.sleep(_PAUSE_S)  # until the system has noticed that it is dead
        else:
            break
    return process


def _serve(line: Line, work: Work, seconds: float, memory_bytes: int) -> None:
    """Tasks done, until nobody has any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # is for whoever has started us
    _cap_memory(memory_bytes)
    try:
        line.send(None)
        while True:
            tasks = line.recv_bytes()
            _end_after(seconds)
            answers = _answers(work, tasks)
            _end_after(0.0)
            line.send_bytes(answers)
    except (EOFError, OSError):
        return


def _answers(work: Work, tasks: bytes) -> bytes:
    """What is said of some tasks, packed."""
    try:
        return pickle.dumps([_answer(work, task) for task in pickle.loads(tasks)])  # noqa: S301 - our own
    except Exception as error:  # noqa: BLE001 - what cannot be packed, or the like
        return pickle.dumps(fault(error))


def _answer(work: Work, task: Task) -> Answer:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001 - whatever the work does not catch itself
        return fault(error)


def _end_after(seconds: float) -> None:
    """The system ends this process then, or never for 0: if who has to stop it was killed itself."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _cap_memory(size_bytes: int) -> None:
    """No more memory than this for a new worker: asking for it is a MemoryError, or the end of the worker."""
    if sys.platform == "linux":
        import resource

        # Not RLIMIT_AS: that also counts what is mapped and never touched, as the stacks of idle threads.
        resource.setrlimit(resource.RLIMIT_DATA, (size_bytes, size_bytes))


def _cause(exit_code: int | None) -> str:
    """What an exit code says of a process's end.

    >>> _cause(3), _cause(-11)
    ('exit code 3', 'by SIGSEGV')
    """
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"by signal {-exit_code}"


@contextmanager
def _server() -> Iterator[None]:
    """The server runs, where there is one; Ctrl-C, which is for whoever started us, never reaches it.

    It ignores Ctrl-C itself, but only once it has imported all that workers need. Should it die meanwhile,
    the next one is started in here too, where Ctrl-C waits.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # it ends by unblocking what we are about to block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Unscripted(_Process):
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
                with _server():
                    super().start()
            finally:
                sys.modules["__main__"] = main


class _Context(_BaseContext):
    # Never a plain fork: our caller may have threads, and a lock that one holds stays held in the child.
    Process = _Unscripted


def _context() -> _Context:
    context = _Context()
    if sys.platform != "win32":
        # Imported once, in the server that workers are forked from.
        context.set_forkserver_preload(["cleaner.batch.worker"])
    return context
