"""What a reader is given: a file, or one inside another, as a stream that is unpacked on the way."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from cleaner.errors import InputError
from cleaner.inputs.sniff import SAMPLE_BYTES, packing
from cleaner.inputs.unpack import (
    MAX_BYTES,
    MAX_PAGE_BYTES,
    DamagedError,
    Stored,
    begun,
    joined,
    limited,
    next_member,
    size,
    tempered,
    unpacked,
)
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

    from cleaner.inputs.wacz import Listed
    from cleaner.types import RawPage

__all__ = ["Columns", "File", "Reading"]

_DEEPEST = 3  # a page in a WARC in a WACZ in a ZIP
_IN_MEMORY_BYTES = 64 << 20  # of an archive that has to be unpacked to be read; the rest goes to the disk
_MAX_COPY_BYTES = 16 << 30


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what, by name; None where the name is to be guessed."""

    page: str | None = None  # HTML or text
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file, and what its surroundings say of it."""

    report: Callable[[InputError], None]  # takes the errors behind which the reading goes on
    columns: Columns = Columns()
    address: str | None = None  # what its path says of the page's address, as `mirror` gives it
    listed: Listed | None = None  # the pages among the answers of a web archive, where it says which they are
    depth: int = 0  # of archives around it


class File:
    """A file to read: what is known of it, its first bytes, and the rest as a stream or in one piece.

    `page` is the file as if it were one page, its body still empty. The bytes can be taken once.
    """

    def __init__(self, stored: BinaryIO, page: RawPage, where: str, reading: Reading) -> None:
        if reading.depth > _DEEPEST:
            raise InputError(f"{where}: an archive in archives, {_DEEPEST} deep - unpack the outer ones")
        self.page = page
        self.where = where
        self.reading = reading
        self._file = stored
        self._stored = Stored(stored, where)
        first, pieces = begun(iter(self._stored), 4)
        self._packed = packing(first) is not None
        self.head, self._pieces = begun(unpacked(pieces, where), SAMPLE_BYTES)

    def whole(self) -> RawPage:
        """The file as one page, with all of its bytes; InputError for more than a page ever has."""
        body = joined(self._pieces, where=self.where, limit=MAX_BYTES)
        return replace(self.page, body=body, sha256=self._stored.sha256)

    def beginning(self) -> RawPage:
        """The file as one page, of which more than MAX_PAGE_BYTES need not be read."""
        body = b"".join(limited(self._pieces, MAX_PAGE_BYTES))
        is_whole = len(body) <= MAX_PAGE_BYTES
        return replace(self.page, body=body, sha256=self._stored.sha256 if is_whole else "")

    def stream(self) -> io.BufferedReader:
        """The unpacked bytes; reading them raises an InputError where they are damaged or grow too much."""
        return io.BufferedReader(_Pieces(tempered(self._pieces, self._stored, where=self.where)), 1 << 20)

    def behind(self, damage: DamagedError) -> io.BufferedReader:
        """The stream from the next gzip member behind a damaged one; empty where there is none."""
        self._pieces = unpacked(next_member(damage.rest), self.where)
        return self.stream()

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The unpacked bytes as a file in which one may go back: the file itself, or a copy of it."""
        # A file in a ZIP can go back too, but unpacks everything again each time.
        if not self._packed and (isinstance(self._file, io.BytesIO) or _on_disk(self._file)):
            self._file.seek(0)
            yield self._file
            return
        import tempfile

        with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as copy:
            for piece in tempered(self._pieces, self._stored, where=self.where):
                copy.write(piece)
                if copy.tell() > _MAX_COPY_BYTES:
                    raise InputError(f"{self.where}: larger than {size(_MAX_COPY_BYTES)} - unpack it first")
            copy.seek(0)
            yield cast("BinaryIO", copy)

    def inside(
        self,
        stored: bytes | BinaryIO,
        name: str,
        page: RawPage | None = None,
        *,
        address: str | None = None,
        listed: Listed | None = None,
    ) -> File:
        """A file in this one; `name` tells errors where it lies. InputError for one that lies too deep."""
        return File(
            io.BytesIO(stored) if isinstance(stored, bytes) else stored,
            page or self.page,
            f"{self.where}: {printable(name)}",
            replace(self.reading, address=address, listed=listed, depth=self.reading.depth + 1),
        )


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a raw stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        if not self._rest:
            self._rest = memoryview(next(self._pieces, b""))
        target = memoryview(buffer)
        taken = self._rest[: len(target)]
        target[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def _on_disk(file: BinaryIO) -> bool:
    return isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO) and file.seekable()
