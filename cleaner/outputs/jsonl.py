"""One line a document, a JSON object each: what jq, pandas and DuckDB read as it comes.

Example: `cleaner clean raw/ --format jsonl | jq -r .title`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "jsonl"
SUFFIX = ".jsonl"


def write_one(document: Document) -> str:
    """The document as one line."""
    return document.to_json() + "\n"


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """A line a document."""
    return map(write_one, documents)
