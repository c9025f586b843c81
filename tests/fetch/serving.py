"""A web of our own on 127.0.0.1: names are mapped, and a server says byte for byte what a test wants.

Names resolve to addresses that look public, so that every check of ours is passed through; the last step,
dialling, leads to the server. Whoever asks for any other address gets no connection.
"""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import httpcore

from cleaner.fetch.network import Network
from cleaner.fetch.session import Door
from cleaner.fetch.settings import Limits, Settings

if TYPE_CHECKING:
    import ssl

PUBLIC = "93.184.215.14"
PAGE = b"<!doctype html><title>Ten huts</title><p>She never went back to the hut on the ridge."
QUICK = Settings(
    delay_s=0.0, backoff_s=0.001, limits=Limits(total_s=2.0, connect_s=1.0, read_s=1.0, raw_bytes=1 << 20)
)


class Request(NamedTuple):
    """What reached the server."""

    at: float
    host: str
    path: str
    headers: dict[str, str]
    writer: asyncio.StreamWriter


def answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """A whole response; `content_type="..."` sets a header."""
    named = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, location=to)


@dataclass
class Server:
    """Answers by host and path: bytes, or a function of the request; 404 for what nobody has set."""

    answers: dict[str, object] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    port: int = 0
    tls_port: int = 0
    greeting: bytes = b""  # said before any request

    def __enter__(self) -> Server:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.run(self._listen)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    def run(self, work):
        """What a coroutine function gives, run in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work(), self.loop).result(5)

    def door(self, ssl_context: ssl.SSLContext | None = None, **settings: object) -> Door:
        """The way to this server, in the place of the network."""
        return Door(Network(resolver=self.resolve, dialler=_Dialler(self), **settings), ssl_context)

    async def resolve(self, host: str, port: int) -> list[str]:
        if host.endswith(".invalid"):
            raise OSError(-2, "Name or service not known")
        return self.names.get(host, [host if host[0].isdigit() or ":" in host else PUBLIC])

    def asked(self, path: str | None = None) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [r.path for r in self.log if r.path != "/robots.txt" and path in (None, r.path)]

    async def _listen(self) -> None:
        self._servers = [await asyncio.start_server(self._serve, "127.0.0.1", 0)]
        self.port = self._servers[0].sockets[0].getsockname()[1]
        if self.tls is not None:
            self._servers.append(await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls))
            self.tls_port = self._servers[1].sockets[0].getsockname()[1]

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(self.greeting)
            while head := await reader.readuntil(b"\r\n\r\n"):
                line, *rest = head.decode("latin-1").split("\r\n")
                headers = {
                    name.lower(): value.strip()
                    for name, _, value in (row.partition(":") for row in rest if row)
                }
                path = line.split()[1]
                request = Request(time.time(), headers.get("host", ""), path, headers, writer)
                self.log.append(request)
                said = self.answers.get(request.host + path, self.answers.get(path))
                if said is None:
                    said = answer(b"no such page", "404 Not Found")
                elif callable(said):
                    said = await said(request)
                if said is None:
                    return
                writer.write(said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
            pass
        finally:
            writer.close()


class _Dialler(httpcore.AsyncNetworkBackend):
    def __init__(self, server: Server) -> None:
        self._server = server
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self._server.dialled.append((host, port))
        if not host.startswith("93.184."):
            raise httpcore.ConnectError(f"{host} is not of this web")
        real = self._server.tls_port if port == 443 else self._server.port
        return await self._real.connect_tcp("127.0.0.1", real, timeout, local_address, socket_options)
