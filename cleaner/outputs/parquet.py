"""A Parquet table, a row a document, with the columns and types of the document's schema.

DuckDB, pandas, polars, Spark and Hugging Face datasets read it. Needs `pip install 'cleaner[parquet]'`.

Example: `cleaner clean raw/ -o pages.parquet`
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from cleaner.errors import OutputError
from cleaner.types import ROLES, SCHEMA, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "parquet"
SUFFIX = ".parquet"
_ROWS = 1000  # in a row group, and so in memory; fewer where they are large
_GROUP_CHARS = 64 << 20


def write_one(document: Document) -> bytes:
    """A table of one row."""
    return b"".join(write_many([document]))


def write_many(documents: Iterable[Document]) -> Iterator[bytes]:
    """A table, row group by row group; one without rows for no document."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise OutputError(
            "Parquet output needs pyarrow - install it with: pip install 'cleaner[parquet]'"
        ) from error
    schema = _schema(pa)
    sink = _Sink()
    with ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for rows in _groups(documents):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            yield sink.drained()
    yield sink.drained()


def _groups(documents: Iterable[Document]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    chars = 0
    for document in documents:
        rows.append(document.to_dict())
        chars += len(document.text) + len(document.markdown)
        if len(rows) == _ROWS or chars > _GROUP_CHARS:
            yield rows
            rows, chars = [], 0
    if rows:
        yield rows


def _schema(pa: Any) -> pa.Schema:
    """The document's schema in Arrow's types; `removed` has a field a role, null for what was not dropped."""
    text, texts, number = pa.string(), pa.list_(pa.string()), pa.int64()
    kinds = {
        "authors": texts,
        "tags": texts,
        "flags": texts,
        "warnings": texts,
        "word_count": number,
        "confidence": pa.float64(),
        "removed": pa.struct([(role, number) for role in ROLES]),
        "source": pa.struct(
            [
                ("path", text), ("record", number), ("media_type", text), ("encoding", text),
                ("sha256", text), ("captured_at", text), ("http_status", number),
            ]
        ),
        "cleaner": pa.struct([("version", text), ("model", text), ("rules", text)]),
    }  # fmt: skip
    columns = [(each.name, kinds.get(each.name, text)) for each in fields(Document)]
    return pa.schema(columns, metadata={"schema": SCHEMA})


class _Sink:
    """A file for pyarrow whose bytes can be taken out as they come."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None: ...

    def close(self) -> None: ...

    def drained(self) -> bytes:
        """What was written since the last call."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken
