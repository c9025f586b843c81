"""The reader of flat text: a text dump, its tags lost on the way to us.

    Ten huts in the Alps

    She never went back.

It fits whatever no other reader wants, the empty file too: its document says that it is `empty`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File
    from cleaner.types import RawPage

__all__ = ["fits", "pages"]


def fits(head: bytes) -> bool:  # noqa: ARG001
    """True for any bytes."""
    return True


def pages(file: File) -> Iterator[RawPage]:
    """The file as one page."""
    yield replace(file.beginning(), media_type="text/plain")
