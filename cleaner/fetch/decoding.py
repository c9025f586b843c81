"""Content codings undone, piece by piece: gzip, deflate, Brotli and zstd, never more than a stated size.

What a library hands out at once is bounded, so that a bomb costs no more memory than the limit and a piece.
"""

from __future__ import annotations

import zlib
from itertools import chain
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["CODINGS", "Decoder", "DecodingError", "decoder"]

_PIECE = 256 * 1024  # out, at most
_GZIP = b"\x1f"  # the first byte of a member; a piece may end behind it
_MAX_CODINGS = 2
# A zstd block of 4 bytes may hold 128 KiB (RFC 8878, 3.1.1.2): this much in gives 4 MiB out at most.
_ZSTD_PIECE_IN = 128
_ZSTD_WINDOW = 8 * 1024 * 1024  # RFC 9659


class DecodingError(ValueError):
    """Data that is not what its coding says, or that ends too early."""


class Decoder(Protocol):
    """One coding undone."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes give, in pieces of a bounded size; DecodingError for damaged data."""
        ...

    def finish(self) -> None:
        """DecodingError where more should have come."""
        ...


class _Zlib:
    """gzip of any number of members, and deflate with or without its wrapper."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._member: zlib._Decompress | None = None
        self._members = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._member is None:
                # What follows the last member is padding, as for gzip(1).
                if self._members and not (self._gzip and data.startswith(_GZIP)):
                    return
                self._member = zlib.decompressobj(31 if self._gzip else _deflate_window(data))
                self._members += 1
            try:
                piece = self._member.decompress(data, _PIECE)
            except zlib.error as error:
                raise DecodingError(str(error)) from error
            data = self._member.unconsumed_tail
            if piece:
                yield piece
            if self._member.eof:
                data = self._member.unused_data
                self._member = None

    def finish(self) -> None:
        if self._member is not None:
            raise DecodingError("it ends too early")


def _deflate_window(data: bytes) -> int:
    # RFC 9110, 8.4.1.2: deflate means the zlib format, but some servers send it bare.
    return 15 if data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0) else -15


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._stream = brotli.Decompressor()
        self._error = brotli.error
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(data)
        while not self._stream.is_finished():
            try:
                piece = self._stream.process(data, output_buffer_limit=_PIECE)
            except self._error as error:
                raise DecodingError(str(error)) from error
            if piece:
                yield piece
            elif self._stream.can_accept_more_data():
                return
            data = b""

    def finish(self) -> None:
        if self._begun and not self._stream.is_finished():
            raise DecodingError("it ends too early")


class _Zstd:
    def __init__(self) -> None:
        import zstandard

        self._new = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj
        self._error = zstandard.ZstdError
        self._frame = self._new()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        position = 0
        while position < len(data):
            if self._frame.eof:
                self._frame = self._new()
                self._begun = False
            part = data[position : position + _ZSTD_PIECE_IN]
            self._begun = True
            try:
                piece = self._frame.decompress(part)
            except self._error as error:
                raise DecodingError(str(error)) from error
            position += len(part) - len(self._frame.unused_data)
            if piece:
                yield piece

    def finish(self) -> None:
        if self._begun and not self._frame.eof:
            raise DecodingError("it ends too early")


class _Chain:
    """Codings undone one after the other, the last that was applied first."""

    def __init__(self, decoders: list[Decoder]) -> None:
        self._decoders = decoders

    def feed(self, data: bytes) -> Iterator[bytes]:
        pieces: Iterable[bytes] = (data,)
        for each in self._decoders:
            pieces = chain.from_iterable(map(each.feed, pieces))
        return iter(pieces)

    def finish(self) -> None:
        for each in self._decoders:
            each.finish()


CODINGS: Mapping[str, Callable[[], Decoder]] = {
    "gzip": lambda: _Zlib(gzip=True),
    "x-gzip": lambda: _Zlib(gzip=True),
    "deflate": lambda: _Zlib(gzip=False),
    "br": _Brotli,
    "zstd": _Zstd,
}


def decoder(content_encoding: str) -> Decoder:
    """What undoes the codings of a Content-Encoding header; DecodingError for one that we don't know."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name not in {"", "identity", "none"}]
    if len(names) > _MAX_CODINGS:
        raise DecodingError(f"packed {len(names)} times over")
    for name in names:
        if name not in CODINGS:
            raise DecodingError(f'packed as "{name[:40]}", which was not asked for')
    return _Chain([CODINGS[name]() for name in reversed(names)])
