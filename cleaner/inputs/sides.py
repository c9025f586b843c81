"""Tables that lie beside pages and hold none, by what they begin with: our own documents, lists of pages.

A folder may hold what an earlier run has made of it, and a web archive that was unpacked has its list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.file import File, Reading
from cleaner.inputs.names import ending
from cleaner.types import SCHEMA, RawPage

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["side_table"]

_TABLES = frozenset({"csv", "jsonl", "ndjson"})  # only these are opened: a folder may hold a million pages
_PARQUET, _FOOTER_BYTES = "parquet", 1 << 20  # at the end of the file; ours has 12 kB, and names our schema
_OURS = SCHEMA.partition("/")[0].encode()
_DOCUMENTS = "documents of cleaner"
_BEGINNINGS = (
    (re.compile(rb'\s{0,99}\{\s?"schema":\s?"' + re.escape(_OURS)), _DOCUMENTS),
    (re.compile(rb'"schema","id","url","canonical_url",'), _DOCUMENTS),
    # https://specs.webrecorder.net/wacz/1.1.1/#pages-jsonl
    (re.compile(rb'\s{0,99}\{\s?"format":\s?"json-pages-'), "lists of pages"),
)


def side_table(path: Path) -> str | None:
    """What a table holds in place of pages: ".jsonl (documents of cleaner)"; None if pages.

    None also for what cannot be read, and for files of other names.
    """
    if ending(path.name) == _PARQUET:
        return f".{_PARQUET} ({_DOCUMENTS})" if _names_our_schema(path) else None
    if ending(path.name) not in _TABLES:
        return None
    try:
        with path.open("rb") as stored:
            head = File(stored, RawPage(b"", "text/plain"), str(path), Reading(_raise)).head
    except (InputError, OSError):
        return None  # reading it says why
    found = (what for pattern, what in _BEGINNINGS if pattern.match(head))
    return next((f".{ending(path.name)} ({what})" for what in found), None)


def _names_our_schema(path: Path) -> bool:
    try:
        with path.open("rb") as stored:
            stored.seek(max(0, path.stat().st_size - _FOOTER_BYTES))
            return SCHEMA.encode() in stored.read()
    except OSError:
        return False  # reading it says why


def _raise(error: InputError) -> None:
    raise error
