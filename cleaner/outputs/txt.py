"""The clean text alone.

Example: `cleaner clean page.html --format txt | wc -w`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "txt"
SUFFIX = ".txt"


def write_one(document: Document) -> str:
    """The text as it is; the title, which is not part of it, stands in the other formats."""
    return document.text + "\n" if document.text else ""


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """One after the other, two empty lines between them."""
    before = ""
    for document in documents:
        yield before + write_one(document)
        before = "\n\n"
