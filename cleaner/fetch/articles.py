"""Articles over several pages: the parts behind a first page, each fetched and kept like any page.

Where the parts are is for the rules to say: `follow` is given the first page and a function that brings
another one, and gives back all that belong together. It is plain code that reads pages, so it runs in a
thread and its fetching in the run's loop. The first page is kept last: a run that is killed in between
begins the article again, and finds its parts in the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.from_thread
import anyio.to_thread

from cleaner.fetch.failure import FetchError
from cleaner.fetch.target import target

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cleaner.fetch.store import Store
    from cleaner.fetch.target import Target
    from cleaner.types import RawPage

    Follow = Callable[[RawPage, Callable[[str], RawPage | None]], list[RawPage]]

__all__ = ["Article", "Follow", "whole_article"]


class Article:
    """The addresses of an article, as they were asked for, the first page's own at the start."""

    def __init__(self, first: str) -> None:
        self.first = first
        self.parts: list[str] = []
        self.error: FetchError | None = None  # of a part that could not be had
        self._pages: dict[int, str] = {}

    def add(self, url: str, page: RawPage) -> None:
        """A part that came."""
        self._pages[id(page)] = url

    def choose(self, pages: list[RawPage], first: RawPage) -> None:
        """Of what came, the pages that belong together."""
        chosen = [self._pages[id(page)] for page in pages if id(page) in self._pages]
        if first in pages:
            self.parts = chosen
        elif chosen:
            # One page that has it all stands in for the first.
            self.first, self.parts = chosen[0], [self.first]

    def link(self, store: Store) -> None:
        """Writes into the records what belongs together."""
        if self.parts:
            store.link(self.first, self.parts)


async def whole_article(
    asked: Target,
    first: RawPage,
    follow: Follow,
    fetch: Callable[[Target], Awaitable[RawPage]],
) -> Article:
    """Fetches what belongs to an article with this first page."""
    article = Article(asked.url)

    async def part(url: str) -> RawPage | None:
        try:
            there = target(url)
            page = await fetch(there)
        except FetchError as error:
            article.error = error
            return None
        article.add(there.url, page)
        return page

    def read() -> list[RawPage]:
        return follow(first, lambda url: anyio.from_thread.run(part, url))

    article.choose(await anyio.to_thread.run_sync(read), first)
    return article
