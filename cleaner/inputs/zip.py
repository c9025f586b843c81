"""The reader of ZIP archives with pages in them, and of WACZ, which are ZIP archives with WARCs in them.

    huts.html  huts_files/logo.png  lakes/index.html
    archive/data.warc.gz  pages/pages.jsonl  datapackage.json

Members are taken as `walk` takes files from a folder. Nothing is written anywhere under a member's name.
"""

from __future__ import annotations

import stat
from functools import partial
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from cleaner.errors import InputError
from cleaner.inputs.members import BROKEN, Member, files
from cleaner.inputs.wacz import in_wacz, is_wacz
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File

__all__ = ["fits", "pages"]

# Not LZMA: its data says how much memory it wants, and Python's module gives it.
_METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, 93})  # 93: zstd, from Python 3.14 on


def fits(head: bytes) -> bool:
    """True for the header of a first member, or of an archive without one."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def pages(file: File) -> Iterator[File]:
    """The files in the archive that may be pages, in its order."""
    with file.seekable() as source:
        size_bytes = source.seek(0, 2)
        with _archive(source, file.where) as archive:
            members = [
                Member(info.filename, info.file_size, partial(_opened, archive, info))
                for info in archive.infolist()
                # `is_dir` fails on a member without a name.
                if not info.filename.endswith("/") and not stat.S_ISLNK(info.external_attr >> 16)
            ]
            if is_wacz(members):
                yield from in_wacz(file, members, size_bytes)
            else:
                yield from files(file, members, size_bytes)


def _archive(source: BinaryIO, where: str) -> ZipFile:
    try:
        return ZipFile(source)
    except BROKEN as error:
        raise InputError(
            f"{where}: a damaged or truncated ZIP archive ({printable(str(error))}) - fetch it again"
        ) from error


def _opened(archive: ZipFile, info: ZipInfo) -> BinaryIO:
    if info.compress_type not in _METHODS:
        raise NotImplementedError(f"packed by method {info.compress_type}")
    return archive.open(info)  # type: ignore[return-value]
