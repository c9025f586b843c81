"""Connections, the one place where an address is chosen: a name is resolved, checked and dialled in one go.

httpcore asks its network backend for every new connection, of every redirect and of robots.txt too. This one
resolves the name, passes over the addresses that are not public, and connects to the very address that it
checked: a name that resolves to something else a moment later (DNS rebinding) changes nothing. TLS still
asks for the name. An `Allowance` counts what comes in, so that no header, chunk mark or interim answer is
free of charge.

The only module that knows httpcore's backends; httpx itself is known to `client` alone.
"""

from __future__ import annotations

import socket
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import anyio
import anyio.to_thread
import httpcore

from cleaner.fetch.addresses import why_refused
from cleaner.fetch.failure import FetchError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Iterable, Sequence

__all__ = ["Allowance", "Network", "Resolver", "allowance", "resolve"]

_MOST_ADDRESSES = 4  # of a name that are tried


class Resolver(Protocol):
    """What turns a host name into its addresses; OSError where it has none."""

    def __call__(self, host: str, port: int, /) -> Awaitable[Sequence[str]]:
        """The IP addresses, best first."""
        ...


@dataclass(slots=True)
class Allowance:
    """What may still come in over the wire for one request."""

    url: str
    left_bytes: int

    def spend(self, size_bytes: int) -> None:
        """Counts bytes that came in; FetchError once they are too many."""
        self.left_bytes -= size_bytes
        if self.left_bytes < 0:
            raise FetchError(self.url, "size", "the answer is larger than allowed")


# A request runs in one task from its connection to its last byte, and reads for itself alone.
allowance: ContextVar[Allowance] = ContextVar("allowance")


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host as the system knows them."""
    # In a thread that may be left behind: a name server that says nothing keeps neither others nor the end.
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await anyio.to_thread.run_sync(ask, abandon_on_cancel=True)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(slots=True)
class Network(httpcore.AsyncNetworkBackend):
    """Connections to public addresses, or to any if private ones are allowed."""

    allow_private: bool = False
    resolver: Resolver = resolve
    dialler: httpcore.AsyncNetworkBackend = field(default_factory=httpcore.AnyIOBackend)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the host's public addresses; FetchError where none can be had."""
        url = allowance.get().url
        try:
            with anyio.fail_after(timeout):
                addresses = await self._addresses(url, host, port)
                return await self._connected(addresses, port, timeout, local_address, socket_options)
        except TimeoutError as error:
            raise FetchError(url, "time", f"no connection within {timeout:g} s", again=True) from error

    async def _addresses(self, url: str, host: str, port: int) -> Sequence[str]:
        try:
            found = await self.resolver(host, port)
        except (OSError, UnicodeError) as error:  # UnicodeError: a label that is too long
            raise FetchError(url, "name", f"the name {host} is not known ({_short(error)})") from error
        if self.allow_private:
            return found[:_MOST_ADDRESSES]
        refused = {address: why for address in found if (why := why_refused(address))}
        public = [address for address in found if address not in refused]
        if not public:
            said = ", ".join(f"{address} ({why})" for address, why in list(refused.items())[:_MOST_ADDRESSES])
            raise FetchError(url, "address", f"{host} is not on the public network: {said or 'no address'}")
        return public[:_MOST_ADDRESSES]

    async def _connected(
        self,
        addresses: Sequence[str],
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore.AsyncNetworkStream:
        share = timeout / len(addresses) if timeout else None
        for left, address in enumerate(addresses, start=1 - len(addresses)):
            try:
                stream = await self.dialler.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if left == 0:
                    raise
            else:
                return _Counted(stream)
        raise httpcore.ConnectError("no address to connect to")

    async def sleep(self, seconds: float) -> None:
        """Part of httpcore's interface: its own retries, which are switched off."""
        await anyio.sleep(seconds)


@dataclass(slots=True)
class _Counted(httpcore.AsyncNetworkStream):
    """A connection that pays for what it reads."""

    stream: httpcore.AsyncNetworkStream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece = await self.stream.read(max_bytes, timeout)
        allowance.get().spend(len(piece))
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self.stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self.stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _Counted(await self.stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _short(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
