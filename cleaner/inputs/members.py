"""The files in an archive, whatever its format: which of them may be pages, and how large they may be."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cleaner.errors import InputError
from cleaner.inputs import mirror
from cleaner.inputs.names import pages_among
from cleaner.inputs.unpack import MAX_BYTES, MAX_GROWTH
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from _typeshed import WriteableBuffer

    from cleaner.inputs.file import File
    from cleaner.inputs.wacz import Listed

__all__ = ["BROKEN", "Member", "files", "guarded"]

# What the archives' own modules raise for data that is damaged, encrypted or packed in a way they don't know.
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `open` may raise whatever is BROKEN, and so may reading."""

    name: str  # with "/"
    size_bytes: int  # once unpacked, as the archive says
    open: Callable[[], BinaryIO]


def files(
    file: File, members: Sequence[Member], archive_bytes: int, *, listed: Listed | None = None
) -> Iterator[File]:
    """The members that may be pages, in their order, each with the address that its path gives.

    InputError for an archive that says itself that it is a bomb; one whose members overlap does.
    """
    pages = pages_among(member.name for member in members)
    wanted = [member for member in members if member.name in pages]
    if sum(member.size_bytes for member in wanted) > MAX_BYTES + MAX_GROWTH * archive_bytes:
        raise InputError(
            f"{file.where}: unpacks to more than {MAX_GROWTH} times its size - no pages do; give its parts"
        )
    for member in wanted:
        try:
            address = mirror.address(member.name.split("/"))
            found = file.inside(guarded(file, member), member.name, address=address, listed=listed)
        except InputError as error:
            file.reading.report(error)
        else:
            yield found


def guarded(file: File, member: Member) -> BinaryIO:
    """The member's bytes; whatever goes wrong in reading them is an InputError that says where."""
    return io.BufferedReader(_Guarded(member, f"{file.where}: {printable(member.name)}"))


class _Guarded(io.RawIOBase):
    def __init__(self, member: Member, where: str) -> None:
        self._member = member
        self._where = where
        self._opened: BinaryIO | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer)
        try:
            if self._opened is None:
                self._opened = self._member.open()
            piece = self._opened.read(len(target))
        except BROKEN as error:
            found = printable(str(error)) or type(error).__name__
            raise InputError(
                f"{self._where}: cannot be unpacked ({found}) - save the archive again"
            ) from error
        target[: len(piece)] = piece
        return len(piece)
