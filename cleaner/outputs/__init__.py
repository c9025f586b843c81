"""Documents -> bytes that other programs read: one writer a format, and files that are whole or not there.

A writer is a module with NAME, SUFFIX, `write_one` and `write_many`, entered in WRITERS. `files.py` finds a
place for each document and writes it. `document.schema.json` says what a document is; tests hold every
writer to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from cleaner.outputs import csv, embed, html, json, jsonl, md, parquet, txt
from cleaner.outputs.files import target_for, targets, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleaner.types import Document

__all__ = ["WRITERS", "Writer", "document_schema", "target_for", "targets", "write_whole"]


class Writer(Protocol):
    """What a module must have to be a format."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """As `--format` takes it."""
        ...

    @property
    def SUFFIX(self) -> str:  # noqa: N802
        """Of the files, with its dot."""
        ...

    def write_one(self, document: Document) -> str | bytes:
        """A whole file for one document; bytes where the format is no text."""
        ...

    def write_many(self, documents: Iterable[Document]) -> Iterator[str | bytes]:
        """One stream for several documents, piece by piece."""
        ...


WRITERS: Mapping[str, Writer] = {
    "json": json,
    "jsonl": jsonl,
    "md": md,
    "txt": txt,
    "html": html,
    "embed": embed,
    "csv": csv,
    "parquet": parquet,
}


def document_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `cleaner.document/1`, as published in the package."""
    from importlib.resources import files
    from json import loads

    text = files("cleaner.outputs").joinpath("document.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = loads(text)
    return schema
