"""Servers that mean harm: each ends in an error of its kind, in the ledger, in bounded time and memory."""

from __future__ import annotations

import asyncio
import gzip
import resource
import time
import zlib
from contextlib import contextmanager

import brotli
import pytest
import zstandard

from cleaner.fetch.ledger import LEDGER, Ledger
from cleaner.fetch.listing import Sources
from cleaner.fetch.run import Order, outcomes
from cleaner.fetch.settings import Limits, Settings
from tests.fetch.serving import PAGE, QUICK, answer, moved

URL = "http://evil.example.org/page"
QUICK_ONCE = Settings(delay_s=0.0, backoff_s=0.001, tries=1, limits=Limits(1.0, 1.0, 0.5, 1 << 20, 2 << 20))
ZEROS = 64 << 20


def bomb(coding: str) -> bytes:
    """64 MiB of zeros, packed; the limit is 2."""
    piece = bytes(1 << 20)
    if coding == "br":
        packer = brotli.Compressor(quality=1)
        return b"".join(packer.process(piece) for _ in range(ZEROS >> 20)) + packer.finish()
    if coding == "zstd":
        packer = zstandard.ZstdCompressor(level=1).compressobj()
    else:
        packer = zlib.compressobj(1, wbits=31 if coding == "gzip" else 15)
    return b"".join(packer.compress(piece) for _ in range(ZEROS >> 20)) + packer.flush()


