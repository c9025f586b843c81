"""Pages as records of WARC files (ISO 28500, version 1.1), which archives and their tools read.

    raw/cleaner-20261122T052001Z-00000.warc.gz

A page is a `request` and a `response`, each a gzip member of its own. Content codings are undone as Common
Crawl does it: the headers say what they were under another name, so that every tool can read the page. What
is kept already becomes a `revisit`. A page counts once the ledger has it: a file that a killed run left
longer than that is cut back to its last whole page. The only module that knows fastwarc.
"""

from __future__ import annotations

import hashlib
import io
import os
from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.errors import OutputError, UsageError
from cleaner.fetch.store import Place
from cleaner.inputs import from_bytes
from cleaner.text import printable
from cleaner.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from fastwarc.warc import WarcRecord, WarcRecordType

    from cleaner.fetch.ledger import Entry, Ledger
    from cleaner.fetch.session import Visit
    from cleaner.inputs.beside import Record
    from cleaner.types import RawPage

__all__ = ["WarcShelf"]

_MOST_BYTES = 1_000_000_000  # the size that archives agree on
_COMPRESSION = 6
_OK = 200
_CHANGED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_NOT_SENT = frozenset({"authorization", "cookie"})  # credentials have no business in an archive


class WarcShelf:
    """WARC files of up to a gigabyte, one after the other."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        try:
            import fastwarc  # noqa: F401
        except ImportError as error:
            raise UsageError(
                "WARC output needs fastwarc - install it with: pip install 'cleaner[warc]'"
            ) from error
        self._root = root
        self._ledger = ledger
        self._file: BinaryIO | None = None
        self._name = self._cut_back()

    def holds(self, entry: Entry) -> bool:
        """True where the file reaches to the end of the record."""
        try:
            size = (self._root / entry.file).stat().st_size
        except OSError:
            return False
        return entry.offset is not None and size >= entry.offset + entry.size_bytes

    def put(self, visit: Visit, record: Record, before: Entry | None) -> Place:  # noqa: ARG002
        """A request and a response."""
        return self._write(visit, record.fetched_at, own=True)

    def point(self, visit: Visit, record: Record, twin: Entry, before: Entry | None) -> Place:  # noqa: ARG002
        """A revisit that names the response with the same payload."""
        self._write(
            visit, record.fetched_at, own=False, refers_to=(twin.final_url, twin.fetched_at, _SAME_PAYLOAD)
        )
        return Place(twin.file, None, twin.offset, twin.size_bytes)

    def confirm(self, visit: Visit, entry: Entry, at: str) -> None:
        """A revisit that says when the server confirmed the page."""
        profile = _SAME_PAYLOAD if visit.answer.status == _OK else _NOT_MODIFIED
        self._write(visit, at, own=False, refers_to=(entry.final_url, entry.fetched_at, profile))

    def load(self, entry: Entry) -> RawPage:
        """The page in its record."""
        from fastwarc.stream_io import GzipReader
        from fastwarc.warc import WarcRecord

        with (self._root / entry.file).open("rb") as file:
            file.seek(entry.offset or 0)
            packed = file.read(entry.size_bytes)
        record = WarcRecord.from_reader(GzipReader(io.BytesIO(packed)))
        record.parse_http()
        headers = {name.lower(): value for name, value in record.http_headers.items()}
        headers[":status"] = str(record.http_headers.status_code)
        page = from_bytes(record.reader.read(), url=entry.final_url, path=str(self._root / entry.file))
        return replace(page, url=entry.final_url, headers=headers, captured_at=entry.fetched_at)

    def link(self, first: Entry, parts: Sequence[Entry]) -> None:
        """Nothing: records are not written twice, and ISO 28500 has no word for it."""

    def close(self) -> None:
        """The file is on the disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _cut_back(self) -> str:
        """Takes from the files what a killed run wrote and did not get to enter into the ledger.

        What comes back is the file to go on with, "" for none.
        """
        last = ""
        for name, size_bytes in self._ledger.files().items():
            path = self._root / name
            if not path.is_file():
                continue
            if size_bytes == 0:
                path.unlink()
            elif path.stat().st_size >= size_bytes:
                os.truncate(path, size_bytes)
                last = name
        return last

    def _write(
        self, visit: Visit, at: str, *, own: bool, refers_to: tuple[str, str, str] | None = None
    ) -> Place:
        """Appends the records of a page, in one go."""
        from fastwarc.warc import WarcRecordType as Kind

        answer = visit.answer
        request = _record(Kind.request, answer.url, at, _request_block(visit))
        block, payload = _response_block(visit, with_body=own)
        response = _record(Kind.response if own else Kind.revisit, answer.url, at, block)
        if answer.status == _OK:
            response.headers["WARC-Payload-Digest"] = _sha1(payload)
        request.headers["WARC-Concurrent-To"] = str(response.record_id)
        if answer.address:
            response.headers["WARC-IP-Address"] = answer.address
        if refers_to is not None:
            url, date, profile = refers_to
            response.headers["WARC-Refers-To-Target-URI"] = url
            response.headers["WARC-Refers-To-Date"] = _warc_date(date)
            response.headers["WARC-Profile"] = profile
        return self._append(_packed(response), _packed(request))

    def _append(self, response: bytes, request: bytes) -> Place:
        try:
            file = self._current()
            offset = file.tell()
            file.write(response + request)
            file.flush()
        except OSError as error:
            where = printable(str(self._root / self._name))
            raise OutputError(f"{where}: cannot be written: {error.strerror or error} - make room") from error
        self._ledger.grow(self._name, offset + len(response) + len(request))
        return Place(self._name, f"{self._name}:{offset}", offset, len(response))

    def _current(self) -> BinaryIO:
        """The file that has room, at its end."""
        if self._file is not None and self._file.tell() >= _MOST_BYTES:
            self.close()
            self._name = ""
        if self._file is None and self._name:
            self._file = (self._root / self._name).open("ab")
        elif self._file is None:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
            number = next(n for n in range(100_000) if not (self._root / _name(stamp, n)).exists())
            self._name = _name(stamp, number)
            self._ledger.begin_file(self._name)
            self._file = (self._root / self._name).open("xb")
            self._file.write(_packed(_info(self._name)))
        return self._file


