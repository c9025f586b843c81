"""The body of an HTTP answer as it was sent -> the page: chunks joined, content encodings undone.

Archives hold answers in all states: as sent, or undone with the headers left as they were. So a header is
believed where the bytes bear it out, and what is not encoded stays as it is.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.sniff import is_binary
from cleaner.inputs.unpack import MAX_BYTES, size, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["page_body"]

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_MAX_CODINGS = 4
_PIECE = 1 << 20


def page_body(body: bytes, headers: Mapping[str, str], *, where: str) -> bytes:
    """The page in the body of an answer; InputError for data that is damaged or grows beyond any page."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    codings = headers.get("content-encoding", "").lower().replace(" ", "").split(",")
    if len(codings) > _MAX_CODINGS:
        raise InputError(f"{where}: encoded {len(codings)} times over - no server does that; save it again")
    for coding in reversed(codings):
        if coding == "br":
            body = _unbrotlied(body, where)
        elif coding == "deflate":
            body = _inflated(body, where)
        elif coding in {"gzip", "x-gzip", "zstd"}:
            body = unpack(body, where=where)
    return body


def _joined_chunks(body: bytes) -> bytes:
    """The chunks (RFC 9112, 7.1) in one piece, as far as they go; the body itself where it has none."""
    parts, position = [], 0
    while found := _CHUNK.match(body, position):
        length = int(found[1], 16)
        if not length:
            break
        parts.append(body[found.end() : found.end() + length])
        position = found.end() + length
        position += 2 if body.startswith(b"\r\n", position) else body.startswith(b"\n", position)
    return b"".join(parts) if position else body


def _inflated(body: bytes, where: str) -> bytes:
    """The contents of zlib data, or of the bare deflate stream that some servers send."""
    # RFC 1950, 2.2: the method is 8, and the first two bytes are a multiple of 31.
    wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
    decoder = zlib.decompressobj(15 if wrapped else -15)
    try:
        found = decoder.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        return _undone_before(body, "deflate", where, error)
    return _whole(found, decoder.eof, "deflate", where)


def _unbrotlied(body: bytes, where: str) -> bytes:
    import brotli

    decoder = brotli.Decompressor()
    found = bytearray()
    try:
        while len(found) <= MAX_BYTES and (piece := decoder.process(body, output_buffer_limit=_PIECE)):
            found += piece
            body = b""
    except brotli.error as error:
        return _undone_before(body, "brotli", where, error)
    return _whole(bytes(found), decoder.is_finished(), "brotli", where)


def _undone_before(body: bytes, kind: str, where: str, error: Exception) -> bytes:
    """The body of an answer that was decoded when it was saved, and kept its header."""
    if body and not is_binary(body):
        return body
    raise InputError(f"{where}: damaged {kind} data ({error}) - fetch the page again") from error


def _whole(found: bytes, ended: bool, kind: str, where: str) -> bytes:
    if len(found) > MAX_BYTES:
        raise InputError(f"{where}: larger than {size(MAX_BYTES)} once unpacked - no page is; give its parts")
    if not ended:
        raise InputError(
            f"{where}: {kind} data ends early, after {len(found)} unpacked bytes - fetch the page again"
        )
    return found
