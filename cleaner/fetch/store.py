"""The raw store: every page once, with what the server said of it, and the ledger that knows them all.

A page goes onto the shelf (`folder` or `warc`) first and into the ledger then. Killed between the two, the
page is fetched again and put in the same place; nothing is lost and nothing stands there twice. A page whose
bytes are kept already, under whichever address, is not stored again: its record names the other's file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleaner.fetch.ledger import LEDGER, Entry, Ledger
from cleaner.fetch.pages import now, record_of
from cleaner.fetch.session import NOT_MODIFIED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from cleaner.fetch.session import Visit
    from cleaner.inputs.beside import Record
    from cleaner.types import RawPage

__all__ = ["Kept", "Place", "Shelf", "Store"]


class Place(NamedTuple):
    """Where the bytes of a page lie: an `Entry`'s columns of these names."""

    file: str
    place: str | None
    offset: int | None
    size_bytes: int


class Kept(NamedTuple):
    """What became of a page that was fetched."""

    state: str  # "new", "changed", "copy" of a page kept already, "unchanged"
    file: Path  # where its bytes lie


class Shelf(Protocol):
    """Where pages are put down."""

    def holds(self, entry: Entry) -> bool:
        """True where the page is really there, whole."""
        ...

    def put(self, visit: Visit, record: Record, before: Entry | None) -> Place:
        """A page with bytes of its own, perhaps in the place of what was there `before`."""
        ...

    def point(self, visit: Visit, record: Record, twin: Entry, before: Entry | None) -> Place:
        """A page whose bytes are its twin's."""
        ...

    def confirm(self, visit: Visit, entry: Entry, at: str) -> None:
        """A page of which the server says that it has not changed."""
        ...

    def load(self, entry: Entry) -> RawPage:
        """A page that is held."""
        ...

    def link(self, first: Entry, parts: Sequence[Entry]) -> None:
        """Pages that are one article."""
        ...

    def close(self) -> None:
        """No more pages come."""
        ...


class Store:
    """A raw store that is open for a run; `with` gives it free again."""

    def __init__(self, root: Path, ledger: Ledger, shelf: Shelf, token: str) -> None:
        self.root = root
        self.ledger = ledger
        self._shelf = shelf
        self._token = token

    @classmethod
    def open(cls, root: str | Path, *, warc: bool = False, token: str = "cleaner") -> Store:  # noqa: S107
        """The store in a folder, made where there is none; CleanerError where another run is at work."""
        root = Path(root)
        ledger = Ledger(root / LEDGER)
        try:
            return cls(root, ledger, _shelf(root, ledger, warc=warc), token)
        except BaseException:
            ledger.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._shelf.close()
        finally:
            self.ledger.close()

    def conditions(self, url: str) -> Callable[[str], dict[str, str]]:
        """The headers for each hop to a page: where it was last time, only another one is asked for."""
        entry = self.ledger.entry(url)
        if entry is None or not self._shelf.holds(entry):
            return lambda _: {}
        stated = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
        given = {name: value for name, value in stated.items() if value}
        return lambda hop: given if hop == entry.final_url else {}

    def is_done(self, url: str) -> bool:
        """True for a page that this run, or its beginning before it was cut short, has dealt with."""
        if not self.ledger.is_done(url):
            return False
        entry = self.ledger.entry(url)
        return entry is None or self._shelf.holds(entry)

    def load(self, url: str) -> RawPage | None:
        """The page that is kept for an address; None where there is none."""
        entry = self.ledger.entry(url)
        return self._shelf.load(entry) if entry is not None and self._shelf.holds(entry) else None

    def link(self, first: str, parts: Sequence[str]) -> None:
        """Notes which pages are one article, by their addresses."""
        head, *others = map(self.ledger.entry, [first, *parts])
        if head is not None:
            self._shelf.link(head, [entry for entry in others if entry is not None])

    def keep(self, url: str, visit: Visit) -> Kept:
        """Stores what came for an address; FetchError where it is no page."""
        before = self.ledger.entry(url)
        at = now()
        if visit.answer.status == NOT_MODIFIED and before is not None:
            self._shelf.confirm(visit, before, at)
            self.ledger.keep(before)
            return Kept("unchanged", self.root / before.file)
        record = record_of(url, visit, self._token, at=at)
        held = before is not None and self._shelf.holds(before)
        if held and before is not None and before.sha256 == record.sha256:
            entry = _validated(before, record)
            self._shelf.confirm(visit, entry, at)
            self.ledger.keep(entry)
            return Kept("unchanged", self.root / before.file)
        twin = self.ledger.twin(record.sha256)
        if twin is not None and twin.url != url and self._shelf.holds(twin):
            place = self._shelf.point(visit, record, twin, before)
            state = "copy"
        else:
            place = self._shelf.put(visit, record, before)
            state = "changed" if before is not None else "new"
        self.ledger.keep(_entry(record, place))
        return Kept(state, self.root / place.file)


def _entry(record: Record, place: Place) -> Entry:
    return Entry(
        url=record.url,
        final_url=record.final_url,
        sha256=record.sha256,
        etag=record.headers.get("etag"),
        last_modified=record.headers.get("last-modified"),
        fetched_at=record.fetched_at,
        **place._asdict(),
    )


def _validated(entry: Entry, record: Record) -> Entry:
    """The same page with the validators that came with it this time."""
    return replace(
        entry,
        final_url=record.final_url,
        etag=record.headers.get("etag"),
        last_modified=record.headers.get("last-modified"),
    )


def _shelf(root: Path, ledger: Ledger, *, warc: bool) -> Shelf:
    if warc:
        from cleaner.fetch.warc import WarcShelf

        return WarcShelf(root, ledger)
    from cleaner.fetch.folder import FolderShelf

    return FolderShelf(root, ledger)
