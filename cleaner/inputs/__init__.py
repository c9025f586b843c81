"""Files -> raw pages.

`walk` turns what a user names (files, folders, globs, "-") into sources; `read` gives the raw pages of one.
A file is a stream that is unpacked on the way (`unpack`: gzip, zstd) and taken by the first reader in READERS
that its first bytes fit: names and endings are not asked, since "page.html" may well be a PDF or flat text.
What is no page at all (`sniff.foreign`) is an InputError that says what it is. Text is not decoded here:
which encoding a page is in takes its markup to find out (`page.decode`).

A reader is one module and one line in READERS: `fits(head)` looks at the first unpacked bytes, `pages(file)`
gives the page or pages, or files inside the file, which are read in turn. What is damaged in a file of
several pages is reported, and the reading goes on behind it.
"""

from __future__ import annotations

import io
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from cleaner import stores
from cleaner.errors import InputError
from cleaner.inputs import html, jsonl, markdown, mhtml, mirror, parquet, tar, text, warc, webarchive
from cleaner.inputs import zip as zipped
from cleaner.inputs.beside import beside
from cleaner.inputs.file import Columns, File, Reading
from cleaner.inputs.sniff import BINARY, begins_as_page, foreign, is_binary
from cleaner.inputs.unpack import MAX_PAGE_BYTES, size
from cleaner.inputs.walk import STANDARD_INPUT, Source, source_of, walk
from cleaner.types import Origin, RawPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

__all__ = [
    "READERS",
    "Columns",
    "Reader",
    "Source",
    "from_bytes",
    "from_text",
    "holds_several",
    "read",
    "walk",
]


class Reader(Protocol):
    """A module that reads one format."""

    def fits(self, head: bytes) -> bool:
        """True where the first unpacked bytes, up to 64 KiB, are of this format."""
        ...

    def pages(self, file: File) -> Iterator[RawPage | File]:
        """The pages in a file, in its order, or files in it that are read in turn.

        InputError for a file that is damaged, in one of several pages behind the last that can be read.
        """
        ...


# What may hold several pages, and what is one. The first that fits reads the file; text fits anything and
# stands last.
_SEVERAL: Mapping[str, Reader] = {
    "warc": warc,
    "zip": zipped,
    "tar": tar,
    "parquet": parquet,
    "jsonl": jsonl,
}
_OF_TEXT: Mapping[str, Reader] = {"html": html, "markdown": markdown, "text": text}
READERS: Mapping[str, Reader] = {**_SEVERAL, "webarchive": webarchive, "mhtml": mhtml, **_OF_TEXT}
_COLUMNS = Columns()


def read(
    source: Source | str | Path,
    *,
    columns: Columns = _COLUMNS,
    report: Callable[[InputError], None] | None = None,
) -> Iterator[RawPage]:
    """The pages in one file, as they are read; "-" is standard input.

    InputError where it cannot be read, is no page (a PDF, a picture), or is packed and broken. Errors behind
    which the reading goes on, in a file of several pages, go to `report`; without it the first one is raised.
    """
    source = source if isinstance(source, Source) else source_of(source)
    page = RawPage(b"", "text/plain", origin=Origin(source.path))
    if record := beside(source.path):
        headers = {**record.headers, ":status": str(record.status)}
        page = replace(page, url=record.final_url, headers=headers, captured_at=record.fetched_at)
    with _opened(source.path) as stored:
        yield from _numbered(
            File(stored, page, source.path, Reading(report or _raise, columns, source.address))
        )


def holds_several(path: str) -> bool:
    """True for a file that may hold several pages; False also for one that cannot be read."""
    try:
        with _opened(path) as stored:
            file = File(stored, RawPage(b"", "text/plain"), path, Reading(_raise))
            return _reader(file) in _SEVERAL.values()
    except InputError:
        return False  # reading it says why


def from_bytes(body: bytes, *, url: str | None = None, path: str | None = None) -> RawPage:
    """The page in bytes as saved, unpacked if they are packed; the first one if they hold several."""
    page = RawPage(b"", "text/plain", url=url, origin=Origin(path))
    found = next(_numbered(File(io.BytesIO(body), page, str(page.origin), Reading(_raise))), None)
    if found is None:
        raise InputError(f"{page.origin}: an archive without a page in it - give one that holds some")
    return found


def from_text(text: str, *, url: str | None = None) -> RawPage:
    """The page in a string: HTML, Markdown or flat text; lone surrogates become "?"."""
    # Text of a wrong kind inside a string cannot happen, so nothing is foreign.
    body = text.encode("utf-8", "replace")
    file = File(io.BytesIO(body), RawPage(b"", "text/plain", url=url), str(Origin()), Reading(_raise))
    return next(_pages(file, next(reader for reader in _OF_TEXT.values() if reader.fits(file.head))))


def _numbered(file: File) -> Iterator[RawPage]:
    """The pages of a file; where it may hold several, each with its number, from 1."""
    reader = _reader(file)
    if reader not in _SEVERAL.values():
        yield from _pages(file, reader)
        return
    for number, page in enumerate(_pages(file, reader), start=1):
        yield replace(page, origin=replace(page.origin, record=number))


def _pages(file: File, reader: Reader) -> Iterator[RawPage]:
    for found in reader.pages(file):
        if isinstance(found, File):
            try:
                yield from _pages(found, _reader(found))
            except InputError as error:
                file.reading.report(error)
        elif found.url is None and file.reading.address:
            yield _of_a_size(replace(found, url=mirror.url(file.reading.address, found.body)))
        else:
            yield _of_a_size(found)


def _of_a_size(page: RawPage) -> RawPage:
    """The page, cut off where it is larger than any page is."""
    if len(page.body) <= MAX_PAGE_BYTES:
        return page
    why = f"the page is larger than {size(MAX_PAGE_BYTES)}: what follows is left out"
    return replace(page, body=page.body[:MAX_PAGE_BYTES], truncated=page.truncated or why)


def _reader(file: File) -> Reader:
    """The reader of a file; InputError for what is no page."""
    what = foreign(file.head)
    reader = next(reader for reader in READERS.values() if reader.fits(file.head))
    # What begins as a page is one, however many controls a broken template has put into it.
    if what is None and reader in _OF_TEXT.values() and is_binary(file.head):
        what = None if begins_as_page(file.head) else BINARY
    if what:
        raise InputError(f"{file.where}: this is {what.what}, not a saved page - {what.advice}")
    return reader


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    """The file's bytes as they lie on disk or behind a URL, or come in; InputError with what to do."""
    if stores.is_url(path):
        return stores.opened(path)
    try:
        return nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb")
    except FileNotFoundError as error:
        if Path(path).is_symlink():
            target = Path(path).readlink()
            raise InputError(f"{path}: a link to {target}, where no file is - bring it back") from error
        raise InputError(f"{path}: no such file - check the spelling and the current folder") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: a folder, not a file - name one of its files") from error
    except PermissionError as error:
        raise InputError(f"{path}: not allowed to read it - check its owner and mode") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(f"{path}: cannot be read ({error}) - check the disk and the path") from error


def _raise(error: InputError) -> None:
    raise error
