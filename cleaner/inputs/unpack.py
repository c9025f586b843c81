"""Packed bytes -> the bytes inside: gzip and zstd, one in the other, piece by piece.

A bomb (a gigabyte of zeros in 32 kB) costs no more memory than a piece, and no more time than its stated
limit. Bytes that end too early are an error: half a page would pass for a short one.
"""

from __future__ import annotations

import hashlib
import zlib
from itertools import chain
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.sniff import packing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

__all__ = [
    "MAX_BYTES",
    "MAX_GROWTH",
    "MAX_PAGE_BYTES",
    "DamagedError",
    "Stored",
    "TrailingError",
    "begun",
    "joined",
    "limited",
    "next_member",
    "size",
    "tempered",
    "unpack",
    "unpacked",
]

# Of a page more is not read: the largest of the corpora has 6 MB, scripts of 50 MB are known, and a gigabyte
# of memory holds the page, its tree and its text.
MAX_PAGE_BYTES = 64 * 1024 * 1024
# Of what holds a page and its pictures: a web archive, a record, a row. It is in memory up to four times.
MAX_BYTES = 128 * 1024 * 1024
_MAX_LAYERS = 3  # a server's gzip, saved by a tool that packs too, in an archive of .zst files
MAX_GROWTH = 200  # pages pack to a tenth, repetitive ones to a fiftieth; gzip can do 1,032, zstd far more
_PIECE = 1024 * 1024
# What is left of a piece is copied once a gzip member, and a member may have 20 bytes.
_GZIP = b"\x1f\x8b\x08"
_STORED_PIECE = 32 * 1024
# A zstd block of 4 bytes may hold 128 KiB (RFC 8878, 3.1.1.2): this much in gives 4 MiB out at most.
_ZSTD_PIECE_IN = 128
_ZSTD_WINDOW = 128 * 1024 * 1024  # what the zstd program takes without --long


class TrailingError(InputError):
    """Something else stands behind packed data: nothing to a page, but in an archive pages may be lost."""


class DamagedError(InputError):
    """A gzip member that cannot be unpacked; `rest` is the packed data from the damage on."""

    def __init__(self, message: str, rest: Iterator[bytes]) -> None:
        super().__init__(message)
        self.rest = rest


class Stored:
    """A file's bytes as they lie there, in pieces; how many have gone by, and their digest."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self._digest = hashlib.sha256()
        self.position = 0

    def __iter__(self) -> Iterator[bytes]:
        """The pieces, none empty."""
        while piece := self._next():
            self._digest.update(piece)
            self.position += len(piece)
            yield piece

    def _next(self) -> bytes:
        try:
            return self._file.read(_STORED_PIECE)
        except OSError as error:
            raise InputError(
                f"{self._where}: cannot be read ({error}) - check the disk and the path"
            ) from error

    @property
    def sha256(self) -> str:
        """Of the bytes that have gone by, in hex."""
        return self._digest.hexdigest()


def unpack(body: bytes, *, where: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes inside all layers of gzip and zstd; the bytes themselves where there is none.

    InputError, beginning with `where`, for bytes that are cut short, damaged, packed more than three times,
    or larger than `limit` once unpacked.
    """
    if packing(body) is None:
        return body
    pieces = (body[i : i + _STORED_PIECE] for i in range(0, len(body), _STORED_PIECE))
    return joined(unpacked(pieces, where), where=where, limit=limit)


def unpacked(pieces: Iterator[bytes], where: str) -> Iterator[bytes]:
    """The bytes inside all layers, piece by piece, none empty; an InputError where they end too early."""
    for _ in range(_MAX_LAYERS):
        head, pieces = begun(pieces, 4)
        kind = packing(head)
        if kind is None:
            return pieces
        pieces = _UNPACKERS[kind](pieces, where)
    head, pieces = begun(pieces, 4)
    if packing(head) is not None:
        raise InputError(
            f"{where}: packed more than {_MAX_LAYERS} times over - unpack it and give the page inside"
        )
    return pieces


