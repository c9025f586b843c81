"""The memory of a raw store: what was fetched, what failed and why, who was asked when.

One SQLite file in the hidden folder `.cleaner` of the store. Every step is committed as it is made, so that a
run that is killed goes on where it stopped; a second run in the same store is told to wait. Without a path
the ledger lives in memory, for pages that are fetched and not stored.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleaner.fetch.failure import FetchError

__all__ = ["LEDGER", "Entry", "Ledger"]

LEDGER = ".cleaner/ledger.sqlite"
_ROBOTS_S = 86_400.0  # RFC 9309, 2.4: not longer than a day

_TABLES = """
create table if not exists pages (
    url text primary key,
    final_url text, file text, place text unique, offset integer, size_bytes integer, sha256 text,
    etag text, last_modified text, fetched_at text,
    asked_at real not null,
    kind text, reason text
) without rowid;
create index if not exists by_final_url on pages (final_url) where final_url is not null;
create index if not exists by_sha256 on pages (sha256) where sha256 is not null;
create index if not exists by_file on pages (file) where file is not null;
create index if not exists by_failure on pages (kind) where kind is not null;
create table if not exists hosts (
    host text primary key, at real not null, busy integer not null
) without rowid;
create table if not exists robots (
    origin text primary key, at real not null, text text not null
) without rowid;
create table if not exists files (name text primary key, size_bytes integer not null) without rowid;
create table if not exists runs (started_at real primary key, ended_at real);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the store holds it."""

    url: str
    final_url: str
    file: str  # below the store's folder
    place: str | None  # the file's name where upper and lower case are one, if it is this page's own
    offset: int | None  # of the record, in a WARC
    size_bytes: int  # of the file, or of the record
    sha256: str  # of the page
    etag: str | None
    last_modified: str | None
    fetched_at: str  # ISO 8601


_COLUMNS = ", ".join(Entry.__dataclass_fields__)
_MARKS = ", ".join("?" for _ in Entry.__dataclass_fields__)


class Ledger:
    """The pages, hosts and runs of a store; for one process and one thread."""

    def __init__(self, path: Path | None = None) -> None:
        self._where = str(path) if path is not None else "the ledger in memory"
        self._opened_at = time.time()
        self.since = self._opened_at  # when the run began, which may have been another process
        self._grown: dict[str, int] = {}
        self.goes_on = False  # with a run that was cut short
        # What this run makes, and takes away again if it comes to nothing: the file, then its folders.
        self._made = [made for made in (path, *path.parents) if not made.exists()] if path is not None else []
        with self._explained():
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=1.0)
            # Nobody else may write while we are at it; the lock goes with the process, however that ends.
            self._db.execute("pragma locking_mode = exclusive")
            self._db.execute("pragma journal_mode = wal")
            # A crash of the system, not of the program, may cost the last pages: they are fetched again.
            self._db.execute("pragma synchronous = normal")
            self._db.executescript(_TABLES)

    def close(self) -> None:
        """Gives the store free; a new one that was asked for nothing leaves no trace."""
        rows = " union all ".join(f"select 1 from {table}" for table in ("pages", "hosts", "files"))  # noqa: S608
        is_used = self._do(rows).fetchone()
        self._db.close()
        if self._made and not is_used:
            with suppress(OSError):
                self._made[0].unlink()
                for folder in self._made[1:]:
                    folder.rmdir()

    def begin(self, *, fresh: bool = False) -> None:
        """Begins a run, or goes on with one that did not come to its end unless a `fresh` one is wanted."""
        last = self._do("select started_at from runs where ended_at is null").fetchone()
        if last is not None and not fresh:
            self.since, self.goes_on = float(last[0]), True
            return
        self._do("delete from runs")
        self.since = time.time()
        self._do("insert into runs values (?, null)", (self.since,))

    def end(self) -> None:
        """The run has come to its end."""
        self._do("update runs set ended_at = ?", (time.time(),))

    # Pages

    def entry(self, url: str) -> Entry | None:
        """What the store holds for an address; None for nothing."""
        return self._entry("url = ?", url)

    def twin(self, sha256: str) -> Entry | None:
        """A page with the same bytes, where one is kept under its own name."""
        return self._entry("sha256 = ? and place is not null", sha256)

    def borrowers(self, file: str) -> list[Entry]:
        """The pages whose bytes lie in another's file."""
        rows = self._do(
            f"select {_COLUMNS} from pages where file = ? and place is null order by url",  # noqa: S608
            (file,),
        )
        return [Entry(*row) for row in rows]

    def lend(self, file: str, heir: str, new_file: str, place: str) -> None:
        """The borrowers of a file find its bytes elsewhere from now on, the heir as its own."""
        self._do(
            "update pages set file = ?1, place = case url when ?2 then ?3 end"
            " where file = ?4 and place is null",
            (new_file, heir, place, file),
        )

    def is_taken(self, place: str, url: str) -> bool:
        """True where another page has this place."""
        found = self._do("select url from pages where place = ?", (place,)).fetchone()
        return found is not None and found[0] != url

    def is_done(self, url: str) -> bool:
        """True for a page that this run has asked for, or met at the end of a redirect; failed ones too."""
        row = self._do(
            "select 1 from pages where asked_at >= ?1 and (url = ?2 or (final_url = ?2 and kind is null))",
            (self.since, url),
        ).fetchone()
        return row is not None

    def keep(self, entry: Entry) -> None:
        """A page is in the store, with all that belongs to it."""
        values = [getattr(entry, name) for name in Entry.__dataclass_fields__]
        if self._grown:
            self._do("begin")
        self._do(
            f"insert or replace into pages ({_COLUMNS}, asked_at) values ({_MARKS}, ?)",  # noqa: S608
            (*values, time.time()),
        )
        if self._grown:
            for grown in self._grown.items():
                self._do("insert or replace into files values (?, ?)", grown)
            self._do("commit")
            self._grown.clear()

    def fail(self, url: str, error: FetchError) -> None:
        """A page could not be had; what the store holds of earlier runs stays."""
        self._do(
            "insert into pages (url, asked_at, kind, reason) values (?, ?, ?, ?) on conflict (url) do update"
            " set asked_at = excluded.asked_at, kind = excluded.kind, reason = excluded.reason",
            (url, time.time(), error.kind, str(error)),
        )

    def failed(self) -> Iterator[tuple[str, str, str]]:
        """Address, kind and reason of the pages that could not be had when they were last asked for."""
        yield from self._do("select url, kind, reason from pages where kind is not null order by url")

    # Files that grow page by page

    def grow(self, name: str, size_bytes: int) -> None:
        """A file has this size as soon as the next page is kept, and not before."""
        self._grown[name] = size_bytes

    def begin_file(self, name: str) -> None:
        """A file that will grow; so far nothing in it counts."""
        self._do("insert into files values (?, 0)", (name,))

    def files(self) -> dict[str, int]:
        """The files that grow, oldest first, with the bytes in each that count."""
        return dict(self._do("select name, size_bytes from files order by name"))

    # Hosts: the memory of `gates`

    def asked(self, host: str, at: float) -> None:
        """A request to the host begins."""
        self._do("insert or replace into hosts values (?, ?, 1)", (host, at))

    def answered(self, host: str, at: float) -> None:
        """The host is done with it, at this time."""
        self._do("insert or replace into hosts values (?, ?, 0)", (host, at))

    def last_asked(self, host: str) -> float | None:
        """When the host last had to do with us; None if never."""
        row = self._do("select at, busy from hosts where host = ?", (host,)).fetchone()
        if row is None:
            return None
        # Of a request that a killed run began nobody knows when it ended, but it was before this one opened.
        return self._opened_at if row[1] else float(row[0])

    # robots.txt: the cache of `robots`

    def robots(self, origin: str) -> str | None:
        """The robots.txt of an origin; None where it is not known, or too old."""
        row = self._do("select at, text from robots where origin = ?", (origin,)).fetchone()
        return str(row[1]) if row is not None and 0 <= time.time() - row[0] < _ROBOTS_S else None

    def keep_robots(self, origin: str, text: str) -> None:
        """Keeps a robots.txt for a day."""
        self._do("insert or replace into robots values (?, ?, ?)", (origin, time.time(), text))

    def _entry(self, where: str, value: str) -> Entry | None:
        row = self._do(
            f"select {_COLUMNS} from pages where {where} and file is not null",  # noqa: S608
            (value,),
        ).fetchone()
        return Entry(*row) if row is not None else None

    def _do(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        with self._explained():
            return self._db.execute(statement, values)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                what, advice = (
                    "another run is at work in this folder",
                    "wait for it, or choose another with -o",
                )
            else:
                what, advice = f"cannot be opened ({error})", "look at the folder"
            raise CleanerError(f"{self._where}: {what} - {advice}") from error
        except sqlite3.DatabaseError as error:
            advice = "move it away; the pages beside it stay as they are"
            raise CleanerError(f"{self._where}: not a ledger of ours ({error}) - {advice}") from error
        except OSError as error:
            advice = "choose another folder with -o"
            raise CleanerError(f"{self._where}: cannot be made ({error}) - {advice}") from error