def _name(stamp: str, number: int) -> str:
    return f"cleaner-{stamp}-{number:05d}.warc.gz"


def _info(name: str) -> WarcRecord:
    """The record that every file begins with."""
    from fastwarc.warc import WarcRecordType as Kind

    at = datetime.now(UTC).isoformat(timespec="seconds")
    fields = f"software: cleaner/{__version__}\r\nformat: WARC File Format 1.1\r\n"
    record = _record(Kind.warcinfo, None, at, fields.encode())
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    return record


def _record(kind: WarcRecordType, url: str | None, at: str, block: bytes) -> WarcRecord:
    from fastwarc.warc import WarcRecord
    from fastwarc.warc import WarcRecordType as Kind

    record = WarcRecord()
    record.init_headers(kind)
    record.headers.status_line = "WARC/1.1"
    record.headers["WARC-Date"] = _warc_date(at)
    if url is not None:
        record.headers["WARC-Target-URI"] = url
        side = "request" if kind == Kind.request else "response"
        record.headers["Content-Type"] = f"application/http; msgtype={side}"
    record.headers["WARC-Block-Digest"] = _sha1(block)
    record.set_bytes_content(block)
    return record


def _packed(record: WarcRecord) -> bytes:
    from fastwarc.stream_io import GzipWriter

    out = io.BytesIO()
    stream = GzipWriter(out, compression_level=_COMPRESSION)
    record.write(stream)
    stream.close()
    return out.getvalue()


def _request_block(visit: Visit) -> bytes:
    parts = urlsplit(visit.answer.url)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    lines = [f"GET {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in visit.answer.sent if name not in _NOT_SENT]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")


def _response_block(visit: Visit, *, with_body: bool) -> tuple[bytes, bytes]:
    """Headers and body as they are kept, and the body alone."""
    answer = visit.answer
    lines = [f"HTTP/1.1 {answer.status} {answer.phrase}".rstrip()]
    for name, value in answer.headers:
        if name == "set-cookie":
            continue
        lines.append(f"x-crawler-{name}: {value}" if name in _CHANGED else f"{name}: {value}")
    lines.append(f"content-length: {len(answer.body)}")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
    return (head + answer.body if with_body else head), answer.body


def _sha1(data: bytes) -> str:
    # The digest that archives compare pages by; nothing is kept safe by it.
    return "sha1:" + b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _warc_date(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
