"""What a cluster says of a shard, without one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cleaner.batch import cluster
from cleaner.batch.run import Lost
from cleaner.errors import OutputError, UsageError


class _Future:
    def __init__(self, error):
        self._error = error

    def result(self):
        raise self._error


def test_a_shard_that_kills_its_machines_or_cannot_be_written_is_lost_and_the_others_go_on():
    scheduler = pytest.importorskip("distributed.scheduler", reason="needs Dask: pip install 'cleaner[dask]'")
    killed = scheduler.KilledWorker("clean", SimpleNamespace(address="tcp://one:1"), 3)

    assert isinstance(cluster._result(_Future(killed), "part-1"), Lost)
    assert cluster._result(_Future(OutputError("out: full - make room")), "part-1") == Lost(
        "part-1", "out: full - make room"
    )


def test_without_dask_the_error_says_how_to_install_it(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(cluster, "import_module", missing)

    with pytest.raises(UsageError, match=r"pip install 'cleaner\[dask\]'"):
        list(cluster.run_on_cluster([], None))
