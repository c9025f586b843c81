"""Many files -> many outcomes, in the order of the input; one bad page never stops a run.

`worker.py` cleans one file and turns whatever goes wrong into a failed outcome. It is the only place in the
project that catches everything. `pool.py` runs it in processes with a deadline a file, because a page
that hangs or kills its process cannot be stopped from inside. Few files, or one job, need no processes.
"""

from __future__ import annotations

import pickle
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from cleaner.batch import pool
from cleaner.batch.worker import Outcome, clean_packed, clean_source
from cleaner.inputs import walk
from cleaner.pipeline import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Outcome", "clean_all"]

# Starting a worker costs as much as cleaning some twenty pages; with fewer files than this it never pays.
_MIN_SOURCES = 4


def clean_all(
    paths: Sequence[str | Path], *, jobs: int = 1, options: Options | None = None, timeout_s: float = 60.0
) -> Iterator[Outcome]:
    """One outcome a page, in the order of the paths and, in folders, of the names.

    With more than one job the files go to worker processes; one that takes longer than `timeout_s` there, or
    kills its worker, fails and the others go on. Without workers there is no deadline. InputError, before the
    first outcome, for a path that does not exist.
    """
    options = options or Options()
    sources = walk(paths)
    first = list(islice(sources, _MIN_SOURCES))
    if jobs <= 1 or len(first) < _MIN_SOURCES:
        for source in chain(first, sources):
            yield from clean_source(source, options)
        return
    # Packed once: a worker unpacks the rules once, not once a page.
    work = partial(clean_packed, packed=pickle.dumps(options))
    yield from pool.run(chain(first, sources), work, jobs=jobs, timeout_s=timeout_s)
