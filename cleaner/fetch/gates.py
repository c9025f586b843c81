"""Whose turn it is: one request at a time to a host, a pause behind each answer, many hosts side by side.

Everything that is asked of a host goes through its gate, robots.txt, feeds and redirects too. A pause is
counted from the answer on, so that it holds whatever the way there costs; a server that asks for more time,
or fails, closes its gate for as long. The ledger of a store keeps the pauses over runs.
"""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import anyio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from cleaner.fetch.ledger import Ledger

__all__ = ["Clock", "Gates"]

_MOST_GATES = 10_000  # beyond it those that nobody waits for are forgotten


class Clock(Protocol):
    """The time, for tests to take into their own hands."""

    def now(self) -> float:
        """Seconds since 1970: pauses outlive the process, and with it any other zero."""
        ...

    def sleep(self, seconds: float) -> Awaitable[None]:
        """Waits."""
        ...


class _Wall:
    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> Awaitable[None]:
        return anyio.sleep(seconds)


@dataclass(slots=True)
class _Gate:
    delay_s: float
    opens_at: float
    waiting: int = 0
    failures: int = 0  # in a row
    lock: anyio.Lock = field(default_factory=lambda: anyio.Lock(fast_acquire=True))


class Gates:
    """The gates of a run."""

    def __init__(
        self, *, delay_s: float, hosts_at_once: int, ledger: Ledger, clock: Clock | None = None
    ) -> None:
        self._delay_s = delay_s
        self._clock = clock or _Wall()
        self._ledger = ledger
        self._gates: dict[str, _Gate] = {}
        self._slots = anyio.CapacityLimiter(hosts_at_once)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until the host may be asked; what is inside asks it."""
        gate = self._gate(host)
        gate.waiting += 1
        try:
            async with gate.lock:
                while (wait_s := gate.opens_at - self._clock.now()) > 0:
                    await self._clock.sleep(wait_s)
                async with self._slots:
                    remembered = gate.delay_s > 0  # without a pause there is none to be kept over runs
                    if remembered:
                        self._ledger.asked(host, self._clock.now())
                    try:
                        yield
                    finally:
                        now = self._clock.now()
                        gate.opens_at = max(gate.opens_at, now + gate.delay_s)
                        if remembered:
                            self._ledger.answered(host, now)
        finally:
            gate.waiting -= 1

    def slow_down(self, host: str, delay_s: float) -> None:
        """From now on at least this pause, as the host's robots.txt asks."""
        gate = self._gate(host)
        if delay_s > gate.delay_s:
            gate.opens_at += delay_s - gate.delay_s
            gate.delay_s = delay_s

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks the host for this long."""
        gate = self._gate(host)
        gate.opens_at = max(gate.opens_at, self._clock.now() + seconds)

    def count_failure(self, host: str, *, failed: bool) -> None:
        """Notes whether the host was there for its last request."""
        gate = self._gate(host)
        gate.failures = gate.failures + 1 if failed else 0

    def failures(self, host: str) -> int:
        """How many requests to the host have failed in a row."""
        return self._gate(host).failures

    def _gate(self, host: str) -> _Gate:
        found = self._gates.get(host)
        if found is None:
            if len(self._gates) >= _MOST_GATES:
                self._forget()
            now, last = self._clock.now(), self._ledger.last_asked(host)
            # A clock that was put back since must not close a gate for longer than the pause.
            opens_at = now if last is None else min(last, now) + self._delay_s
            found = self._gates[host] = _Gate(self._delay_s, opens_at)
        return found

    def _forget(self) -> None:
        now = self._clock.now()
        for host in [h for h, gate in self._gates.items() if not gate.waiting and gate.opens_at <= now]:
            del self._gates[host]
