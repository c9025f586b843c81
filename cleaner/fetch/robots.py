"""What a site allows: robots.txt by RFC 9309, asked for once a day.

A file that is not there (4xx) allows everything; one that cannot be had (5xx, no connection, too slow)
forbids everything for now, as the RFC wants it. Of a file that is too long the first half megabyte counts.
Protego, which Scrapy takes too, reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import anyio

from cleaner.fetch.failure import FetchError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from protego import Protego

    from cleaner.fetch.client import Answer
    from cleaner.fetch.ledger import Ledger
    from cleaner.fetch.settings import Limits, Settings
    from cleaner.fetch.target import Target

__all__ = ["Robots", "robots_limits"]

_MAX_S = 30.0
# RFC 9309: at least 500 KiB are read (2.5), five redirects followed (2.3.1.2).
_MAX_BYTES, _REDIRECTS = 512 * 1024, 5
_MOST_IN_MEMORY = 1000
_NO_SITE = frozenset({"address", "name", "tls"})  # there is nothing that could allow or forbid


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is known of an origin: its rules, or why there are none."""

    rules: Protego | None = None
    unreachable: FetchError | None = None


def robots_limits(pages: Limits) -> Limits:
    """The limits for a robots.txt, by those for pages."""
    return replace(
        pages,
        total_s=min(pages.total_s, _MAX_S),
        raw_bytes=_MAX_BYTES,
        decoded_bytes=_MAX_BYTES,
        redirects=_REDIRECTS,
    )


class Robots:
    """The robots.txt files of a run."""

    def __init__(
        self,
        settings: Settings,
        ask: Callable[[str], Awaitable[Answer]],
        slow_down: Callable[[str, float], None],
        ledger: Ledger,
    ) -> None:
        self._token = settings.token
        self._patience_s = settings.patience_s
        self._ask = ask  # politely, following redirects
        self._slow_down = slow_down
        self._ledger = ledger
        self._verdicts: dict[str, _Verdict] = {}
        self._locks: dict[str, anyio.Lock] = {}

    async def check(self, target: Target) -> None:
        """FetchError where the site does not allow the page, or asks for more patience than we have."""
        verdict = await self._verdict(target)
        if verdict.unreachable is not None:
            what = verdict.unreachable.what
            if verdict.unreachable.kind in _NO_SITE:
                raise FetchError(target.url, verdict.unreachable.kind, what)
            raise FetchError(target.url, "robots-unknown", f"no robots.txt to be had: {what}")
        if verdict.rules is None:
            return
        if not verdict.rules.can_fetch(target.url, self._token):
            raise FetchError(target.url, "robots", f"robots.txt forbids it to {self._token}")
        delay_s = _delay(verdict.rules, self._token)
        if delay_s > self._patience_s:
            raise FetchError(
                target.url,
                "wait",
                f"robots.txt asks for {delay_s:,.0f} s between pages",
            )
        self._slow_down(target.host, delay_s)

    async def sitemaps(self, target: Target) -> Sequence[str]:
        """The sitemaps that the site's robots.txt names."""
        verdict = await self._verdict(target)
        return list(verdict.rules.sitemaps) if verdict.rules is not None else []

    async def _verdict(self, target: Target) -> _Verdict:
        origin = target.origin
        if (known := self._verdicts.get(origin)) is not None:
            return known
        async with self._locks.setdefault(origin, anyio.Lock()):
            found = self._verdicts.get(origin) or await self._learn(origin)
            self._verdicts[origin] = found
        self._locks.pop(origin, None)
        if len(self._verdicts) > _MOST_IN_MEMORY:
            del self._verdicts[next(iter(self._verdicts))]
        return found

    async def _learn(self, origin: str) -> _Verdict:
        text = self._ledger.robots(origin)
        if text is None:
            try:
                text = await self._fetched(f"{origin}/robots.txt")
            except FetchError as error:
                return _Verdict(unreachable=error)
            self._ledger.keep_robots(origin, text)
        return _Verdict(_parsed(text)) if text else _Verdict()

    async def _fetched(self, url: str) -> str:
        """The text; "" where the server says that there is none."""
        try:
            answer = await self._ask(url)
        except FetchError as error:
            absent = error.status is not None and 400 <= error.status < 500
            if absent or error.kind == "redirects":
                return ""
            raise
        return answer.body.decode("utf-8", "replace").removeprefix("\ufeff")


def _parsed(text: str) -> Protego:
    from protego import Protego

    return Protego.parse(text)


def _delay(rules: Protego, token: str) -> float:
    """The pause between two pages that the site asks for, in seconds."""
    delay_s = rules.crawl_delay(token) or 0.0
    rate = rules.request_rate(token)
    return max(delay_s, rate.seconds / rate.requests) if rate else delay_s
