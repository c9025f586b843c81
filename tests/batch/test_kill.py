"""Runs that are killed, as a whole or a worker of theirs, and go on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.processes import workers_below
from cleaner.batch import ledger
from cleaner.corpus import rows
from tests.batch.crawl import archive

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for workers in /proc"),
]
SHARDS, PAGES = 4, 25


@pytest.fixture
def crawl(tmp_path):
    for number in range(SHARDS):
        archive(tmp_path / f"{number}.warc.gz", range(number * PAGES, (number + 1) * PAGES))
    return tmp_path


def _started(crawl: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleaner", "batch", f"{crawl}/*.warc.gz", "-o", f"{crawl}/out"]
    return subprocess.Popen([*command, "--no-rules", "--jobs", "2", *options])


def _pages_done(crawl: Path) -> Counter[str]:
    plan = ledger.read_plan(f"{crawl}/out")
    assert plan
    files = [file for entry in ledger.entries(f"{crawl}/out", plan) for file in entry.files]
    return Counter(row["url"] for file in files for row in rows.read(f"{crawl}/out/{file}"))


def test_a_run_that_is_killed_at_any_moment_is_complete_in_the_end(crawl):
    moments = random.Random(9)
    for _ in range(2):
        run = _started(crawl)
        time.sleep(moments.uniform(0.5, 2.5))
        run.kill()
        run.wait()

    assert _started(crawl).wait(timeout=120) == 0
    pages = _pages_done(crawl)

    assert len(pages) == SHARDS * PAGES
    assert set(pages.values()) == {1}


def test_workers_that_are_killed_cost_no_page(crawl):
    run = _started(crawl)
    moments = random.Random(4)
    killed, due = 0, 0.0
    while run.poll() is None:
        time.sleep(0.01)  # on an idle machine the whole run takes half a second
        if killed < 3 and time.monotonic() >= due and (workers := workers_below(run.pid)):
            os.kill(moments.choice(workers), signal.SIGKILL)
            killed += 1
            due = time.monotonic() + moments.uniform(0.05, 0.5)

    pages = _pages_done(crawl)

    assert killed
    assert len(pages) == SHARDS * PAGES
    assert set(pages.values()) == {1}
