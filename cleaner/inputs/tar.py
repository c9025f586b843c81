"""The reader of tar archives with pages in them, packed or not.

    huts.html  huts_files/logo.png  lakes/index.html

Members are taken as `walk` takes files from a folder; links and devices are passed over.
"""

from __future__ import annotations

import tarfile
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from cleaner.errors import InputError
from cleaner.inputs.members import BROKEN, Member, files
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File

__all__ = ["fits", "pages"]

_MAGIC_AT = 257  # POSIX.1-1988, ustar header block


def fits(head: bytes) -> bool:
    """True for the header of a first member, in the format of POSIX or GNU."""
    return head.startswith(b"ustar", _MAGIC_AT)


def pages(file: File) -> Iterator[File]:
    """The files in the archive that may be pages, in its order; then an InputError if it lacks its end."""
    with file.seekable() as source:
        size_bytes = source.seek(0, 2)
        source.seek(0)
        with _archive(source, file.where) as archive:
            members: list[Member] = []
            damage = _listed(archive, members)
            yield from files(file, members, size_bytes)
    if damage:
        raise InputError(f"{file.where}: the tar archive is damaged or truncated ({damage}) - fetch it again")


def _archive(source: BinaryIO, where: str) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=source, mode="r:")
    except BROKEN as error:
        raise InputError(
            f"{where}: a damaged tar archive ({printable(str(error))}) - fetch it again"
        ) from error


def _listed(archive: tarfile.TarFile, members: list[Member]) -> str:
    """Adds the members of the archive to the list; what comes back is the damage behind them, "" for none."""
    try:
        for info in archive:
            if info.isreg() and not info.issparse():
                members.append(Member(info.name, info.size, partial(_opened, archive, info)))
        # tarfile takes for the end whatever is no header.
        archive.fileobj.seek(archive.offset)
        ended = archive.fileobj.read(tarfile.BLOCKSIZE) == bytes(tarfile.BLOCKSIZE)
    except BROKEN as error:
        return printable(str(error)) or type(error).__name__
    return "" if ended else f"no end mark at byte {archive.offset}"


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    return archive.extractfile(info)  # type: ignore[return-value]
