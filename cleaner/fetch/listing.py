"""Which addresses a run is about: those given, and those that feeds and sitemaps list, as chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.errors import UsageError
from cleaner.fetch.failure import FetchError
from cleaner.fetch.feeds import feed
from cleaner.fetch.sitemaps import sitemap

if TYPE_CHECKING:
    import re
    from collections.abc import AsyncIterator, Iterable
    from datetime import datetime

    from cleaner.fetch.session import Session

__all__ = ["Choice", "Listed", "Sources", "addresses"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An address from a feed or a sitemap, and when its page was published or changed."""

    url: str
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the addresses are wanted; all of it must hold."""

    since: datetime | None = None
    until: datetime | None = None
    paths: tuple[str, ...] = ()  # beginnings, of which one must fit: "/news/"
    match: tuple[re.Pattern[str], ...] = ()  # of which one must be found in the address
    without: tuple[re.Pattern[str], ...] = ()  # of which none may be found
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise UsageError("a limit of less than one page fetches nothing - give a larger one")

    def wants(self, listed: Listed) -> bool:
        """True for an address to be fetched; one without a date passes the dates."""
        date = listed.date
        if date is not None and ((self.since and date < self.since) or (self.until and date >= self.until)):
            return False
        path = urlsplit(listed.url).path or "/"
        return (
            (not self.paths or path.startswith(self.paths))
            and (not self.match or any(pattern.search(listed.url) for pattern in self.match))
            and not any(pattern.search(listed.url) for pattern in self.without)
        )


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the addresses come from."""

    urls: Iterable[str] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    choice: Choice = field(default_factory=Choice)


async def addresses(sources: Sources, session: Session) -> AsyncIterator[str | FetchError]:
    """The addresses, each source in its order; an error for a feed or a sitemap that cannot be had."""
    given = 0
    async for listed in _listed(sources, session):
        if isinstance(listed, FetchError):
            yield listed
            continue
        if not sources.choice.wants(listed):
            continue
        yield listed.url
        given += 1
        if given == sources.choice.limit:
            return


async def _listed(sources: Sources, session: Session) -> AsyncIterator[Listed | FetchError]:
    for url in sources.urls:
        yield Listed(url)
    for url in sources.feeds:
        async for found in _told(feed(url, session)):
            yield found
    for url in sources.sitemaps:
        async for found in _told(sitemap(url, session, since=sources.choice.since)):
            yield found


async def _told(
    entries: AsyncIterator[tuple[str, datetime | None] | FetchError],
) -> AsyncIterator[Listed | FetchError]:
    try:
        async for found in entries:
            yield found if isinstance(found, FetchError) else Listed(*found)
    except FetchError as error:
        yield error
