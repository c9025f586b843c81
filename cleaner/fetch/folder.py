"""Pages as files: the bytes under a name like their address, the record beside them.

    raw/example.org/huts/ten.html
    raw/example.org/huts/ten.html.json

Every file is written whole or not at all. It is not forced onto the disk one by one, which would take longer
than fetching: after a crash of the system, `holds` finds what is missing or cut, and it is fetched again.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError
from cleaner.fetch.names import name_for, place_of
from cleaner.fetch.pages import raw_page
from cleaner.fetch.store import Place
from cleaner.files import inside, write_whole
from cleaner.inputs.beside import RECORD_SUFFIX, Record, beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.fetch.ledger import Entry, Ledger
    from cleaner.fetch.session import Visit
    from cleaner.types import RawPage

__all__ = ["FolderShelf"]

_UNFINISHED = ".cleaner/unfinished"


class FolderShelf:
    """A folder of pages."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self._root = root
        self._ledger = ledger
        self._unfinished = root / _UNFINISHED
        for left in self._unfinished.glob("*"):  # by a run that was killed
            left.unlink()
        self._safe: set[str] = set()  # folders that no link leads out of

    def holds(self, entry: Entry) -> bool:
        """True where the file is there in its full size."""
        try:
            return (self._root / entry.file).stat().st_size == entry.size_bytes
        except OSError:
            return False

    def put(self, visit: Visit, record: Record, before: Entry | None) -> Place:
        """The bytes and their record; who has borrowed the file that changes gets one of their own before."""
        name = self._name(record, before)
        if before is not None and before.file == name:
            self._hand_over(name)
        self._write(name, visit.answer.body)
        self._note(record, name, name)
        return Place(name, place_of(name), None, record.size_bytes)

    def point(self, visit: Visit, record: Record, twin: Entry, before: Entry | None) -> Place:  # noqa: ARG002
        """A record alone, which names the twin's file."""
        name = self._name(record, before)
        if before is not None and before.file == name:
            self._hand_over(name)
            self._remove(name)
        self._note(record, name, twin.file)
        return Place(twin.file, None, None, record.size_bytes)

    def confirm(self, visit: Visit, entry: Entry, at: str) -> None:  # noqa: ARG002
        """The time goes into the record."""
        name = self._record_name(entry)
        record = beside(self._root / name)
        if record is not None:
            self._write(name + RECORD_SUFFIX, replace(record, checked_at=at).to_json())

    def load(self, entry: Entry) -> RawPage:
        """The page in the file, with what its own record says."""
        path = self._root / entry.file
        record = beside(self._root / self._record_name(entry))
        if record is None:
            raise CleanerError(f"{path}: its record is gone - delete the page, and it will be fetched again")
        return raw_page(path.read_bytes(), record, path=str(path))

    def link(self, first: Entry, parts: Sequence[Entry]) -> None:
        """The records of an article's pages name each other's files."""
        for entry in (first, *parts):
            name = self._record_name(entry)
            record = beside(self._root / name)
            if record is not None:
                others = () if entry is not first else tuple(_relative(part.file, name) for part in parts)
                head = None if entry is first else _relative(first.file, name)
                self._write(name + RECORD_SUFFIX, replace(record, parts=others, part_of=head).to_json())

    def close(self) -> None:
        """Nothing is left open."""

    def _name(self, record: Record, before: Entry | None) -> str:
        """The page's own name, the same as last time; with a digest where another page has that already."""
        if before is not None and before.place is not None:
            return before.file
        return self._free(record.url, record.media_type)

    def _free(self, url: str, media_type: str) -> str:
        name = name_for(url, media_type)
        if self._ledger.is_taken(place_of(name), url) or self._is_another(name, url):
            name = name_for(url, media_type, unique=True)
        return name

    def _is_another(self, name: str, url: str) -> bool:
        """True where a file stands that the ledger does not know, unless it is the very page."""
        path = self._root / name
        if not path.exists() and not (self._root / (name + RECORD_SUFFIX)).exists():
            return False
        record = beside(path)
        return record is None or record.url != url

    def _record_name(self, entry: Entry) -> str:
        """The name that the page's record goes by."""
        return entry.file if entry.place else self._own_name(entry)

    def _own_name(self, entry: Entry) -> str:
        """The name under which a borrower's record lies."""
        for unique in (False, True):
            for media_type in ("text/html", "text/plain"):
                name = name_for(entry.url, media_type, unique=unique)
                record = beside(self._root / name)
                if record is not None and record.url == entry.url:
                    return name
        return self._free(entry.url, "text/html")

    def _hand_over(self, file: str) -> None:
        """Gives a file's bytes to the first of those who borrowed them, before they change."""
        borrowers = self._ledger.borrowers(file)
        if not borrowers:
            return
        heir, *others = borrowers
        name = self._own_name(heir)
        self._write(name, (self._root / file).read_bytes())
        for entry in (heir, *others):
            own = name if entry is heir else self._own_name(entry)
            record = beside(self._root / own)
            if record is not None:
                self._note(record, own, name)
        self._ledger.lend(file, heir.url, name, place_of(name))

    def _note(self, record: Record, name: str, file: str) -> None:
        """The record under the page's own name, saying where the bytes lie."""
        self._write(name + RECORD_SUFFIX, replace(record, file=_relative(file, name)).to_json())

    def _write(self, name: str, content: str | bytes) -> None:
        folder, _, _ = name.rpartition("/")
        path = self._root / name
        if folder not in self._safe:
            path = inside(self._root, name.split("/"))
            self._safe.add(folder)
        write_whole(path, content, durable=False, unfinished=self._unfinished)

    def _remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


def _relative(file: str, name: str) -> str:
    """Where a file is, seen from the folder of the page of this name."""
    if file == name:
        return name.rpartition("/")[2]
    return Path(os.path.relpath(file, PurePosixPath(name).parent)).as_posix()
