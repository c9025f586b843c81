"""Where and when a page was saved, as the program that saved it wrote into a comment.

<!-- saved from url=(0024)https://example.org/huts -->                      browsers
<!-- Page saved with SingleFile url: ... saved date: ... -->                 SingleFile, on several lines
<!-- Mirrored from example.org/huts by HTTrack Website Copier/3.x ..., DATE -->
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from cleaner.inputs.sniff import peek
from cleaner.urls import absolute

__all__ = ["Saved", "saved"]

# Browsers write the comment before <html>, SingleFile right behind it.
_HEAD_BYTES = 8192


class Saved(NamedTuple):
    """What a page's own comments say: its address, and when it was saved (ISO 8601)."""

    url: str | None = None
    captured_at: str | None = None


_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_BROWSER = re.compile(r"\s*saved from url=(?:\(\d+\))?(\S+)\s*\Z", re.IGNORECASE)
_SINGLEFILE = re.compile(
    r"\s*Page saved with SingleFile\b.*?\burl:\s*(?P<url>\S+)(?:.*?\bsaved date:\s*(?P<date>[^\n]+))?",
    re.DOTALL,
)
_HTTRACK = re.compile(r"\s*Mirrored from (?P<url>\S+) by HTTrack[^\]]*\],\s*(?P<date>[^\n]+)")
# "Tue Jan 02 2024 10:11:12 GMT+0100 (Central European Standard Time)": a JavaScript Date as a string.
_JS_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")


def saved(body: bytes) -> Saved:
    """What the page's first comments say of where and when it was saved.

    >>> saved(b"<!-- saved from url=(0024)https://example.org/huts --><html>").url
    'https://example.org/huts'
    """
    head = peek(body, _HEAD_BYTES)
    for comment in _COMMENT.findall(head):
        if found := _BROWSER.match(comment):
            return Saved(absolute(found[1]))
        if found := _SINGLEFILE.match(comment):
            return Saved(absolute(found["url"]), _js_date(found["date"] or ""))
        if found := _HTTRACK.match(comment):
            return Saved(absolute("http://" + found["url"]), _mail_date(found["date"]))
    return Saved()


def _js_date(text: str) -> str | None:
    found = _JS_DATE.search(text)
    if not found:
        return None
    try:
        return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z").isoformat()
    except ValueError:
        return None


def _mail_date(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).isoformat()
