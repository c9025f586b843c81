"""Files -> raw pages.

`walk` turns what a user names (files, folders, globs, "-") into sources; `read` gives the raw pages of one.
A file is read whole, unpacked (`unpack`: gzip, zstd) and then taken by the first reader in READERS that its
content fits: names and endings are not asked, since "page.html" may well be a PDF or flat text. What is no
page at all (`sniff.foreign`) is an InputError that says what it is. Text is not decoded here: which
encoding a page is in takes its markup to find out (`page.decode`).

A reader is one module and one line in READERS: `fits(body)` looks at the unpacked bytes, `pages(raw)` makes
the page or pages of them, each with its media type and whatever else the file says about it.
"""

from __future__ import annotations

import hashlib
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from cleaner.errors import InputError
from cleaner.inputs import html, text
from cleaner.inputs.sniff import foreign
from cleaner.inputs.unpack import MAX_BYTES, unpack
from cleaner.inputs.walk import STANDARD_INPUT, Source, walk
from cleaner.types import Origin, RawPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["READERS", "Reader", "Source", "from_bytes", "from_text", "read", "walk"]


class Reader(Protocol):
    """A module that reads one format."""

    def fits(self, body: bytes) -> bool:
        """True where the unpacked bytes are of this format."""
        ...

    def pages(self, raw: RawPage) -> Iterator[RawPage]:
        """The pages in a file, in its order; `raw` is the file as if it were one page."""
        ...


_PIECE = 1024 * 1024

# The first that fits reads the file; text fits anything and stands last.
READERS: Mapping[str, Reader] = {"html": html, "text": text}


def read(path: str | Path) -> Iterator[RawPage]:
    """The pages in one file; "-" is standard input.

    InputError where it cannot be read, is no page (a PDF, a picture), or is packed and broken.
    """
    yield from _pages(_bytes(str(path)), path=str(path), url=None)


def from_bytes(body: bytes, *, url: str | None = None, path: str | None = None) -> RawPage:
    """The page in bytes as saved, unpacked if they are packed; the first one if they hold several."""
    return next(iter(islice(_pages(body, path=path, url=url), 1)))


def from_text(text: str, *, url: str | None = None) -> RawPage:
    """The page in a string, HTML or flat text; lone surrogates become "?"."""
    # Text of a wrong kind inside a string cannot happen, so nothing is unpacked and nothing is foreign.
    body = text.encode("utf-8", "replace")
    return next(_taken(_file(body, body, path=None, url=url)))


def _pages(body: bytes, *, path: str | None, url: str | None) -> Iterator[RawPage]:
    where = str(Origin(path))
    inside = unpack(body, where=where)
    if found := foreign(inside):
        raise InputError(f"{where}: this is {found.what}, not a saved page - {found.advice}")
    yield from _taken(_file(inside, body, path=path, url=url))


def _file(body: bytes, stored: bytes, *, path: str | None, url: str | None) -> RawPage:
    digest = hashlib.sha256(stored).hexdigest()
    return RawPage(body, "text/plain", url=url, origin=Origin(path), sha256=digest)


def _taken(file: RawPage) -> Iterator[RawPage]:
    reader = next(reader for reader in READERS.values() if reader.fits(file.body))
    return reader.pages(file)


def _bytes(path: str) -> bytes:
    """The bytes as they lie on disk, or come in; InputError with what to do."""
    try:
        if path == STANDARD_INPUT:
            body = _whole(sys.stdin.buffer, path)
        else:
            with Path(path).open("rb") as file:
                body = _whole(file, path)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file - check the spelling and the current folder") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: a folder, not a file - give its files, or let cleaner walk it") from error
    except PermissionError as error:
        raise InputError(f"{path}: not allowed to read it - check its owner and mode") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(f"{path}: cannot be read ({error}) - check the disk and the path") from error
    return body


def _whole(file: BinaryIO, path: str) -> bytes:
    """Everything in the file, in pieces: a device or a pipe may never end."""
    body = bytearray()
    while piece := file.read(_PIECE):
        body += piece
        if len(body) > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES >> 20} MiB - no web page is; give its parts")
    return bytes(body)
