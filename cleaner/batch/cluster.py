"""The shards of a run on a Dask cluster; the only module that knows Dask.

A task is a shard. Dask gives it to another worker when the one that had it is lost, and since `clean_shard`
may be run twice, nothing else is needed.
"""

from __future__ import annotations

import multiprocessing
from contextlib import nullcontext
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from cleaner.batch.run import Lost
from cleaner.errors import CleanerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.batch.ledger import Entry, Shard
    from cleaner.batch.run import Run

__all__ = ["run_on_cluster"]

_RETRIES = 3  # of a shard that failed as a whole
_AHEAD = 2  # tasks a worker: one to work on, one to begin with next


def run_on_cluster(
    shards: Sequence[Shard], run: Run, *, scheduler: str | None = None
) -> Iterator[Entry | Lost]:
    """What became of each shard, as they are done, on the cluster at an address, or on one made here.

    Every worker cleans the pages of its shard in one more process, which dies in its place.
    """
    try:
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "batch: --engine dask needs Dask - install it with: pip install 'cleaner[dask]'"
        ) from error
    jobs, run = run.limits.jobs, replace(run, limits=replace(run.limits, jobs=1))
    # A thread a worker: two would wait for each other's Python.
    own: Any = nullcontext()
    if scheduler is None:
        own = dask.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
    with own as cluster, dask.Client(cluster or scheduler) as client:
        waiting = iter(shards)
        named: dict[str, str] = {}

        def submitted(shard: Shard) -> Any:
            future = client.submit(_clean, shard, run, retries=_RETRIES, pure=False)
            named[future.key] = shard.name
            return future

        # Never all of them: a crawl has a hundred thousand.
        first = islice(waiting, _AHEAD * max(1, len(client.nthreads())))
        futures = dask.as_completed(list(map(submitted, first)))
        for future in futures:
            yield _result(future, named.pop(future.key))
            futures.update(map(submitted, islice(waiting, 1)))


def _clean(shard: Shard, run: Run) -> Entry:
    """The entry of a shard, cleaned on a worker of the cluster."""
    # Dask starts its workers as daemons, which may have no processes of their own; the flag has no other use
    # in a process that runs already.
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False
    return run.clean(shard)


def _result(future: Any, shard: str) -> Entry | Lost:
    from distributed.scheduler import KilledWorker

    try:
        entry: Entry = future.result()
    except (CleanerError, KilledWorker) as error:
        return Lost(shard, str(error))
    return entry
