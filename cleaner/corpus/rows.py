"""Documents as rows, in files of several: JSON lines, packed or not, or Parquet; by path or by URL.

Rows are read and written one after the other: a file may be larger than memory.
"""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner import stores
from cleaner.corpus.quality import MEASURES
from cleaner.errors import InputError, UsageError
from cleaner.outputs import parquet
from cleaner.text import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Row = dict[str, Any]

__all__ = ["SUFFIXES", "files_of", "packed", "read", "suffix_of"]

SUFFIXES = (".jsonl", ".jsonl.zst", ".jsonl.gz", ".parquet")
# Of Parquet, behind those of the schema: text, or numbers by their names.
_MORE: dict[str, tuple[str, ...]] = {"fingerprint": (), "quality": tuple(MEASURES), "duplicate_of": ()}
_PIECE_BYTES = 1 << 20


def suffix_of(name: str) -> str:
    """The suffix of a file of rows; UsageError for one that is none of ours."""
    found = max((suffix for suffix in SUFFIXES if name.endswith(suffix)), key=len, default="")
    if not found:
        ending = name[name.rindex(".") :] if "." in name else name
        hint = did_you_mean(ending, SUFFIXES) or f" - one of {', '.join(SUFFIXES)}"
        raise UsageError(f'{printable(name)}: unknown format "{printable(ending)}"{hint}')
    return found


def packed(rows: Iterable[Row], suffix: str) -> Iterator[bytes]:
    """The bytes of a file of these rows, piece by piece."""
    if suffix == ".parquet":
        yield from parquet.write_rows(rows, more=_MORE)
        return
    pieces = _pieces(rows)
    if suffix.endswith(".zst"):
        import zstandard

        packer = zstandard.ZstdCompressor(level=3, write_checksum=True).compressobj()
        yield from map(packer.compress, pieces)
        yield packer.flush()
    elif suffix.endswith(".gz"):
        import zlib

        gzipper = zlib.compressobj(wbits=31)
        yield from map(gzipper.compress, pieces)
        yield gzipper.flush()
    else:
        yield from pieces


def read(path: str) -> Iterator[Row]:
    """The rows of a file, one after the other; InputError for what is damaged or holds no documents."""
    import zstandard

    number = 0
    with stores.opened(path) as stored:
        try:
            for row in parquet.read_rows(stored) if path.endswith(".parquet") else _json_rows(stored, path):
                yield _row(row)
                number += 1
        except (ValueError, TypeError, EOFError, OSError, zstandard.ZstdError) as error:
            raise InputError(
                f"{printable(path)}: row {number + 1}: no document ({printable(str(error))[:100]}) -"
                " give files that cleaner has written, as JSON lines or Parquet"
            ) from error


def files_of(paths: Iterable[str]) -> list[str]:
    """The files of rows behind paths and URLs of files and folders, in order, folders sorted by name."""
    found: list[str] = []
    for path in paths:
        below = stores.files_in(path)
        found += below if below == [path] else [file for file in below if file.endswith(SUFFIXES)]
    if not found:
        raise UsageError(
            f"{', '.join(paths)}: no documents there, no {' or '.join(SUFFIXES)}"
            " - `cleaner clean --format jsonl` writes some"
        )
    return found


def _json_rows(stored: BinaryIO, path: str) -> Iterator[Any]:
    stream: Any = stored
    if path.endswith(".zst"):
        import zstandard

        stream = zstandard.ZstdDecompressor().stream_reader(stored, read_across_frames=True)
    elif path.endswith(".gz"):
        stream = gzip.open(stored)  # noqa: SIM115 - goes with the file
    with io.TextIOWrapper(io.BufferedReader(stream, _PIECE_BYTES), encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """The lines, some at a time."""
    lines: list[bytes] = []
    size = 0
    for row in rows:
        lines.append(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        size += len(lines[-1])
        if size > _PIECE_BYTES:
            yield b"".join(lines)
            lines, size = [], 0
    yield b"".join(lines)


def _row(found: Any) -> Row:
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise TypeError("an object with a text is expected")
    return found
