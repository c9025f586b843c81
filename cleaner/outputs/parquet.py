"""A Parquet table, a row a document, with the columns and types of the document's schema.

DuckDB, pandas, polars, Spark and Hugging Face datasets read it. Needs `pip install 'cleaner[parquet]'`.

Example: `cleaner clean raw/ -o pages.parquet`
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner.errors import UsageError
from cleaner.types import ROLES, SCHEMA, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

__all__ = ["NAME", "SUFFIX", "read_rows", "write_many", "write_one", "write_rows"]

NAME = "parquet"
SUFFIX = ".parquet"
_ROWS = 1000  # in a row group, and so in memory; fewer where they are large
_GROUP_CHARS = 64 << 20


def write_one(document: Document) -> bytes:
    """A table of one row."""
    return b"".join(write_many([document]))


def write_many(documents: Iterable[Document]) -> Iterator[bytes]:
    """A table, row group by row group; one without rows for no document."""
    return write_rows(document.to_dict() for document in documents)


def write_rows(
    rows: Iterable[dict[str, Any]], *, more: Mapping[str, Sequence[str]] | None = None
) -> Iterator[bytes]:
    """A table of documents as plain values, `more` columns behind theirs: of text, or of numbers by name."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise UsageError(
            "Parquet output needs pyarrow - install it with: pip install 'cleaner[parquet]'"
        ) from error
    schema = _schema(pa, more or {})
    sink = _Sink()
    with ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            yield sink.drained()
    yield sink.drained()


def read_rows(table: BinaryIO) -> Iterator[dict[str, Any]]:
    """The rows of a table, some at a time in memory; ValueError, OSError for what is damaged or no table."""
    from pyarrow.parquet import ParquetFile

    for batch in ParquetFile(table).iter_batches(_ROWS // 10):
        for row in batch.to_pylist():
            if isinstance(removed := row.get("removed"), dict):
                row["removed"] = {role: words for role, words in removed.items() if words is not None}
            yield row


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    chars = 0
    for row in rows:
        group.append(row)
        chars += len(row.get("text") or "") + len(row.get("markdown") or "")
        if len(group) == _ROWS or chars > _GROUP_CHARS:
            yield group
            group, chars = [], 0
    if group:
        yield group


def _schema(pa: Any, more: Mapping[str, Sequence[str]]) -> pa.Schema:
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
    for name, numbers in more.items():
        columns.append((name, pa.struct([(each, pa.float64()) for each in numbers]) if numbers else text))
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
