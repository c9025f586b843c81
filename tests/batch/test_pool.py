from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from multiprocessing import forkserver
from typing import TYPE_CHECKING

import pytest

from cleaner.batch import pool, process
from cleaner.batch.pool import Limits, Workers
from cleaner.batch.worker import Outcome, Task
from cleaner.errors import CleanerError
from cleaner.inputs import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _work(task: Task) -> list[Outcome]:
    """What a page can do to its worker, by its name; runs in the worker."""
    source = task.source
    if source.name == "hangs":
        threading.Event().wait()
    if source.name == "kills":
        os._exit(9)
    if source.name == "raises":
        raise ValueError("out of the blue")
    if source.name == "tells":
        return [Outcome(source, error=str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())))]
    if source.name == "two":
        return [Outcome(source, seconds=1.0), Outcome(source, seconds=2.0)]
    return [Outcome(source, error=f"{os.getpid()}")]


def _killed(pid: int) -> None:
    """The process is gone, at once and without a word."""
    os.kill(pid, signal.SIGKILL)
    for child in multiprocessing.active_children():
        if child.pid == pid:
            child.join()


def _tasks(*names: str) -> list[Task]:
    return [Task(Source(name if name == "-" else f"raw/{name}", name)) for name in names]


def test_a_page_that_hangs_or_kills_its_worker_fails_and_the_others_are_done() -> None:
    tasks = _tasks("a", "hangs", "b", "kills", "two", "raises", "c", "-")

    with Workers(_work, Limits(jobs=2, timeout_s=2.0)) as workers:
        outcomes = list(workers.run(tasks))

    a, hangs, b, kills, first, second, raises, c, stdin = outcomes
    assert [outcome.source.name for outcome in (a, b, c)] == ["a", "b", "c"]
    assert hangs.error == "raw/hangs: not done after 2 s - look at the page, or allow more time"
    assert kills.error is not None
    assert kills.error.startswith("raw/kills: its worker process died 3 times, exit code 9")
    assert (first.seconds, second.seconds) == (1.0, 2.0)
    assert raises.error is not None
    assert raises.error.startswith("raw/raises: ValueError: out of the blue - a fault of cleaner")
    # Standard input cannot be read elsewhere.
    assert stdin.error == str(os.getpid())
    assert a.error != str(os.getpid())


def test_a_worker_that_is_killed_while_it_waits_holds_up_nobody() -> None:
    with Workers(_work, Limits(jobs=2)) as workers:
        before = {int(outcome.error or "") for outcome in workers.run(_tasks("a", "b", "c", "d"))}
        for pid in before:
            _killed(pid)
        after = [int(outcome.error or "") for outcome in workers.run(_tasks("a", "b", "c", "d"))]

    assert len(after) == 4
    assert not before & set(after)


