"""Pages asked for as a good citizen asks: allowed, in turn, with patience, along redirects.

A `Session` joins the client, the gates and the robots of a run. Every hop of a redirect is asked like a page
of its own: its host has its own gate and its own robots.txt, and hears no credentials of another's.
"""

from __future__ import annotations

import math
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import tenacity

from cleaner.fetch.client import Answer, Ask, Client
from cleaner.fetch.dates import date_of
from cleaner.fetch.failure import FetchError
from cleaner.fetch.gates import Clock, Gates
from cleaner.fetch.ledger import Ledger
from cleaner.fetch.robots import Robots, robots_limits
from cleaner.fetch.settings import Settings
from cleaner.fetch.target import Target, target

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from cleaner.fetch.network import Network
    from cleaner.fetch.settings import Limits

__all__ = ["NOT_MODIFIED", "Door", "Session", "Visit"]

_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_OVERLOADED = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})  # 52x: Cloudflare's own
NOT_MODIFIED = 304
_MAX_BACKOFF_S = 60.0
_GIVE_UP = 5  # pages of a host that does not answer, in a row; each was tried several times
_NOT_THERE = frozenset({"connect", "time", "name", "tls"})


@dataclass(frozen=True, slots=True)
class Door:
    """The way out to the network, for tests to put their own in its place."""

    network: Network | None = None
    ssl_context: ssl.SSLContext | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """The answer to a request, and the addresses that led to it."""

    answer: Answer
    redirects: tuple[str, ...] = ()  # all but the last


class Session:
    """One run's connections and manners; `async with` closes them."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        door: Door | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self.settings = settings or Settings()
        door = door or Door()
        ledger = ledger or Ledger()
        self._client = Client(self.settings, door.network, door.ssl_context)
        self._gates = Gates(
            delay_s=self.settings.delay_s,
            hosts_at_once=self.settings.hosts_at_once,
            clock=door.clock,
            ledger=ledger,
        )
        self._robots = Robots(self.settings, self._robots_txt, self._gates.slow_down, ledger)
        self._tries = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(_worth_another),
            stop=tenacity.stop_after_attempt(self.settings.tries),
            wait=self._pause,
            reraise=True,
        )
        first = self.settings.backoff_s
        self._backoff = tenacity.wait_exponential(first, max=_MAX_BACKOFF_S) + tenacity.wait_random(0, first)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Session:
        await self._open.enter_async_context(self._client)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def get(
        self,
        where: Target | str,
        *,
        headers_for: Callable[[str], Mapping[str, str]] | None = None,
        wanted: Callable[[Answer], None] | None = None,
        limits: Limits | None = None,
    ) -> Visit:
        """The page at an address, or 304 where a condition in the headers is met; FetchError for all else.

        `headers_for` gives the headers for an address, and is asked anew at every hop: what one host is told
        another never hears.
        """
        return await self._along(
            where if isinstance(where, Target) else target(where),
            lambda here: Ask(here.url, headers_for(here.url) if headers_for else {}, limits, wanted),
            allowed=True,
        )

    async def check(self, where: Target) -> None:
        """FetchError where robots.txt forbids the page."""
        await self._robots.check(where)

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of an address names."""
        return list(await self._robots.sitemaps(target(url)))

    async def _robots_txt(self, url: str) -> Answer:
        visit = await self._along(
            target(url),
            lambda here: Ask(here.url, limits=robots_limits(self.settings.limits), head_only=True),
            allowed=False,
        )
        return visit.answer

    async def _along(self, start: Target, ask: Callable[[Target], Ask], *, allowed: bool) -> Visit:
        """Follows redirects to the answer at their end; each hop must be `allowed` by its robots.txt."""
        here = start
        redirects: list[str] = []
        while True:
            if allowed:
                await self._robots.check(here)
            request = ask(here)
            if start.authorization and here.origin == start.origin:
                request = _with(request, "Authorization", start.authorization)
            answer = await self._patiently(here, request)
            location = answer.header("location") if answer.status in _REDIRECTIONS else None
            if location is None:
                return Visit(_accepted(answer), tuple(redirects))
            redirects.append(here.url)
            most = (request.limits or self.settings.limits).redirects
            if len(redirects) > most:
                raise FetchError(
                    start.url, "redirects", f"still redirected after {most} times, to {location[:200]}"
                )
            here = target(location, base=here.url)

    async def _patiently(self, here: Target, request: Ask) -> Answer:
        """The answer after as many tries as allowed; meanwhile the host's gate stays closed."""
        if self._gates.failures(here.host) >= _GIVE_UP:
            raise FetchError(here.url, "host", f"{here.host} has failed {_GIVE_UP} times in a row")

        try:
            answer = await self._tried(here, request)
        except FetchError as error:
            self._gates.count_failure(here.host, failed=error.kind in _NOT_THERE)
            raise
        self._gates.count_failure(here.host, failed=False)
        return answer

    async def _tried(self, here: Target, request: Ask) -> Answer:
        """The answer to the first try, or to a later one."""
        try:
            return await self._once(here, request)
        except FetchError as error:
            failures = [error]

        async def once_more() -> Answer:
            # Setting tenacity up takes a tenth of a request: it begins with the failure that is there.
            if failures:
                raise failures.pop()
            return await self._once(here, request)

        async def hold(seconds: float) -> None:
            self._gates.hold(here.host, seconds)

        answer: Answer = await self._tries.copy(sleep=hold)(once_more)
        return answer

    async def _once(self, here: Target, request: Ask) -> Answer:
        async with self._gates.turn(here.host):
            answer = await self._client.get(request)
        if answer.status not in _OVERLOADED:
            return answer
        wait_s = retry_after(answer.header("retry-after"))
        what = _status(answer)
        if wait_s is not None and wait_s > self.settings.patience_s:
            raise FetchError(
                here.url, "wait", f"{what}, come back in {wait_s:,.0f} s", status=answer.status, wait_s=wait_s
            )
        raise FetchError(here.url, "status", what, again=True, status=answer.status, wait_s=wait_s)

    def _pause(self, state: tenacity.RetryCallState) -> float:
        """How long a host is left alone after a failure: as it asks, and longer each time."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait_s if isinstance(error, FetchError) else None
        return max(asked or 0.0, self._backoff(state))


def retry_after(value: str | None) -> float | None:
    """The seconds of a Retry-After header, which may be a number or a date; None where it says nothing.

    >>> retry_after("120")
    120.0
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    when = date_of(value)
    return max(0.0, float(math.ceil((when - datetime.now(UTC)).total_seconds()))) if when else None


def _worth_another(error: BaseException) -> bool:
    return isinstance(error, FetchError) and error.again


def _with(request: Ask, name: str, value: str) -> Ask:
    return Ask(
        request.url, {**request.headers, name: value}, request.limits, request.wanted, request.head_only
    )


def _accepted(answer: Answer) -> Answer:
    if answer.status in {200, NOT_MODIFIED}:
        return answer
    raise FetchError(answer.url, "status", _status(answer), status=answer.status)


def _status(answer: Answer) -> str:
    return f"HTTP {answer.status} {answer.phrase}".strip()
