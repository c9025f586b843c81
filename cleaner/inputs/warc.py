"""The reader of web archives, WARC 1.0 and 1.1 (ISO 28500), as crawlers, wget and extensions write them.

    WARC/1.1
    WARC-Type: response
    WARC-Target-URI: https://example.org/huts
    WARC-Date: 2024-01-02T10:11:12Z
    Content-Type: application/http; msgtype=response
    Content-Length: 9870

    HTTP/1.1 200 OK
    ...

Pages are answers with HTML or text in them (`response`), pages that were put in without an answer
(`resource`) and text that was taken out of pages (`conversion`, in WET files). What is damaged or ends early
is reported, and the reading goes on with the next record. fastwarc 2.0 stops there in silence, or panics; so
the frame around the records, which is all that it would save us, is read here.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.http import page_body
from cleaner.inputs.unpack import MAX_BYTES, DamagedError, size
from cleaner.urls import absolute

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping

    from cleaner.inputs.file import File

__all__ = ["fits", "pages"]

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s*\Z")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_LENGTH = re.compile(r"[0-9]{1,18}")
_FOLDED = re.compile(rb"\r?\n[ \t]+")  # a field that goes on in the next line
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_KINDS = frozenset({"response", "resource", "conversion"})
_PAGES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
# Answers without a page of their own: RFC 9110, 15.2 to 15.4.
_NO_PAGE = re.compile(r"1..|204|205|3..")
_MAX_HEADER_BYTES = 1 << 20
_MAX_DAMAGES = 100  # what is damaged in more places is reported so
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its fields by lower-case name, and as much of its block as is needed and there."""

    where: str  # "record 17 (byte 88214)"
    offset: (
        int | None
    )  # of the record, in bytes once unpacked; None behind a damage of which nobody knows the size
    fields: Mapping[str, str]
    block: bytes  # b"" for kinds that hold no page
    length: int  # of the block, as the record says
    missing: int  # bytes of it that are not there


def fits(head: bytes) -> bool:
    """True for what begins as a record does."""
    return re.match(rb"WARC/[01]\.\d", head) is not None


def pages(file: File) -> Iterator[File]:
    """The pages in the archive, in its order."""
    for record in _records(file):
        try:
            found = _page(record, file)
        except InputError as error:
            file.reading.report(error)
        else:
            yield from found


def _page(record: _Record, file: File) -> list[File]:
    """The page in a record, nothing where it holds something else."""
    kind = record.fields.get("warc-type", "").lower()
    listed = file.reading.listed
    url = absolute(record.fields.get("warc-target-uri", "").strip(" <>"))
    headers, body = {"content-type": record.fields.get("content-type", "")}, record.block
    if kind == "response" and (found := _STATUS.match(body)):
        head, body = _split(body)
        headers = {**_fields(head), ":status": found[1].decode()}
        if _NO_PAGE.fullmatch(headers[":status"]):
            if listed:
                listed.moved(url, absolute(headers.get("location"), url))
            return []
    elif kind not in {"resource", "conversion"} or not url:
        return []
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _PAGES or not body or (url or "").endswith("/robots.txt"):
        return []
    if listed and not listed.takes(url):
        return []
    where = f"{file.where}: {record.where}"
    if record.length > MAX_BYTES:
        raise InputError(f"{where}: larger than {size(MAX_BYTES)} - no web page is; give its parts")
    page = replace(
        file.page,
        url=file.page.url or url,
        headers=headers,
        captured_at=record.fields.get("warc-date"),
        origin=replace(file.page.origin, offset=record.offset),
        truncated=_truncated(record),
    )
    body = page_body(body, headers, where=where)
    return [file.inside(body, record.where, page)]


def _truncated(record: _Record) -> str | None:
    """Why the page is not whole: the archive is damaged, or the crawler stopped and said so."""
    if record.missing:
        return f"the archive lacks {record.missing} of the {record.length} bytes of this page's record"
    if reason := record.fields.get("warc-truncated"):
        return f"the crawler cut the page short ({reason})"
    return None


