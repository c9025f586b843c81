"""What came over the network -> a raw page, and the record that is kept of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaner.fetch import kinds
from cleaner.fetch.reserved import reserved
from cleaner.inputs import from_bytes
from cleaner.inputs.beside import Record

if TYPE_CHECKING:
    from cleaner.fetch.session import Visit
    from cleaner.types import RawPage

__all__ = ["now", "page_of", "raw_page", "record_of"]

# Set-Cookie is a credential of this run.
_NOT_KEPT = frozenset({"set-cookie", "set-cookie2", "authentication-info", "proxy-authenticate"})


def record_of(url: str, visit: Visit, token: str, *, at: str | None = None) -> Record:
    """What is to be known of a page; its `file` is still open. FetchError where it is no page."""
    answer = visit.answer
    return Record(
        url=url,
        final_url=answer.url,
        status=answer.status,
        fetched_at=at or now(),
        file="",
        size_bytes=len(answer.body),
        sha256=hashlib.sha256(answer.body).hexdigest(),
        media_type=kinds.media_type(answer),
        encoding=kinds.charset(answer),
        headers=_joined(answer.headers),
        redirects=visit.redirects,
        reserved=reserved(answer, token),
    )


def _joined(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """One value a name; what came several times is joined as RFC 9110 has it."""
    joined: dict[str, str] = {}
    for name, value in headers:
        if name not in _NOT_KEPT:
            joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def page_of(visit: Visit, token: str, *, path: str | None = None) -> RawPage:
    """The page of a visit, the same as it is read from the store; FetchError where it is none."""
    return raw_page(visit.answer.body, record_of(visit.answer.url, visit, token), path=path)


def raw_page(body: bytes, record: Record, *, path: str | None = None) -> RawPage:
    """A page from its bytes and its record."""
    page = from_bytes(body, url=record.final_url, path=path)
    headers = {**record.headers, ":status": str(record.status)}
    return replace(page, url=record.final_url, headers=headers, captured_at=record.fetched_at)


def now() -> str:
    """The time as records have it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
