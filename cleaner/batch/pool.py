"""Worker processes with a deadline a file; outcomes come in the order of the sources.

The only module that knows Pebble, which kills a worker that is over its time and starts another.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

from cleaner.batch.worker import failed
from cleaner.inputs.walk import STANDARD_INPUT

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
    from cleaner.inputs import Source

__all__ = ["run"]

# Files given to the pool ahead of the one whose turn it is, a worker: a slow page holds up the order, and
# meanwhile the others go on. Their documents wait in memory, so there is an end to it.
_AHEAD = 8
_MAIN = Lock()  # held while `__main__` is out of place


def run(
    sources: Iterable[Source],
    work: Callable[[Source], list[Outcome]],
    *,
    jobs: int,
    timeout_s: float,
) -> Iterator[Outcome]:
    """What `work` gives for each source, in their order; a failed outcome where its worker was lost.

    `work` must be picklable. Standard input exists in this process alone, so "-" is worked on here.
    """
    from pebble import ProcessPool

    pool = ProcessPool(max_workers=jobs, context=_context())
    waiting: deque[tuple[Source, ProcessFuture[list[Outcome]] | None]] = deque()
    try:
        for source in sources:
            waiting.append((source, _scheduled(pool, source, work, timeout_s)))
            if len(waiting) > jobs * _AHEAD:
                yield from _result(*waiting.popleft(), work, timeout_s)
        while waiting:
            yield from _result(*waiting.popleft(), work, timeout_s)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _scheduled(
    pool: ProcessPool, source: Source, work: Callable[[Source], list[Outcome]], timeout_s: float
) -> ProcessFuture[list[Outcome]] | None:
    return None if source.path == STANDARD_INPUT else pool.schedule(work, args=(source,), timeout=timeout_s)


def _result(
    source: Source,
    future: ProcessFuture[list[Outcome]] | None,
    work: Callable[[Source], list[Outcome]],
    timeout_s: float,
) -> list[Outcome]:
    from pebble import ProcessExpired

    if future is None:
        return work(source)
    started = time.perf_counter()
    try:
        return future.result()
    except TimeoutError:
        reason = f"not done after {timeout_s:g} s - look at the page, or allow more time"
        return [failed(source, reason, timeout_s)]
    except ProcessExpired as error:
        reason = (
            f"its worker process died (exit code {error.exitcode}) - out of memory, or a fault of a library"
        )
    except Exception as error:  # noqa: BLE001 - what came back could not be unpickled, or the like
        reason = f"{type(error).__name__}: {error} - a fault of cleaner: please report it with the page"
    return [failed(source, reason, time.perf_counter() - started)]


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