def _records(file: File) -> Iterator[_Record]:
    """The records one after the other, as far as they can be read; what is damaged is reported."""
    stream = _Counted(file.stream(), file.where)
    for _ in range(_MAX_DAMAGES):
        try:
            while fields := _head(stream, file):
                record, damage = _read(stream, fields)
                yield record
                if damage:
                    raise damage
                if record.missing:
                    raise InputError(
                        f"{file.where}: {record.where}: body ends after {record.length - record.missing} of"
                        f" {record.length} bytes - the archive is truncated; fetch it again"
                    )
            return
        except DamagedError as error:
            file.reading.report(error)
            stream = _Counted(file.behind(error), file.where, number=stream.number, known=False)
        except InputError as error:
            file.reading.report(error)
            return
    file.reading.report(
        InputError(f"{file.where}: damaged in more than {_MAX_DAMAGES} places - fetch it again")
    )


class _Counted:
    """A stream that knows how far it was read and where the last record began; its errors name that."""

    def __init__(self, stream: io.BufferedReader, file: str, *, number: int = 0, known: bool = True) -> None:
        self._stream = stream
        self._file = file
        self.number = number  # of the record
        self.known = known  # false where nobody knows how much went before
        self.position = self.began = 0

    @property
    def where(self) -> str:
        """The record as errors say it: "record 17 (byte 88214)"."""
        return f"record {self.number} (byte {self.began})" if self.known else f"record {self.number}"

    def line(self) -> bytes:
        """The next line, or as much of it as a line may have."""
        with self._placed():
            found = self._stream.readline(_MAX_HEADER_BYTES)
        self.position += len(found)
        return found

    def read(self, size_bytes: int) -> bytes:
        """At most so many bytes, none at the end."""
        # Not `read`, which would lose what it has when the stream turns out to be damaged.
        with self._placed():
            found = self._stream.read1(size_bytes)
        self.position += len(found)
        return found

    @contextmanager
    def _placed(self) -> Iterator[None]:
        try:
            yield
        except InputError as error:
            message = f"{self._file}: {self.where}: {str(error).removeprefix(f'{self._file}: ')}"
            if isinstance(error, DamagedError):
                raise DamagedError(message, error.rest) from error
            raise InputError(message) from error


def _head(stream: _Counted, file: File) -> dict[str, str]:
    """The fields of the next record that says how long it is, {} behind the last one."""
    stream.number += 1
    stream.began = stream.position
    while _found_record(stream, file):
        head = bytearray()
        while (line := stream.line()).strip() and len(head) < _MAX_HEADER_BYTES:
            head += line
        fields = _fields(bytes(head))
        where = f"{file.where}: the record at byte {stream.began}"
        if not line:
            raise InputError(f"{where} ends within its header - the archive is truncated; fetch it again")
        if _LENGTH.fullmatch(fields.get("content-length", "")):
            return fields
        file.reading.report(InputError(f"{where} does not say how long it is - fetch the archive again"))
    return {}


def _found_record(stream: _Counted, file: File) -> bool:
    """True once the first line of a record is read; what stands before it is reported. False at the end."""
    skipped = 0
    while (line := stream.line()) and not _VERSION.match(line):
        if line.strip() or skipped:
            skipped += len(line)
        else:
            stream.began = stream.position
    stream.began = stream.position - len(line)
    if skipped:
        file.reading.report(
            InputError(
                f"{file.where}: byte {stream.began - skipped}: {skipped} bytes that belong to no record"
                " - the archive is damaged there; fetch it again"
            )
        )
    return bool(line)


def _read(stream: _Counted, fields: Mapping[str, str]) -> tuple[_Record, InputError | None]:
    """The record behind its fields, and the damage that ended it too early, if any."""
    length = int(fields["content-length"])
    room = MAX_BYTES if fields.get("warc-type", "").lower() in _KINDS else 0
    offset, block, done, damage = stream.began if stream.known else None, bytearray(), 0, None
    try:
        while done < length and (piece := stream.read(min(_PIECE, length - done))):
            done += len(piece)
            block += piece[: room - len(block)]
    except InputError as error:
        damage = error
    return _Record(stream.where, offset, fields, bytes(block), length, length - done), damage


def _split(message: bytes) -> tuple[bytes, bytes]:
    """The header fields and the body of an HTTP message."""
    found = _BLANK_LINE.search(message, 0, _MAX_HEADER_BYTES)
    if found is None:
        return message[:_MAX_HEADER_BYTES], b""
    return message[: found.start()], message[found.end() :]


def _fields(head: bytes) -> dict[str, str]:
    """Header fields by lower-case name; of two of a name the first; lines without a colon are passed over."""
    fields: dict[str, str] = {}
    for line in _FOLDED.sub(b" ", head).splitlines():
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon and name.strip() == name:
            fields.setdefault(name.lower(), value.strip())
    return fields
