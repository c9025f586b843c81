"""The reader of MHTML (RFC 2557), as browsers save a page with all its parts, and of mails with HTML in them.

    MIME-Version: 1.0
    Snapshot-Content-Location: https://example.org/huts
    Content-Type: multipart/related; type="text/html"; boundary="x"

    --x
    Content-Type: text/html
    Content-Transfer-Encoding: quoted-printable
    Content-Location: https://example.org/huts

    <html><p>Ten huts

The page is the first HTML part, or the one that `start` names; frames and styles are parts too, and left.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.sniff import begins_as_page
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from cleaner.inputs.file import File
    from cleaner.types import RawPage

__all__ = ["fits", "pages"]

_FIELD = re.compile(
    rb"(?im)^(?:mime-version|snapshot-content-location|x-mimeole):|^content-type:\s*multipart/related"
)
_KIND = re.compile(rb"(?im)^content-type:\s*(?:multipart/|text/html)")
_FIRST_LINE = re.compile(rb"[ \t\r\n]*[A-Za-z][A-Za-z0-9-]{0,60}:")
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_DASHES = re.compile(rb"^--(?=-*[^\s-])(\S[^\r\n]{0,70}?)[ \t]*\r?$", re.M)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDING = re.compile(rb"=+")
_HEAD_BYTES = 4096  # in which a mail says that it is one
# The parser of parameters is quadratic; a header of this size takes it 50 ms.
_MAX_HEADER_BYTES = 16 * 1024
_MAX_PARTS = 1000  # looked at for the page, which is the first of them as a rule
_MAX_NESTS = 20  # parts with parts in them: related ones with alternatives in a forwarded mail


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the message: its header, its content as it stands there, and whether its end was found."""

    header: Message
    content: bytes
    whole: bool


def fits(head: bytes) -> bool:
    """True for a header of a message with parts, or with HTML, as its first lines."""
    start = head[:_HEAD_BYTES]
    return bool(_FIRST_LINE.match(start) and _FIELD.search(start) and _KIND.search(start))


def pages(file: File) -> Iterator[RawPage]:
    """The file as one page; InputError where it has no HTML."""
    raw = file.whole()
    message = _part(raw.body, whole=True)
    root = _root(message)
    if root is None:
        raise InputError(
            f"{file.where}: an MHTML archive without an HTML part - save the page again, as one HTML file"
        )
    header = root.header
    address = str(message.header.get("Snapshot-Content-Location") or header.get("Content-Location") or "")
    yield replace(
        raw,
        body=_decoded(root),
        media_type="text/html",
        url=raw.url or absolute(address),
        headers={"content-type": str(header.get("Content-Type", "")), **raw.headers},
        captured_at=raw.captured_at or _date(message.header.get("Date")),
        truncated=None if root.whole else "the MHTML archive ends within the page",
    )


def _root(message: _Part) -> _Part | None:
    """The page's own part: the first with HTML, going into parts that have parts."""
    waiting, looked, nests = [message], 0, 0
    while waiting and looked < _MAX_PARTS:
        part = waiting.pop()
        looked += 1
        kind = part.header.get_content_type()
        if kind in {"text/html", "application/xhtml+xml"} and part.content.strip():
            return part
        if kind.startswith("multipart/") and nests < _MAX_NESTS:
            nests += 1
            waiting += reversed(_parts(part))
    # A message whose frame is broken may still be a page behind a header.
    return message if begins_as_page(message.content) else None


def _parts(part: _Part) -> list[_Part]:
    """The parts between the boundaries, the one that `start` names first."""
    boundary = part.header.get_boundary("") or _likely_boundary(part.content)
    if not boundary:
        return []
    name = re.escape(boundary.encode("utf-8", "surrogateescape"))
    line = re.compile(rb"^--" + name + rb"(--)?[ \t]*\r?$", re.M)
    marks = list(islice(line.finditer(part.content), _MAX_PARTS + 1))
    parts = [
        _part(part.content[mark.end() : following.start()].lstrip(b"\r\n"), whole=True)
        for mark, following in pairwise(marks)
    ]
    if marks and not marks[-1][1]:
        parts.append(_part(part.content[marks[-1].end() :].lstrip(b"\r\n"), whole=False))
    start = part.header.get_param("start")
    return sorted(parts, key=lambda found: not start or found.header.get("Content-ID") != start)


def _likely_boundary(content: bytes) -> str:
    """The boundary of a message that forgot to say which it is: its first line with two dashes."""
    found = _DASHES.search(content)
    return found[1].decode("latin-1") if found else ""


def _part(source: bytes, *, whole: bool) -> _Part:
    from email.parser import BytesHeaderParser

    blank = _BLANK_LINE.search(source, 0, _MAX_HEADER_BYTES)
    end, begin = blank.span() if blank else (min(len(source), _MAX_HEADER_BYTES),) * 2
    return _Part(BytesHeaderParser().parsebytes(source[:end]), source[begin:], whole)


def _decoded(part: _Part) -> bytes:
    """The content without its transfer encoding, as far as it goes."""
    encoding = str(part.header.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(part.content)
    if encoding == "base64":
        return b"".join(_unpadded(piece) for piece in _PADDING.split(_NO_BASE64.sub(b"", part.content)))
    return part.content


def _unpadded(signs: bytes) -> bytes:
    """What base64 without its padding stands for, as far as it goes: padding may also be in the middle."""
    whole = signs[:-1] if len(signs) % 4 == 1 else signs  # one sign alone is no byte
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _date(value: object) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(value)).isoformat() if value else None
    except (ValueError, IndexError):
        return None
