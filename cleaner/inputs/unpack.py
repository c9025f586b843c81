"""Packed bytes -> the bytes inside: gzip and zstd, one in the other, never more than a stated size.

Everything is unpacked in pieces, so that a bomb (a gigabyte of zeros in 32 kB) costs no more memory than the
limit. Bytes that end too early are an error: half a page would pass for a short one.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.sniff import packing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["MAX_BYTES", "unpack"]

MAX_BYTES = 512 * 1024 * 1024  # the largest page of the corpora has 6 MB; 50 MB scripts have been seen
_MAX_LAYERS = 3  # a server's gzip, saved by a tool that packs too, in an archive of .zst files
_PIECE = 1024 * 1024
# A zstd block of 4 bytes may hold 128 KiB (RFC 8878, 3.1.1.2): a kilobyte in gives 32 MiB out at most.
_ZSTD_PIECE_IN = 1024
_ZSTD_WINDOW = 128 * 1024 * 1024  # what the zstd program takes without --long


def unpack(body: bytes, *, where: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes inside all layers of gzip and zstd; the bytes themselves where there is none.

    InputError, beginning with `where`, for bytes that are cut short, damaged, packed more than three times,
    or larger than `limit` once unpacked.
    """
    for _ in range(_MAX_LAYERS):
        kind = packing(body)
        if kind is None:
            return body
        body = _joined(_UNPACKERS[kind](body, where), where=where, limit=limit)
    if packing(body) is not None:
        raise InputError(
            f"{where}: packed more than {_MAX_LAYERS} times over - unpack it and give the page inside"
        )
    return body


def _joined(pieces: Iterator[bytes], *, where: str, limit: int) -> bytes:
    whole = bytearray()
    for piece in pieces:
        if len(whole) + len(piece) > limit:
            raise InputError(
                f"{where}: larger than {_size(limit)} once unpacked - no page is; give its parts"
            )
        whole += piece
    return bytes(whole)


def _size(size_bytes: int) -> str:
    for unit, name in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size_bytes >= unit:
            return f"{size_bytes // unit} {name}"
    return f"{size_bytes} bytes"


def _gunzip(body: bytes, where: str) -> Iterator[bytes]:
    """The contents of all members in turn; what follows the last is padding, as for gzip(1)."""
    done = 0
    while packing(body) == "gzip":
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                piece = member.decompress(body, _PIECE)
            except zlib.error as error:
                raise InputError(
                    f"{where}: damaged gzip data after {done} bytes ({error}) - save or fetch the page again"
                ) from error
            if not piece and not member.eof:
                raise _cut_short(where, "gzip", done)
            body = member.unconsumed_tail
            done += len(piece)
            yield piece
        body = member.unused_data.lstrip(b"\0")


def _unzstd(body: bytes, where: str) -> Iterator[bytes]:
    """The contents of all frames in turn."""
    import zstandard

    done = position = 0
    while position < len(body):
        frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not frame.eof:
            if position >= len(body):
                raise _cut_short(where, "zstd", done)
            try:
                piece = frame.decompress(body[position : position + _ZSTD_PIECE_IN])
            except zstandard.ZstdError as error:
                raise InputError(
                    f"{where}: damaged zstd data after {done} bytes ({error}) - save or fetch the page again"
                ) from error
            position = min(position + _ZSTD_PIECE_IN, len(body))
            done += len(piece)
            yield piece
        position -= len(frame.unused_data)


def _cut_short(where: str, kind: str, done: int) -> InputError:
    return InputError(
        f"{where}: {kind} data ends early, after {done} unpacked bytes - save or fetch the page again"
    )


_UNPACKERS: Mapping[str, Callable[[bytes, str], Iterator[bytes]]] = {"gzip": _gunzip, "zstd": _unzstd}