def begun(pieces: Iterator[bytes], size_bytes: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, as many as asked for if there are, and all the pieces again.

    An InputError that comes so early is raised again when its turn comes.
    """
    head = bytearray()
    try:
        while len(head) < size_bytes and (piece := next(pieces, b"")):
            head += piece
    except InputError as error:
        pieces = _failing(error)
    first = bytes(head)
    return first, chain([first] if first else [], pieces)


def _failing(error: InputError) -> Iterator[bytes]:
    raise error
    yield b""


def joined(pieces: Iterator[bytes], *, where: str, limit: int = MAX_BYTES) -> bytes:
    """All pieces as one; InputError for more than `limit` bytes."""
    taken: list[bytes] = []
    done = 0
    try:
        for piece in pieces:
            done += len(piece)
            if done > limit:
                raise InputError(
                    f"{where}: larger than {size(limit)} once unpacked - no page is; give its parts"
                )
            taken.append(piece)
    except TrailingError:
        pass  # as for gzip(1), it is padding
    return b"".join(taken)


def limited(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The pieces until they are more than `limit` bytes."""
    done = 0
    while done <= limit and (piece := next(pieces, b"")):
        done += len(piece)
        yield piece


def tempered(pieces: Iterator[bytes], stored: Stored, *, where: str) -> Iterator[bytes]:
    """The pieces; an InputError where they have grown to more than any text does on unpacking."""
    done = 0
    for piece in pieces:
        done += len(piece)
        if done > MAX_BYTES + MAX_GROWTH * stored.position:
            raise InputError(
                f"{where}: unpacks to more than {MAX_GROWTH} times its size - no pages do; give its parts"
            )
        yield piece


def size(size_bytes: int) -> str:
    """A size for people, in whole units.

    >>> size(3 << 20), size(1000)
    ('3 MiB', '1000 bytes')
    """
    for unit, name in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size_bytes >= unit:
            return f"{size_bytes // unit} {name}"
    return f"{size_bytes} bytes"


def _gunzip(packed: Iterator[bytes], where: str) -> Iterator[bytes]:
    """The contents of all members in turn; zeros behind the last are padding."""
    done = 0
    body, packed = begun(packed, 3)
    next(packed, None)  # `body` itself
    while packing(body) == "gzip":
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                piece = member.decompress(body, _PIECE)
            except zlib.error as error:
                raise DamagedError(
                    f"{where}: damaged gzip data after {done} bytes ({error}) - save or fetch the page again",
                    chain([body], packed),
                ) from error
            done += len(piece)
            if piece:
                yield piece
            body = member.unconsumed_tail
            if not body and not member.eof and not piece:
                body = next(packed, b"")
                if not body:
                    raise _cut_short(where, "gzip", done)
        body = member.unused_data.lstrip(b"\0")
        while len(body) < 3 and (more := next(packed, b"")):
            body = (body + more).lstrip(b"\0")
    if body:
        raise TrailingError(f"{where}: what follows after {done} unpacked bytes is not gzip - fetch it again")


def _unzstd(packed: Iterator[bytes], where: str) -> Iterator[bytes]:
    """The contents of all frames in turn."""
    import zstandard

    done = 0
    fed = (piece[i : i + _ZSTD_PIECE_IN] for piece in packed for i in range(0, len(piece), _ZSTD_PIECE_IN))
    body = next(fed, b"")
    while body:
        frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not frame.eof:
            if not body:
                raise _cut_short(where, "zstd", done)
            try:
                piece = frame.decompress(body)
            except zstandard.ZstdError as error:
                raise InputError(
                    f"{where}: damaged zstd data after {done} bytes ({error}) - save or fetch the page again"
                ) from error
            done += len(piece)
            if piece:
                yield piece
            body = frame.unused_data or next(fed, b"")


def next_member(packed: Iterator[bytes]) -> Iterator[bytes]:
    """The packed data from where the next gzip member may begin, behind the first byte."""
    window = b""
    first = True
    for piece in packed:
        window += piece
        at = window.find(_GZIP, 1 if first else 0)
        if at >= 0:
            return chain([window[at:]], packed)
        window, first = window[1 - len(_GZIP) :], False
    return iter(())


def _cut_short(where: str, kind: str, done: int) -> InputError:
    return InputError(
        f"{where}: {kind} data ends early, after {done} unpacked bytes - save or fetch the page again"
    )


_UNPACKERS: Mapping[str, Callable[[Iterator[bytes], str], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "zstd": _unzstd,
}
