"""The reader of HTML: a page as saved by a browser, a tool or a program.

    <!doctype html><title>Ten huts</title><p>She never went back.

Where the page was saved from is read off the comments that browsers, SingleFile and HTTrack leave in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.inputs.saved import saved
from cleaner.inputs.sniff import begins_as_page, has_markup, peek

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File
    from cleaner.types import RawPage

__all__ = ["fits", "pages"]


def fits(head: bytes) -> bool:
    """True for bytes with markup."""
    return begins_as_page(head) or has_markup(peek(head))


def pages(file: File) -> Iterator[RawPage]:
    """The file as one page, with the address and the time that its own comments state."""
    raw = file.beginning()
    own = saved(raw.body)
    yield replace(
        raw,
        media_type="text/html",
        url=raw.url or own.url,
        captured_at=raw.captured_at or own.captured_at,
    )
