"""A run: many addresses in, one outcome each out, as they come; one bad page never stops it.

The pages of a host are asked for one after the other, in their order; the hosts side by side. Addresses are
drawn from their source as there is room for them, so a list of millions costs no more memory than one of
thousands, and outcomes wait for whoever takes them.
"""

from __future__ import annotations

from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import anyio

from cleaner.fetch.articles import whole_article
from cleaner.fetch.failure import FetchError
from cleaner.fetch.kinds import refuse_other_kinds
from cleaner.fetch.pages import page_of
from cleaner.fetch.session import NOT_MODIFIED
from cleaner.fetch.target import Target, target

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping
    from pathlib import Path

    from anyio.abc import TaskGroup
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

    from cleaner.fetch.articles import Follow
    from cleaner.fetch.session import Session, Visit
    from cleaner.fetch.store import Store
    from cleaner.types import RawPage

    Headers = Callable[[str], Mapping[str, str]]  # for one address

__all__ = ["STATES", "Outcome", "Progress", "crawl"]

# "done" was fetched before, in this run or in its beginning; "allowed" would be fetched if it were not dry.
STATES = ("new", "changed", "copy", "unchanged", "done", "allowed", "failed")

_MOST_WAITING = 20_000  # addresses drawn from their source and not yet fetched
_MOST_UNTAKEN = 16  # outcomes that nobody has taken yet; they hold pages


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address."""

    url: str
    state: str  # one of STATES
    file: Path | None = None  # where the page lies, in a run with a store
    visit: Visit | None = None  # what came over the network
    page: RawPage | None = None  # where it was asked for, and in a run without a store
    error: FetchError | None = None


@dataclass(slots=True)
class Progress:
    """Where a run stands, for whoever looks."""

    waiting: int = 0
    hosts: int = 0  # that are at it


class _Run:
    def __init__(
        self,
        session: Session,
        store: Store | None,
        headers_for: Headers | None,
        follow: Follow | None,
        progress: Progress,
        *,
        with_pages: bool,
        dry: bool,
    ) -> None:
        self._session = session
        self._store = store
        self._headers_for = headers_for or (lambda _: {})
        self._follow = follow
        self._progress = progress
        self._with_pages = with_pages
        self._dry = dry
        self._queues: dict[str, deque[Target]] = {}
        self._room = anyio.Semaphore(_MOST_WAITING, fast_acquire=True)

    async def draw(self, urls: AsyncIterable[str | FetchError], out: MemoryObjectSendStream[Outcome]) -> None:
        """Puts every address into the queue of its host, and sets the hosts going."""
        async with out:
            async with anyio.create_task_group() as hosts:
                await self._draw(urls, out, hosts)
            if self._store is not None and not self._dry:
                self._store.ledger.end()

    async def _draw(
        self,
        urls: AsyncIterable[str | FetchError],
        out: MemoryObjectSendStream[Outcome],
        hosts: TaskGroup,
    ) -> None:
        async for url in urls:
            if isinstance(url, FetchError):
                # A feed or sitemap that failed is no page to try again: the next run asks for it anyhow.
                await out.send(Outcome(url.url, "failed", error=url))
                continue
            try:
                asked = target(url)
            except FetchError as error:
                await out.send(self._failed(error.url, error))
                continue
            await self._room.acquire()
            self._progress.waiting += 1
            if asked.host in self._queues:
                self._queues[asked.host].append(asked)
            else:
                self._queues[asked.host] = deque([asked])
                self._progress.hosts += 1
                hosts.start_soon(self._host, asked.host, out)

    async def _host(self, host: str, out: MemoryObjectSendStream[Outcome]) -> None:
        queue = self._queues[host]
        while queue:
            outcome = await self._page(queue.popleft())
            self._progress.waiting -= 1
            self._room.release()
            await out.send(outcome)
        del self._queues[host]
        self._progress.hosts -= 1

    async def _page(self, asked: Target) -> Outcome:
        try:
            if self._dry:
                await self._session.check(asked)
                return Outcome(asked.url, "allowed")
            if self._store is None:
                visit = await self._visit(asked)
                return Outcome(
                    asked.url, "new", visit=visit, page=page_of(visit, self._session.settings.token)
                )
            return await self._kept(asked, self._store, self._follow)
        except FetchError as error:
            return self._failed(asked.url, error)

    async def _kept(self, asked: Target, store: Store, follow: Follow | None) -> Outcome:
        """A page that is in the store afterwards, with the parts of its article where they are followed."""
        url = asked.url
        if store.is_done(url):
            entry = store.ledger.entry(url)
            file = store.root / entry.file if entry is not None else None
            return Outcome(url, "done", file, page=self._loaded(url))
        visit = await self._visit(asked, store.conditions(url))
        article = None
        if follow is not None:
            first = store.load(url) if visit.answer.status == NOT_MODIFIED else None
            first = first or page_of(visit, self._session.settings.token)
            article = await whole_article(asked, first, follow, partial(self._part, store=store))
        state, file = store.keep(url, visit)
        if article is not None:
            article.link(store)
            if article.error is not None:
                raise article.error
        return Outcome(url, state, file, visit, self._loaded(url))

    async def _part(self, asked: Target, *, store: Store) -> RawPage:
        await self._kept(asked, store, None)
        page = store.load(asked.url)
        if page is None:
            raise FetchError(asked.url, "status", "a part of an article that failed before")
        return page

    async def _visit(self, asked: Target, conditions: Headers | None = None) -> Visit:
        def headers_for(hop: str) -> dict[str, str]:
            return {**self._headers_for(hop), **(conditions(hop) if conditions else {})}

        return await self._session.get(asked, headers_for=headers_for, wanted=refuse_other_kinds)

    def _loaded(self, url: str) -> RawPage | None:
        return self._store.load(url) if self._store is not None and self._with_pages else None

    def _failed(self, url: str, error: FetchError) -> Outcome:
        error = error.of(url)
        if self._store is not None:
            self._store.ledger.fail(url, error)
        return Outcome(url, "failed", error=error)


@asynccontextmanager
async def crawl(
    urls: AsyncIterable[str | FetchError],
    session: Session,
    *,
    store: Store | None = None,
    headers_for: Headers | None = None,
    follow: Follow | None = None,
    progress: Progress | None = None,
    with_pages: bool = False,
    dry: bool = False,
) -> AsyncIterator[MemoryObjectReceiveStream[Outcome]]:
    """The outcomes of the addresses, as they come; whoever leaves early stops the run."""
    run = _Run(session, store, headers_for, follow, progress or Progress(), with_pages=with_pages, dry=dry)
    out, outcomes = anyio.create_memory_object_stream[Outcome](_MOST_UNTAKEN)
    async with anyio.create_task_group() as group, outcomes:
        group.start_soon(run.draw, urls, out)
        yield outcomes
        group.cancel_scope.cancel()
