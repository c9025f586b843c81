"""httpcore's connections over our own network, in the form in which httpx takes them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from cleaner.fetch.network import Network

__all__ = ["Transport"]

_KEPT_ALIVE, _KEPT_ALIVE_S = 8, 30.0  # idle connections for each that is in use, and for how long


class Transport(httpx.AsyncBaseTransport):
    """httpcore's connections over our network, a pool an origin; httpcore's errors come as they are.

    One pool for all would look at every connection of every host, twice over, for each request.
    """

    def __init__(self, network: Network, ssl_context: ssl.SSLContext, *, connections: int) -> None:
        self._network = network
        self._ssl_context = ssl_context
        self._most = _KEPT_ALIVE * connections
        self._pools: OrderedDict[str, httpcore.AsyncConnectionPool] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body still to be read."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        pool = await self._pool(str(asked.url.origin))
        answer = await pool.handle_async_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Closes all connections."""
        for pool in self._pools.values():
            await pool.aclose()

    async def _pool(self, origin: str) -> httpcore.AsyncConnectionPool:
        pool = self._pools.pop(origin, None)
        if pool is None:
            pool = httpcore.AsyncConnectionPool(
                ssl_context=self._ssl_context,
                keepalive_expiry=_KEPT_ALIVE_S,
                http2=True,
                network_backend=self._network,
            )
        self._pools[origin] = pool
        if len(self._pools) > self._most:
            oldest, idle = next(iter(self._pools.items()))
            if all(connection.is_idle() or connection.is_closed() for connection in idle.connections):
                del self._pools[oldest]
                await idle.aclose()
        return pool


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()
