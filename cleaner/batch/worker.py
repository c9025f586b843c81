"""One file -> its outcomes, whatever happens."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.collector import collector_paused
from cleaner.corpus import columns_of
from cleaner.errors import CleanerError, InputError
from cleaner.files import real
from cleaner.inputs import holds_several, read
from cleaner.inputs.beside import beside
from cleaner.inputs.walk import STANDARD_INPUT
from cleaner.pipeline import Options, clean_page, clean_parts
from cleaner.rules.paging import first_beside, parts_beside
from cleaner.types import RawPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.corpus.rows import Row
    from cleaner.inputs import Source
    from cleaner.inputs.beside import Record
    from cleaner.types import Document

__all__ = [
    "Outcome",
    "Task",
    "clean_source",
    "clean_task",
    "failed",
    "fault",
    "pages_of",
    "tasks_of",
    "work_of",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: a document, a part of another page's, or the reason why there is none."""

    source: Source
    document: Document | None = None
    row: Row | None = None  # in the place of the document, for work that gives rows
    error: str | None = None  # "where: what - what to do"
    part_of: str | None = None  # the file with the article's first part, whose document holds this page too
    record: int | None = None  # of the page, in a file that holds several
    seconds: float = 0.0  # on the clock, reading included


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is given: a file that it reads itself, or one page of those in a file."""

    source: Source
    found: RawPage | Outcome | None = None  # an outcome is one already: the page could not be read

    @property
    def is_local(self) -> bool:
        """True for what other processes cannot do, or need not."""
        return self.source.path == STANDARD_INPUT or isinstance(self.found, Outcome)

    @property
    def page(self) -> RawPage | None:
        """The page that was read already."""
        return self.found if isinstance(self.found, RawPage) else None


def clean_source(source: Source, options: Options) -> Iterator[Outcome]:
    """An outcome for each page in a file, as they are read; one for a file that cannot be read at all."""
    started = time.perf_counter()
    for found in pages_of(source, options):
        yield _outcome(Task(source, found), options, started)
        started = time.perf_counter()


def pages_of(source: Source, options: Options) -> Iterator[RawPage | Outcome]:
    """The pages in a file, with a failed outcome in the place of each that cannot be read."""
    broken: list[InputError] = []
    started = time.perf_counter()
    try:
        for raw in read(source, columns=options.columns, report=broken.append):
            yield from _drained(broken, source)
            yield raw
            started = time.perf_counter()
        yield from _drained(broken, source)
    except CleanerError as error:
        yield from _drained(broken, source)
        yield failed(source, str(error), time.perf_counter() - started)
    except Exception as error:  # noqa: BLE001 - one bad page never stops a run; the reason is written down
        yield from _drained(broken, source)
        yield failed(source, fault(error), time.perf_counter() - started)


def _drained(broken: list[InputError], source: Source) -> Iterator[Outcome]:
    while broken:
        yield failed(source, str(broken.pop(0)), 0.0)


def _outcome(task: Task, options: Options, started: float) -> Outcome:
    """The outcome of a page, or the one that the task is already."""
    if not isinstance(task.found, RawPage):
        return task.found or failed(task.source, "nothing to clean", 0.0)
    page = task.found
    try:
        document, first = _cleaned(page, options)
    except CleanerError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - as above
        reason = fault(error)
    else:
        seconds = time.perf_counter() - started
        return Outcome(task.source, document, part_of=first, record=page.origin.record, seconds=seconds)
    return failed(task.source, reason, time.perf_counter() - started, page=page)


def _cleaned(raw: RawPage, options: Options) -> tuple[Document | None, str | None]:
    """The document of a page, all its saved parts included; for a later part the path of the first."""
    path = raw.origin.path
    if path is None or path == STANDARD_INPUT or raw.origin.record is not None:
        return clean_page(raw, options).document, None
    record = beside(path)
    if record is not None and record.part_of and (first := Path(path).parent / record.part_of).is_file():
        return None, str(first)
    result = clean_page(raw, options)
    paging = result.site.paging if result.site else None
    parts = _recorded(Path(path), record) if record and paging else []
    if not parts and paging is not None and paging.files is not None:
        if earlier := first_beside(path, paging):
            return None, earlier
        parts = parts_beside(path, paging)[1:]
    if not parts:
        return result.document, None
    return clean_parts([raw, *(page for part in parts for page in read(part))], options), None


def _recorded(first: Path, record: Record) -> list[str]:
    """The files of an article's other parts, each of which must say so too: no record leads anywhere else."""
    parts = [first.parent / part for part in record.parts]
    return [
        str(part)
        for part in parts
        if (own := beside(part)) and own.part_of and real(part.parent / own.part_of) == real(first)
    ]


def fault(error: Exception) -> str:
    """The reason of a page that failed by an error which is not meant for people."""
    if isinstance(error, MemoryError):
        return "needs more memory than a worker may have - look at the page, or allow more"
    return f"{type(error).__name__}: {error} - a fault of cleaner: please report it with the page"


def failed(source: Source, reason: str, seconds: float, *, page: RawPage | None = None) -> Outcome:
    """The outcome of a file or a page in it that gave no document; its text begins with where that lies."""
    where = str(page.origin) if page else source.path
    return Outcome(
        source,
        error=reason if reason.startswith(where) else f"{where}: {reason}",
        record=page.origin.record if page else None,
        seconds=seconds,
    )


def tasks_of(sources: Iterable[Source], options: Options) -> Iterator[Task]:
    """A task a file, and a task a page for files of several pages."""
    for source in sources:
        if source.path != STANDARD_INPUT and holds_several(source.path):
            yield from (Task(source, found) for found in pages_of(source, options))
        else:
            yield Task(source)


def work_of(options: Options, *, as_rows: bool = False) -> partial[list[Outcome]]:
    """What workers do with a task."""
    return partial(clean_task, options=options, as_rows=as_rows)


@collector_paused()  # until the page is given up as well: 7 % less for small ones (2026-11)
def clean_task(task: Task, options: Options, *, as_rows: bool = False) -> list[Outcome]:
    """The outcomes of a task: one, or those of all the pages in its file."""
    if task.found is None:
        outcomes = list(clean_source(task.source, options))
    else:
        outcomes = [_outcome(task, options, time.perf_counter())]
    return list(map(_with_row, outcomes)) if as_rows else outcomes


def _with_row(outcome: Outcome) -> Outcome:
    if outcome.document is None:
        return outcome
    return replace(outcome, document=None, row=columns_of(outcome.document))
