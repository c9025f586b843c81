"""The record beside a page: what the server said when `cleaner fetch` got it.

`raw/example.org/huts.html` holds the bytes, `raw/example.org/huts.html.json` the record: address, status,
headers and time, which the bytes themselves do not tell. A record whose `file` is another one's is a second
address of a page that is kept already.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RECORD_SUFFIX", "Record", "beside"]

RECORD_SUFFIX = ".json"  # behind the whole name of the page
_SCHEMA = "cleaner.record/1"
_MAX_BYTES = 1024 * 1024  # headers are capped at a tenth of it


@dataclass(frozen=True, slots=True)
class Record:
    """One page of the raw store; addresses without credentials and fragment."""

    url: str  # as asked for
    final_url: str  # after redirects
    status: int
    fetched_at: str  # ISO 8601
    file: str  # where the bytes lie, relative to the record's folder
    size_bytes: int
    sha256: str
    media_type: str
    encoding: str | None = None  # as the server declares it
    checked_at: str | None = None  # when the server last said that the page is still the same
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    redirects: tuple[str, ...] = ()  # the addresses in between
    parts: tuple[str, ...] = ()  # of an article over several pages, on its first: the files of the others
    part_of: str | None = None  # and on the others: the file of the first, or of the one that has it all
    reserved: Mapping[str, str | bool] = field(default_factory=dict)  # noarchive, tdm_reservation, tdm_policy

    def to_json(self) -> str:
        """The record as it stands on the disk."""
        plain = {"schema": _SCHEMA} | {each.name: getattr(self, each.name) for each in fields(self)}
        # A line a field, as a person reads it; json's own indentation takes five times as long.
        lines = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in plain.items())
        return "{\n " + ",\n ".join(lines) + "\n}\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Record | None:
        """The record in a file's text; None where it is something else."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, dict) or found.get("schema") != _SCHEMA or not _sound(found):
            return None
        known = {each.name for each in fields(cls)}
        given = {name: value for name, value in found.items() if name in known}
        lists = {name: tuple(given.get(name, ())) for name in ("redirects", "parts")}
        return cls(**{**given, **lists})


def beside(path: str | Path) -> Record | None:
    """The record of the page in a file; None where there is none."""
    try:
        with Path(f"{path}{RECORD_SUFFIX}").open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except (OSError, ValueError):
        return None  # most pages have none; one that cannot be opened is not missed either
    return Record.from_json(content) if len(content) <= _MAX_BYTES else None


def _sound(found: dict[str, Any]) -> bool:
    """True where a JSON object has what a record must have, in the types that it must have."""
    texts = ("url", "final_url", "fetched_at", "file", "sha256", "media_type")
    numbers = ("status", "size_bytes")
    maybe = ("encoding", "checked_at", "part_of")
    lists = ("redirects", "parts")
    headers = found.get("headers", {})
    return (
        all(isinstance(found.get(name), str) for name in texts)
        and all(isinstance(found.get(name), int) for name in numbers)
        and all(isinstance(found.get(name), str | None) for name in maybe)
        and absolute(found["final_url"]) is not None
        and isinstance(headers, dict)
        and all(isinstance(value, str) for value in headers.values())
        and all(isinstance(found.get(name, []), list) for name in lists)
        and all(isinstance(value, str) for name in lists for value in found.get(name, []))
        and isinstance(found.get("reserved", {}), dict)
    )
