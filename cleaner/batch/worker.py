"""One file -> its outcomes, whatever happens."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError
from cleaner.inputs import read
from cleaner.inputs.walk import STANDARD_INPUT
from cleaner.pipeline import Options, clean_page, clean_parts
from cleaner.rules.paging import first_beside, parts_beside

if TYPE_CHECKING:
    from cleaner.inputs import Source
    from cleaner.types import Document, RawPage

__all__ = ["Outcome", "clean_packed", "clean_source", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: a document, a part of another page's, or the reason why there is none."""

    source: Source
    document: Document | None = None
    error: str | None = None  # "where: what - what to do"
    part_of: str | None = None  # the file with the article's first part, whose document holds this page too
    seconds: float = 0.0  # on the clock, reading included


def clean_source(source: Source, options: Options) -> list[Outcome]:
    """An outcome for each page in a file; a file that cannot be read has one failed outcome."""
    outcomes: list[Outcome] = []
    started = time.perf_counter()
    try:
        for raw in read(source.path):
            document, first = _cleaned(raw, options)
            now = time.perf_counter()
            outcomes.append(Outcome(source, document, part_of=first, seconds=now - started))
            started = now
    except CleanerError as error:
        outcomes.append(failed(source, str(error), time.perf_counter() - started))
    except Exception as error:  # noqa: BLE001 - one bad page never stops a run; the reason is written down
        reason = f"{type(error).__name__}: {error} - a fault of cleaner: please report it with the page"
        outcomes.append(failed(source, reason, time.perf_counter() - started))
    return outcomes


def _cleaned(raw: RawPage, options: Options) -> tuple[Document | None, str | None]:
    """The document of a page, all its saved parts included; for a later part the path of the first."""
    result = clean_page(raw, options)
    paging, path = result.site.paging if result.site else None, raw.origin.path
    if paging is None or paging.files is None or path is None or path == STANDARD_INPUT:
        return result.document, None
    if first := first_beside(path, paging):
        return None, first
    parts = parts_beside(path, paging)
    if len(parts) == 1:
        return result.document, None
    return clean_parts([raw, *(page for part in parts[1:] for page in read(part))], options), None


def failed(source: Source, reason: str, seconds: float) -> Outcome:
    """The outcome of a page that gave no document; its text begins with where the page lies."""
    where = source.path
    return Outcome(
        source, error=reason if reason.startswith(where) else f"{where}: {reason}", seconds=seconds
    )


def clean_packed(source: Source, packed: bytes) -> list[Outcome]:
    """The same for a worker process, which gets the options pickled."""
    return clean_source(source, _options(packed))


@lru_cache(maxsize=1)
def _options(packed: bytes) -> Options:
    # Pickled by our own process a moment ago, not read from anywhere.
    options = pickle.loads(packed)  # noqa: S301
    if not isinstance(options, Options):
        raise TypeError(f"not options: {type(options).__name__}")
    return options