def test_quick_pages_are_given_together_and_each_is_tried_alone_where_one_kills(monkeypatch) -> None:
    given: list[int] = []

    class Watched(process.Worker):
        def give(self, tasks):
            given.append(len(tasks))
            super().give(tasks)

    monkeypatch.setattr(pool, "Worker", Watched)
    names = ["a"] * 40 + ["kills", "hangs"] + ["b"] * 40

    with Workers(_work, Limits(jobs=2, timeout_s=2.0)) as workers:
        outcomes = list(workers.run(_tasks(*names)))

    assert [outcome.source.name for outcome in outcomes] == names
    failed = [outcome.error for outcome in outcomes if not (outcome.error or "").isdigit()]
    assert failed == [
        "raw/kills: its worker process died 3 times, exit code 9 - look at the page alone",
        "raw/hangs: not done after 2 s - look at the page, or allow more time",
    ]
    assert max(given) == pool._MOST_TOGETHER
    assert sum(given) < 82 + 3 * pool._MOST_TOGETHER


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such server")
def test_workers_are_started_though_their_server_was_killed() -> None:
    with Workers(_work, Limits(jobs=1, recycle_after=1)) as workers:
        first = int(next(workers.run(_tasks("a"))).error or "")
        _killed(forkserver._forkserver._forkserver_pid)
        second = int(next(workers.run(_tasks("b"))).error or "")

    assert first != second


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such server")
def test_ctrl_c_never_reaches_a_worker_or_the_server_that_it_is_forked_from() -> None:
    with Workers(_work, Limits(jobs=1)) as workers:
        outcome = next(workers.run(_tasks("tells")))

    assert outcome.error == "True"  # blocked, from before the server has begun to import


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such server")
def test_nor_does_it_where_the_server_dies_while_a_worker_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []

    def not_yet(pid: int, options: int, wait: Callable[[int, int], tuple[int, int]] = os.waitpid) -> object:
        waited.append(pid)
        return (0, 0) if len(waited) == 1 else wait(pid, options)

    with Workers(_work, Limits(jobs=1)) as workers:
        next(workers.run(_tasks("a")))
    server = forkserver._forkserver._forkserver_pid
    os.kill(server, signal.SIGKILL)
    os.waitid(os.P_PID, server, os.WEXITED | os.WNOWAIT)  # dead, and left for the next to find
    monkeypatch.setattr(forkserver.os, "waitpid", not_yet)  # who looks first sees it alive

    with Workers(_work, Limits(jobs=1)) as workers:
        outcome = next(workers.run(_tasks("tells")))

    assert waited[:2] == [server, server]
    assert outcome.error == "True"


def test_a_worker_is_replaced_after_so_many_pages() -> None:
    with Workers(_work, Limits(jobs=1, recycle_after=2)) as workers:
        pids = [outcome.error for outcome in workers.run(_tasks("a", "b", "c", "d", "e"))]

    assert (pids[0], pids[2]) == (pids[1], pids[3])
    assert len(set(pids)) == 3


def test_a_run_that_is_given_up_leaves_workers_that_go_on() -> None:
    with Workers(_work, Limits(jobs=2)) as workers:
        given_up = workers.run(_tasks(*"abcdef"))
        next(given_up)
        given_up.close()
        outcomes = list(workers.run(_tasks("g", "h")))

    assert [outcome.source.name for outcome in outcomes] == ["g", "h"]


def test_where_no_worker_lives_the_run_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_serve", _work)  # which expects other arguments
    monkeypatch.setattr(pool, "_MOST_STILLBORN", 2)

    with Workers(_work, Limits(jobs=2)) as workers, pytest.raises(CleanerError, match="none stays alive"):
        list(workers.run(_tasks("a", "b")))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarms")
def test_a_worker_that_nobody_stops_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_GRACE_S", 0.1)
    worker = process.Worker(_work, timeout_s=0.1, memory_bytes=1 << 30)
    assert worker.take() is None

    worker.give(_tasks("hangs"))

    with pytest.raises(EOFError):
        worker.take()
    assert worker.end(by_force=False) == "by SIGALRM"


def test_only_a_few_files_wait_for_their_turn() -> None:
    taken: list[str] = []

    def tasks():
        for number in range(1000):
            taken.append(str(number))
            yield Task(Source(f"raw/{number}", str(number)))

    with Workers(_work, Limits(jobs=2)) as workers:
        outcomes = workers.run(tasks())
        first = next(outcomes)
        outcomes.close()

    assert first.source.name == "0"
    assert len(taken) <= 2 * pool._AHEAD + 1


@pytest.mark.slow
def test_a_script_without_a_guard_is_not_run_again_by_its_workers(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("Ten huts stood in a row.")
    script = tmp_path / "script.py"
    script.write_text(
        "import cleaner\n"
        f"for document in cleaner.clean_all([{str(tmp_path)!r} + '/*.txt'], jobs=2):\n"
        "    print(document.source['path'][-5:])\n"
    )

    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, timeout=120)

    assert done.stdout.split() == [f"{number}.txt" for number in range(5)]
