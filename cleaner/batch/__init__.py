"""Many files -> many outcomes, in the order of the input; one bad page never stops a run.

`worker.py` cleans one file and turns whatever goes wrong into a failed outcome. It is the only place in the
project that catches everything. `pool.py` runs it in processes with a deadline a page, because a page
that hangs or kills its process cannot be stopped from inside. A file of several pages is read here, and its
pages are handed out a few at a time. Few pages, or one job, need no processes.

A crawl goes further: `plan.py` divides it into shards, `clean_shard` turns one into a file of documents,
`ledger.py` remembers in plain files what is done, and `run.py` and `cluster.py` are the engines, which know
where shards are cleaned.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from cleaner.arguments import COUNT, a, each, maybe, path, takes
from cleaner.batch.pool import Limits, Workers
from cleaner.batch.shard import clean_shard
from cleaner.batch.worker import Outcome, clean_source, tasks_of, work_of
from cleaner.inputs import Source, walk
from cleaner.pipeline import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Outcome", "clean_all", "clean_shard"]

# Starting workers costs as much as cleaning some twenty pages: with fewer pages than this it never pays.
_MIN_TASKS = 24

_OPTIONS = a("Options", "cleaner.pipeline.Options(...)", lambda value: isinstance(value, Options))


@takes(paths=each(path(Source)), jobs=COUNT, options=maybe(_OPTIONS))
def clean_all(
    paths: Sequence[str | Path | Source], *, jobs: int = 1, options: Options | None = None
) -> Iterator[Outcome]:
    """One outcome a page, in the order of the paths and, in folders, of the names.

    With more than one job and more than a few pages these go to worker processes; a page that goes beyond
    their limits, or kills its worker, fails and the others go on. Without workers there are no limits.
    InputError, before the first outcome, for a path that does not exist.
    """
    options = options or Options()
    sources = walk(paths)
    if jobs <= 1:
        for source in sources:
            yield from clean_source(source, options)
        return
    work = work_of(options)
    tasks = tasks_of(sources, options)
    first = list(islice(tasks, _MIN_TASKS))
    if len(first) < _MIN_TASKS:
        for task in first:
            yield from work(task)
        return
    with Workers(work, Limits(jobs=jobs)) as workers:
        yield from workers.run(chain(first, tasks))
