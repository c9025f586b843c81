"""What is done with documents once they are many: columns to filter by, duplicates, statistics.

`rows` reads and writes documents as rows, by path or URL. A row is a document's keys, and the columns of
`columns_of` behind them: a fingerprint, by which documents with nearly the same text are found, and measures
of the text's quality. Nothing is dropped by them: whoever reads the rows does that, with a filter that can be
seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.corpus.fingerprint import fingerprint
from cleaner.corpus.quality import quality

if TYPE_CHECKING:
    from cleaner.types import Document

__all__ = ["columns_of"]


def columns_of(document: Document) -> dict[str, Any]:
    """A document as a row: its own keys, then `fingerprint` and `quality`."""
    return {
        **document.to_dict(),
        "fingerprint": fingerprint(document.text),
        "quality": quality(document.text),
    }
