from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from cleaner.batch import pool
from cleaner.batch.pool import Limits, Workers
from cleaner.batch.worker import Outcome, Task
from cleaner.inputs import Source

if TYPE_CHECKING:
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
    if source.name == "two":
        return [Outcome(source, seconds=1.0), Outcome(source, seconds=2.0)]
    return [Outcome(source, error=f"{os.getpid()}")]


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
