"""`clean_shard`: some files in, one file of documents out; the unit that any engine can run, and run again.

    clean_shard("s3://crawl/00017.warc.gz", "s3://clean/part-00017.jsonl.zst")

It knows no engine. Whoever calls it twice gets the same: what is done is not done again, what was cut short
is never seen under its name, and two who do the same at once write the same file.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from cleaner import stores
from cleaner.batch.ledger import Entry, Failure, entry_of, write_entry
from cleaner.batch.pool import Limits, Workers
from cleaner.batch.worker import tasks_of, work_of
from cleaner.corpus import rows
from cleaner.corpus.fingerprint import require
from cleaner.inputs import Source, holds_several
from cleaner.inputs.walk import source_of
from cleaner.pipeline import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleaner.batch.worker import Outcome, Task
    from cleaner.corpus.rows import Row

__all__ = ["clean_shard"]

_LIMITS = Limits()


def clean_shard(
    sources: str | Sequence[str | Source],
    target: str,
    *,
    options: Options | None = None,
    limits: Limits = _LIMITS,
    retry_failed: bool = False,
    workers: Workers | None = None,
    seen: Callable[[Outcome], None] | None = None,
) -> Entry:
    """The entry of a shard in the ledger beside its target, after its pages were cleaned or found done.

    Sources and target are paths or URLs; the target's name ends in one of `rows.SUFFIXES`. With
    `retry_failed` those pages of a shard that failed are cleaned once more. `workers` that are there already
    (their work gives rows) are taken instead of new ones, `seen` is told of every page. OutputError where
    nothing can be written.
    """
    require()
    folder, name, suffix = _split(target)
    options = options or Options()
    given = [sources] if isinstance(sources, str) else sources
    files = [it if isinstance(it, Source) else source_of(it) for it in given]
    before = entry_of(folder, name)
    if before and not (retry_failed and before.failures):
        return before
    if before and any(f.record is None and holds_several(f.path) for f in before.failures):
        before = None  # a file was damaged: nobody knows which of its pages are missing
    tasks = tasks_of(files, options)
    if before:
        tasks = _failed(tasks, before)
    count = _Count(seen)
    if workers:
        outcomes = workers.run(tasks)
        entry = _written(outcomes, count, folder, name, suffix, before)
    else:
        with Workers(work_of(options, as_rows=True), limits) as own:
            entry = _written(own.run(tasks), count, folder, name, suffix, before)
    write_entry(folder, entry)
    return entry


@dataclass(slots=True)
class _Count:
    """The counts of a shard so far; grows with every page."""

    seen: Callable[[Outcome], None] | None
    pages: int = 0
    documents: int = 0
    parts: int = 0
    failures: list[Failure] = field(default_factory=list)
    words_kept: int = 0
    words_removed: Counter[str] = field(default_factory=Counter)

    def rows_of(self, outcomes: Iterable[Outcome]) -> Iterator[Row]:
        """The rows of those outcomes that have one; all are counted."""
        for outcome in outcomes:
            self.pages += 1
            if outcome.row is not None:
                self.documents += 1
                self.words_kept += outcome.row["word_count"]
                self.words_removed.update(outcome.row["removed"])
                yield outcome.row
            elif outcome.part_of is not None:
                self.parts += 1
            else:
                path = outcome.source.path
                reason = outcome.error or f"{path}: failed without a reason"
                self.failures.append(Failure(path, outcome.record, reason))
            if self.seen:
                self.seen(outcome)


def _written(
    outcomes: Iterable[Outcome], count: _Count, folder: str, name: str, suffix: str, before: Entry | None
) -> Entry:
    """The entry of a shard whose documents are in their file now; added to the entry `before`, if any."""
    started = time.monotonic()
    table = count.rows_of(outcomes)
    file = f"{name}.retry-{len(before.files)}{suffix}" if before and before.files else f"{name}{suffix}"
    files: tuple[str, ...] = ()
    if (first := next(table, None)) is not None:
        stores.write_whole(stores.joined(folder, file), rows.packed(chain([first], table), suffix))
        files = (file,)
    entry = Entry(
        name=name,
        files=files,
        pages=count.pages,
        documents=count.documents,
        parts=count.parts,
        failures=tuple(count.failures),
        words_kept=count.words_kept,
        words_removed=dict(count.words_removed.most_common()),
        seconds=round(time.monotonic() - started, 3),
        finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return _added(before, entry) if before else entry


def _failed(tasks: Iterable[Task], before: Entry) -> Iterator[Task]:
    """The tasks of those pages that failed before."""
    wanted = {(failure.path, failure.record) for failure in before.failures}
    for task in tasks:
        record = task.page.origin.record if task.page else None
        if (task.source.path, record) in wanted:
            yield task


def _added(before: Entry, retried: Entry) -> Entry:
    """What is known of a shard after its failed pages were tried once more."""
    return replace(
        retried,
        files=(*before.files, *retried.files),
        pages=before.pages,
        documents=before.documents + retried.documents,
        parts=before.parts + retried.parts,
        words_kept=before.words_kept + retried.words_kept,
        words_removed=dict(Counter(before.words_removed) + Counter(retried.words_removed)),
        seconds=round(before.seconds + retried.seconds, 3),
    )


def _split(target: str) -> tuple[str, str, str]:
    """Folder, name and suffix of a target; UsageError for a suffix that is no format."""
    folder, _, file = target.rpartition("/")
    suffix = rows.suffix_of(file)
    return folder or ".", file.removesuffix(suffix), suffix
