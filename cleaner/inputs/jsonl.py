"""The reader of JSON lines: a record a line, a page in one of its columns (`columns`).

    {"url": "https://example.org/huts", "html": "<p>Ten huts"}
    {"url": "https://example.org/lakes", "html": "<p>Two lakes"}

A line is read at a time, so that a file may be larger than the memory.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.columns import page_in
from cleaner.inputs.sniff import SAMPLE_BYTES
from cleaner.inputs.unpack import MAX_BYTES, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File

__all__ = ["fits", "pages"]

_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,99}\{\s{0,99}"')


def fits(head: bytes) -> bool:
    """True for a first line that is a JSON object, or begins as one and is longer than we look."""
    if not _BEGINNING.match(head):
        return False
    line, end, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not end and len(head) >= SAMPLE_BYTES:
        return True
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def pages(file: File) -> Iterator[File]:
    """The pages of the records, in their order; a line without one is reported."""
    stream = file.stream()
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        if not line.strip():
            continue
        name = f"line {number}"
        try:
            yield page_in(_record(line, f"{file.where}: {name}"), file, name)
        except InputError as error:
            if number == 1:
                raise
            file.reading.report(error)


def _record(line: bytes, where: str) -> dict[str, object]:
    if len(line) >= MAX_BYTES:
        raise InputError(f"{where}: longer than {size(MAX_BYTES)} - no web page is; give its parts")
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: no JSON ({error}) - the file is damaged or cut off there") from error
    if not isinstance(record, dict):
        raise InputError(f"{where}: no JSON object - each line must be a record with a page in it")
    return record
