"""One JSON object a document; several as an array.

Example: `cleaner clean page.html --format json | jq .title`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "json"
SUFFIX = ".json"


def write_one(document: Document) -> str:
    """The document as an object, indented, keys in the schema's order."""
    return document.to_json(indent=2) + "\n"


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """The documents as an array, piece by piece; `[]` for none."""
    before = "["
    for document in documents:
        yield before + "\n" + document.to_json(indent=2)
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
