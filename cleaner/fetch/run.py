"""A run from outside: plain calls and iterators, with all that is asynchronous inside.

The run has a thread and an event loop of its own, so that it goes on while its caller works, and so that it
can be started from where a loop is running already, such as a notebook. It waits once a handful of outcomes
have not been taken.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
from anyio.from_thread import start_blocking_portal

from cleaner.fetch.crawl import Outcome, Progress, crawl
from cleaner.fetch.listing import Sources, addresses
from cleaner.fetch.session import Door, Session
from cleaner.fetch.settings import Settings
from cleaner.fetch.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping

    from anyio.streams.memory import MemoryObjectReceiveStream

    from cleaner.fetch.articles import Follow
    from cleaner.fetch.failure import FetchError
    from cleaner.types import RawPage

__all__ = ["Order", "outcomes", "pages"]


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to do."""

    sources: Sources
    settings: Settings = field(default_factory=Settings)
    store: Path | None = None  # a folder; None keeps nothing
    warc: bool = False
    fresh: bool = False  # begin anew where an earlier run did not come to its end
    retry_failed: bool = False  # also what failed in earlier runs
    dry: bool = False
    with_pages: bool = False  # outcomes hold the pages, those too that were kept before
    headers_for: Callable[[str], Mapping[str, str]] | None = None  # by the rules, for one address
    follow: Follow | None = None  # by the rules: the parts of an article


def outcomes(
    order: Order, *, door: Door | None = None, progress: Progress | None = None
) -> Iterator[Outcome]:
    """What became of each address, as they come; CleanerError where the run as a whole cannot go on.

    Stopped early, by whatever, the run is unfinished, and the next one goes on with it.
    """
    with start_blocking_portal() as portal:
        running = portal.wrap_async_context_manager(_running(order, door, progress or Progress()))
        with running as received:
            while some := portal.call(_some, received):
                yield from some


def pages(
    urls: Iterable[str],
    *,
    store: str | Path | None,
    settings: Settings,
    on_error: Callable[[FetchError], object] | None,
    door: Door | None = None,
) -> Iterator[RawPage]:
    """The pages at these addresses, as they come; the first that fails is raised, or all go to `on_error`."""
    folder = Path(store) if store is not None else None
    for outcome in outcomes(Order(Sources(urls), settings, store=folder, with_pages=True), door=door):
        if outcome.page is not None:
            yield outcome.page
        elif outcome.error is not None and on_error is None:
            raise outcome.error
        elif outcome.error is not None and on_error is not None:
            on_error(outcome.error)


@asynccontextmanager
async def _running(
    order: Order, door: Door | None, progress: Progress
) -> AsyncIterator[MemoryObjectReceiveStream[Outcome]]:
    try:
        with _store(order) as store:
            async with Session(order.settings, door=door, ledger=store.ledger if store else None) as session:
                run = crawl(
                    addresses(_sources(order, store), session),
                    session,
                    store=store,
                    headers_for=order.headers_for,
                    follow=order.follow,
                    progress=progress,
                    with_pages=order.with_pages,
                    dry=order.dry,
                )
                async with run as received:
                    yield received
    except BaseExceptionGroup as errors:
        # Several pages may meet the same full disk.
        raise _first(errors) from errors


def _store(order: Order) -> AbstractContextManager[Store | None]:
    if order.store is None or order.dry:
        return nullcontext()
    store = Store.open(order.store, warc=order.warc, token=order.settings.token)
    store.ledger.begin(fresh=order.fresh or order.retry_failed)
    return store


def _sources(order: Order, store: Store | None) -> Sources:
    if store is None or not order.retry_failed:
        return order.sources
    failed = [url for url, *_ in store.ledger.failed()]
    return replace(order.sources, urls=chain(failed, order.sources.urls))


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _some(received: MemoryObjectReceiveStream[Outcome]) -> list[Outcome]:
    """The next outcome and those that wait behind it, since each way into the loop costs; [] at the end."""
    try:
        some = [await received.receive()]
    except anyio.EndOfStream:
        return []
    with suppress(anyio.WouldBlock, anyio.EndOfStream):
        while True:
            some.append(received.receive_nowait())
    return some
