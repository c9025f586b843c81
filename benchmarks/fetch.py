"""How fast `cleaner fetch` is beside plain httpx, and whether its memory stays flat.

    python -m benchmarks.fetch [--pages 2000] [--hosts 200] [--size 40000]

A server of our own on 127.0.0.1, in a process of its own, plays all hosts; there are no pauses. Measured is
the processor time of this process, since the server shares the machine, for several ways of getting every
page: plain httpx, with nothing kept and with a file for each page; `cleaner fetch` without a store; and with
one, which writes a page, a record and a line of the ledger for each. `cleaner fetch` asks for robots.txt too.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from cleaner.fetch.listing import Sources
from cleaner.fetch.network import Network
from cleaner.fetch.run import Order, outcomes
from cleaner.fetch.session import Door
from cleaner.fetch.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Answers", "Dialler", "main", "public"]

_AT_ONCE = 32
_WORDS = "the hut on the ridge was closed when they came down from the pass in the evening of the third day "


class Dialler(httpcore.AsyncNetworkBackend):
    """Every address is the server's."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,  # noqa: ARG002
        port: int,  # noqa: ARG002
        *args: Any,
        **choices: Any,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the server, whatever was asked for."""
        return await self._real.connect_tcp("127.0.0.1", self._port, *args, **choices)


async def public(_host: str, _port: int) -> Sequence[str]:
    """An address that looks public, for every name."""
    return ["93.184.215.14"]


class Answers(asyncio.Protocol):
    """A page for every path, each its own; no robots.txt."""

    size_bytes = 40_000
    takes_s = 0.0
    log: list[tuple[float, str, str]] | None = None  # time, host and path of what is asked for

    @classmethod
    def page(cls, host: bytes, path: bytes) -> bytes:
        """What lies at an address."""
        head = b"<!doctype html><title>%s%s</title><p>" % (host, path)
        return head + _WORDS.encode() * ((cls.size_bytes - len(head)) // len(_WORDS))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there."""
        self._transport = transport
        self._waiting = b""

    def data_received(self, data: bytes) -> None:
        """Answers every request that is complete."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1]
            host = head.lower().partition(b"host: ")[2].partition(b"\r\n")[0]
            status, body = b"200 OK", self.page(host, path)
            if self.log is not None:
                self.log.append((time.time(), host.decode(), path.decode()))
            if path == b"/robots.txt":
                status, body = b"404 Not Found", b"none"
            line = b"HTTP/1.1 %s\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % (
                status,
                len(body),
            )
            if self.takes_s:
                asyncio.get_running_loop().call_later(self.takes_s, self._write, line + body)
            else:
                self._write(line + body)

    def _write(self, data: bytes) -> None:
        self._transport.write(data)  # type: ignore[attr-defined]


async def _serve(size_bytes: int) -> None:
    Answers.size_bytes = size_bytes
    server = await asyncio.get_running_loop().create_server(Answers, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _plain(urls: Sequence[str], port: int, folder: Path | None = None) -> int:
    """Bytes that plain httpx gets, with as many hosts at once and one request at a time to each."""
    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=8 * _AT_ONCE))
    transport._pool = httpcore.AsyncConnectionPool(
        max_keepalive_connections=8 * _AT_ONCE, keepalive_expiry=30.0, network_backend=Dialler(port)
    )
    slots = asyncio.Semaphore(_AT_ONCE)
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(url.split("/")[2], []).append(url)

    async def one(client: httpx.AsyncClient, waiting: Sequence[str]) -> int:
        size = 0
        for url in waiting:
            async with slots:
                body = (await client.get(url)).content
            size += len(body)
            if folder is not None:
                (folder / url.replace("/", "_")).write_bytes(body)
        return size

    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        return sum(await asyncio.gather(*(one(client, waiting) for waiting in hosts.values())))


def _ours(urls: Sequence[str], port: int, store: Path | None, *, warc: bool = False) -> int:
    door = Door(Network(resolver=public, dialler=Dialler(port)))
    order = Order(Sources(urls), Settings(delay_s=0.0, hosts_at_once=_AT_ONCE), store=store, warc=warc)
    size = 0
    for outcome in outcomes(order, door=door):
        if outcome.visit is None:
            raise SystemExit(f"{outcome.url}: {outcome.state} {outcome.error}")
        size += len(outcome.visit.answer.body)
    return size


def _timed(name: str, pages: int, work: Any) -> float:
    before, began, cpu = _memory_mib(), time.perf_counter(), time.process_time()
    size = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - began
    rate = pages / cpu
    print(
        f"{name:34} {rate:7.0f} pages/s of a core  {pages / wall:7.0f} pages/s on the clock"
        f"  {size / 1e6:6.1f} MB  memory {before:.0f} -> {_memory_mib():.0f} MiB"
    )
    return rate


def _memory_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 where storing has under 300 pages a second and fetching under 70 % of httpx's."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--size", type=int, default=40_000, help="bytes of a page")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.serve:
        asyncio.run(_serve(args.size))
        return 0
    urls = [f"http://h{i % args.hosts}.example.org/p/{i}" for i in range(args.pages)]
    command = [sys.executable, "-m", "benchmarks.fetch", "--serve", "--size", str(args.size)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    folder = Path(tempfile.mkdtemp(prefix="cleaner-fetch-"))
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        asyncio.run(_plain(urls[:50], port))  # imports and the like are no part of it
        _ours(urls[:50], port, None)
        plain = _timed("plain httpx, nothing kept", args.pages, lambda: asyncio.run(_plain(urls, port)))
        files = folder / "plain"
        files.mkdir()
        name = "plain httpx, a file a page"
        written = _timed(name, args.pages, lambda: asyncio.run(_plain(urls, port, files)))
        got = _timed("cleaner fetch, nothing kept", args.pages, lambda: _ours(urls, port, None))
        stored = _timed("cleaner fetch, into a folder", args.pages, lambda: _ours(urls, port, folder / "a"))
        _timed("cleaner fetch, into WARC", args.pages, lambda: _ours(urls, port, folder / "b", warc=True))
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(folder)
    print(f"\nnothing kept {got / plain:.0%} of plain httpx's speed, into a folder {stored / written:.0%}")
    return 0 if stored >= 300 or got >= 0.7 * plain else 1


if __name__ == "__main__":
    sys.exit(main())
