"""The reader of Parquet tables: a page a row, in one of the columns (`columns`).

    url                         html
    https://example.org/huts    <p>Ten huts
    https://example.org/lakes   <p>Two lakes

Rows are read a few at a time, and only the columns that are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.errors import InputError, MissingError
from cleaner.inputs.columns import needed, page_in
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File

__all__ = ["fits", "pages"]

_ROWS = 16  # decoded at once; a row may have 20 MB
_BUFFER_BYTES = 1 << 20
_ERROR_CHARS = 200


def fits(head: bytes) -> bool:
    """True for the magic number, with which a sentence may begin too; but no text has a NUL."""
    return head.startswith(b"PAR1") and b"\0" in head


def pages(file: File) -> Iterator[File]:
    """The pages of the rows, in their order; a row without one is reported."""
    for number, row in enumerate(_rows(file), start=1):
        try:
            yield page_in(row, file, f"row {number}")
        except InputError as error:
            file.reading.report(error)


def _rows(file: File) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingError(
            f"{file.where}: Parquet needs pyarrow - install it with: pip install 'cleaner[parquet]'"
        ) from error
    try:
        with file.seekable() as source:
            table = ParquetFile(source, pre_buffer=False, buffer_size=_BUFFER_BYTES)
            names = needed(table.schema_arrow.names, file.reading.columns, file.where)
            for batch in table.iter_batches(_ROWS, columns=names):
                for i in range(len(batch)):
                    yield batch.slice(i, 1).to_pylist()[0]
    except (pa.ArrowException, OSError, UnicodeError) as error:
        found = printable(str(error))[:_ERROR_CHARS]
        raise InputError(
            f"{file.where}: a damaged Parquet table ({found}) - fetch or write it again"
        ) from error