@contextmanager
def bounded(seconds: float = 8.0, mib: int = 100):
    """Neither time nor memory grows beyond this."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - began < seconds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < mib * 1024


def error_in_ledger(root) -> tuple[str, str]:
    """Kind and text of the only failure that the ledger knows."""
    ledger = Ledger(root / "raw" / LEDGER)
    try:
        [(url, kind, reason)] = ledger.failed()
    finally:
        ledger.close()
    assert url == URL
    return kind, reason


def after(*pieces: bytes, pause: float = 0.0, end: str = "close"):
    """Sends raw bytes with pauses, then closes, resets, or says nothing more."""

    async def handler(request):
        for piece in pieces:
            request.writer.write(piece)
            await request.writer.drain()
            await asyncio.sleep(pause)
        if end == "silence":
            await asyncio.sleep(30)
        if end == "reset":
            request.writer.transport.abort()
        request.writer.close()

    return handler


def for_ever(start: bytes, piece: bytes, pause: float = 0.0):
    async def handler(request):
        request.writer.write(start)
        while True:
            request.writer.write(piece)
            await request.writer.drain()
            await asyncio.sleep(pause)

    return handler


OPEN_END = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n"
TEN = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 10\r\n\r\n"

REPERTOIRE = {
    "a drip of bytes": (for_ever(OPEN_END, b"x", 0.05), "time", "not done after 1 s"),
    "a drip of headers": (for_ever(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n", 0.05), "time", "not done after 1 s"),
    "silence after the request": (after(end="silence"), "time", "nothing came for 0.5 s"),
    "silence within the headers": (after(b"HTTP/1.1 200 OK\r\na:", end="silence"), "time", "nothing came"),
    "silence within the body": (after(TEN, b"abc", end="silence"), "time", "nothing came"),
    "an endless body": (for_ever(OPEN_END, b"<p>more" * 5000), "size", "larger than allowed"),
    "endless chunks": (for_ever(CHUNKED, b"1000\r\n" + b"x" * 4096 + b"\r\n"), "size", "larger than allowed"),
    "endless chunk extensions": (
        for_ever(CHUNKED, b"1;" + b"e" * 60000 + b"\r\nx\r\n"),
        "size",
        "larger than allowed",
    ),
    "endless interim answers": (for_ever(b"", b"HTTP/1.1 103 Early\r\na: b\r\n\r\n" * 200), "size|time", ""),
    "a megabyte of headers": (
        after(b"HTTP/1.1 200 OK\r\n" + b"a: " + b"x" * (1 << 20) + b"\r\n\r\n"),
        "damaged",
        "not proper HTTP",
    ),
    "thousands of headers": (
        after(b"HTTP/1.1 200 OK\r\n" + b"a: bcdefgh\r\n" * 100_000 + b"\r\n"),
        "damaged",
        "not proper HTTP",
    ),
    "a length that is announced and too much": (
        after(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 99999999999\r\n\r\n"),
        "size",
        "announces 99,999,999,999 bytes",
    ),
    "a length that never comes": (after(TEN, b"abc"), "damaged", "without sending complete message body"),
    "a length that is no number": (
        after(b"HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\nabc"),
        "damaged",
        "not proper HTTP",
    ),
    "two lengths": (
        after(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd"),
        "damaged",
        "not proper",
    ),
    "truncated chunks": (after(CHUNKED, b"5\r\nab"), "damaged", "peer closed connection"),
    "malformed chunks": (after(CHUNKED, b"zz\r\nab\r\n"), "damaged", "not proper HTTP"),
    "no HTTP at all": (after(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), "damaged", "not proper HTTP"),
    "a reset before the headers": (after(end="reset"), "damaged|connect", ""),
    "a reset within the headers": (after(b"HTTP/1.1 200 OK\r\na:", end="reset"), "damaged|connect", ""),
    "a reset within the body": (after(TEN, b"abc", end="reset"), "damaged|connect", ""),
    "gzip that is none": (answer(b"plain", content_encoding="gzip"), "damaged", "damaged gzip data"),
    "gzip that is cut": (
        answer(gzip.compress(PAGE * 50)[:-20], content_encoding="gzip"),
        "damaged",
        "too early",
    ),
    "brotli that is none": (answer(b"\xff\xff plain", content_encoding="br"), "damaged", "damaged br data"),
    "zstd that is none": (answer(b"plain", content_encoding="zstd"), "damaged", "damaged zstd data"),
    "a coding nobody knows": (answer(b"plain", content_encoding="lzma"), "damaged", 'packed as "lzma"'),
    "a hundred codings": (
        answer(b"x", content_encoding=", ".join(["gzip"] * 100)),
        "damaged",
        "100 times over",
    ),
    "a picture": (answer(b"\x89PNG", content_type="image/png"), "content", "image/png"),
    "a picture that says it is a page": (answer(b"\x89PNG\r\n\x1a\n" + bytes(64)), "content", "a PNG image"),
    "nothing that is said or seen to be a page": (
        answer(b"just words", content_type="application/octet-stream"),
        "content",
        "neither HTML",
    ),
    "an error": (answer(b"no", "404 Not Found"), "status", "HTTP 404 Not Found"),
    "an answer without a page": (answer(b"", "206 Partial Content"), "status", "HTTP 206"),
    "a redirect to itself": (moved(URL), "redirects", "still redirected after 10 times"),
    "a redirect to this machine": (
        moved("http://127.0.0.1:8080/"),
        "address",
        "127.0.0.1 (a loopback address)",
    ),
    "a redirect to the cloud's keys": (
        moved("http://169.254.169.254/latest/meta-data"),
        "address",
        "169.254.169.254 (a link-local address)",
    ),
    "a redirect to this machine behind NAT64": (
        moved("http://[64:ff9b::7f00:1]/"),
        "address",
        "64:ff9b::7f00:1 (a NAT64 address)",
    ),
    "a redirect to this machine as a mapped address": (
        moved("http://[::ffff:127.0.0.1]/"),
        "address",
        "(an IPv4-mapped address)",
    ),
    "a redirect to a file": (moved("file:///etc/passwd"), "url", "not an address of the web"),
    "a redirect to a mail server": (moved("http://mail.example.org:25/"), "url", "port 25 belongs to"),
    "a redirect to nowhere": (moved("http://gone.invalid/"), "name", "gone.invalid is not known"),
}


@pytest.mark.parametrize("trick", REPERTOIRE)
def test_a_hostile_server_ends_in_the_ledger(trick, server, fetch, tmp_path):
    said, kinds, text = REPERTOIRE[trick]
    server.answers["/page"] = said

    with bounded():
        [outcome] = fetch(URL, settings=QUICK_ONCE)

    kind, reason = error_in_ledger(tmp_path)
    assert kind in kinds.split("|")
    assert text in reason
    assert str(outcome.error) == reason
    assert " - " in reason  # what to do
    assert not list((tmp_path / "raw").rglob("*.html"))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_costs_no_more_than_its_limit(coding, server, fetch, tmp_path):
    server.answers["/page"] = answer(bomb(coding), content_encoding=coding)

    with bounded(mib=24):
        fetch(URL, settings=QUICK_ONCE)

    kind, reason = error_in_ledger(tmp_path)
    assert kind == "size"
    assert "once unpacked" in reason


def test_a_bomb_in_a_bomb_costs_no_more(server, fetch, tmp_path):
    server.answers["/page"] = answer(gzip.compress(bomb("gzip"), 1), content_encoding="gzip, gzip")

    with bounded(mib=24):
        fetch(URL, settings=QUICK_ONCE)

    assert error_in_ledger(tmp_path)[0] == "size"


def test_a_name_that_changes_its_address_is_dialled_where_it_was_checked(server, fetch):
    addresses = iter([["93.184.1.1"], ["127.0.0.1"], ["127.0.0.1"]])
    server.names = _Rebinding(addresses)
    server.answers["/page"] = answer(connection="close")

    fetch("http://rebind.example.org/page")

    # robots.txt was asked at the first address; the second time the name led here, and nobody was dialled.
    assert server.dialled == [("93.184.1.1", 80)] or set(server.dialled) == {("93.184.1.1", 80)}
    assert all(address != "127.0.0.1" for address, _ in server.dialled)


class _Rebinding(dict):
    def __init__(self, addresses):
        self._addresses = addresses

    def get(self, host, default=None):
        return next(self._addresses, ["127.0.0.1"])


def test_of_several_addresses_only_the_public_ones_are_dialled(server, fetch):
    server.names = {"mixed.example.org": ["10.0.0.1", "::1", "93.184.215.14"]}
    server.answers["/page"] = answer()

    [outcome] = fetch("http://mixed.example.org/page")

    assert outcome.state == "new"
    assert {address for address, _ in server.dialled} == {"93.184.215.14"}


def test_a_private_address_is_dialled_where_that_is_allowed(server, tmp_path):
    server.answers["/page"] = answer()
    door = server.door(allow_private=True)

    [outcome] = outcomes(Order(Sources(["http://10.0.0.1/page"]), QUICK), door=door)

    assert outcome.error is not None
    assert outcome.error.kind != "address"
    assert server.dialled[0] == ("10.0.0.1", 80)


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-16", "x" * 5000, '"'])
def test_a_wrong_charset_label_keeps_nobody_from_storing(charset, server, fetch):
    server.answers["/page"] = answer(content_type=f"text/html; charset={charset}")

    [outcome] = fetch(URL)

    assert outcome.file.read_bytes() == PAGE


def test_a_server_that_cannot_be_trusted_is_not_asked(tls_server, trusting, tmp_path):
    tls_server.answers["/page"] = answer()
    door = tls_server.door(trusting)
    order = Order(Sources(["https://safe.example.org/page", "https://other.example.org/page"]), QUICK)

    found = {outcome.url: outcome for outcome in outcomes(order, door=door)}

    assert found["https://safe.example.org/page"].state == "new"
    error = found["https://other.example.org/page"].error
    assert error.kind == "tls"
    assert "Hostname mismatch" in str(error)
    assert {request.host for request in tls_server.log} == {"safe.example.org"}


def test_a_server_that_speaks_no_tls_is_told_so(server, fetch):
    server.tls_port, server.greeting = server.port, b"220 mail.example.org ESMTP\r\n"

    [outcome] = fetch("https://evil.example.org/page")

    assert outcome.error.kind == "tls"
    assert "no safe connection" in str(outcome.error)
