"""Shards on a Dask cluster, one on this machine."""

from __future__ import annotations

import pytest

from cleaner.batch import ledger
from cleaner.batch.pool import Limits
from cleaner.batch.run import Lost, Run
from cleaner.corpus import rows
from cleaner.inputs.walk import source_of
from cleaner.pipeline import Options
from tests.batch.crawl import archive

distributed = pytest.importorskip("distributed", reason="the cluster needs Dask: pip install 'cleaner[dask]'")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of Dask's own parts
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def shards(tmp_path):
    files = [
        archive(tmp_path / f"{number}.warc.gz", range(4 * number, 4 * number + 4)) for number in range(4)
    ]
    return [ledger.Shard(f"part-{n}", (source_of(file),)) for n, file in enumerate(files)]


def test_a_worker_of_the_cluster_that_is_killed_costs_no_page(tmp_path, shards):
    from cleaner.batch.cluster import run_on_cluster

    run = Run(f"{tmp_path}/out", ".jsonl", Options(engine="density"), Limits(jobs=1))
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        results = run_on_cluster(shards, run, scheduler=cluster.scheduler_address)
        first = next(results)
        with distributed.Client(cluster) as client:
            client.run(_die, on_error="ignore", wait=False)
        done = [first, *results]

    assert not [result for result in done if isinstance(result, Lost)]
    titles = [row["title"] for n in range(4) for row in rows.read(f"{tmp_path}/out/part-{n}.jsonl")]
    assert titles == [f"Hut {number}" for number in range(16)]


def _die() -> None:
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)
