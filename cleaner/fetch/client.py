"""One request, one answer; with `transport` the only module that knows httpx.

Nothing is followed here and nothing tried again: each hop of a redirect is a request of its own, asked with
the politeness (`gates`, `robots`) and checked with the care (`network`) of the first. An answer is whole,
decoded and within its limits, or it is a FetchError.
"""

from __future__ import annotations

import ssl
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import anyio
import httpcore
import httpx

from cleaner.fetch.decoding import CODINGS, DecodingError, decoder
from cleaner.fetch.failure import FetchError
from cleaner.fetch.network import Allowance, Network, allowance
from cleaner.fetch.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from cleaner.fetch.settings import Limits, Settings

__all__ = ["Answer", "Ask", "Client"]

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_ACCEPT_ENCODING = ", ".join(name for name in CODINGS if not name.startswith("x-"))
_DRAINED_BYTES = 64 * 1024  # of an error page, read for the sake of its connection
_HEADERS_BYTES = 128 * 1024  # h11 stops at 100 KiB, h2 at 64
_MOST_JARS = 2000
_MOST_COOKIES, _COOKIE_BYTES = 50, 8192  # of a host; RFC 6265 asks for at least 50


@dataclass(frozen=True, slots=True)
class Ask:
    """A request."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    limits: Limits | None = None  # where they are not those of the run
    wanted: Callable[[Answer], None] | None = (
        None  # looks at the headers; FetchError where it has seen enough
    )
    head_only: bool = False  # of a body that is too long its beginning will do


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; the body is empty but for status 200."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case
    body: bytes  # content codings undone
    sent: tuple[tuple[str, str], ...]  # our own headers
    phrase: str = ""  # behind the status, where the protocol has one
    address: str | None = None  # of the server

    def header(self, name: str) -> str | None:
        """The header's value, several of one name joined; None where it was not sent."""
        found = [value for key, value in self.headers if key == name]
        return ", ".join(found) if found else None


class Client:
    """Connections that are kept and reused, and the cookies of this run, host by host."""

    def __init__(
        self, settings: Settings, network: Network | None = None, ssl_context: ssl.SSLContext | None = None
    ) -> None:
        self._limits = settings.limits
        self._jars: OrderedDict[str, httpx.Cookies] = OrderedDict()
        transport = Transport(
            network or Network(settings.allow_private),
            ssl_context or httpx.create_ssl_context(),
            connections=settings.hosts_at_once,
        )
        headers = {
            "User-Agent": settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": _ACCEPT_ENCODING,
            "Accept-Language": "*",
        }
        # No jar of its own, no proxy, no .netrc: a host gets what is its own and nothing else.
        self._http = httpx.AsyncClient(
            transport=transport, headers=headers, cookies=_no_cookies(), trust_env=False
        )

    async def __aenter__(self) -> Client:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    async def get(self, ask: Ask) -> Answer:
        """The answer to a request, whatever its status; FetchError where none comes, or none is wanted."""
        limits = ask.limits or self._limits
        token = allowance.set(Allowance(ask.url, limits.raw_bytes + _HEADERS_BYTES))
        try:
            with _explained(ask.url, limits), anyio.fail_after(limits.total_s):
                return await self._exchange(ask, limits)
        finally:
            allowance.reset(token)

    async def _exchange(self, ask: Ask, limits: Limits) -> Answer:
        timeout = httpx.Timeout(limits.read_s, connect=limits.connect_s, pool=None)
        request = self._http.build_request("GET", ask.url, headers=dict(ask.headers), timeout=timeout)
        jar = self._jar(request.url.host)
        if jar:
            jar.set_cookie_header(request)
        response = await self._http.send(request, stream=True)
        try:
            if "set-cookie" in response.headers:
                jar.extract_cookies(response)
                _bound(jar)
            answer = _answer(ask.url, request, response)
            if answer.status != httpx.codes.OK:
                await _drain(response)
                return answer
            if ask.wanted is not None:
                ask.wanted(answer)
            return replace(answer, body=await _body(ask, response, limits))
        finally:
            await response.aclose()

    def _jar(self, host: str) -> httpx.Cookies:
        """The host's own cookies: what another one sets for `Domain=.example.org` is not in it."""
        jar = self._jars.pop(host, None)
        self._jars[host] = jar = httpx.Cookies() if jar is None else jar
        if len(self._jars) > _MOST_JARS:
            self._jars.popitem(last=False)
        return jar


def _answer(url: str, request: httpx.Request, response: httpx.Response) -> Answer:
    stream = response.extensions.get("network_stream")
    server = stream.get_extra_info("server_addr") if stream is not None else None
    return Answer(
        url=url,
        status=response.status_code,
        headers=_pairs(response.headers),
        body=b"",
        sent=_pairs(request.headers),
        phrase=response.reason_phrase,
        address=str(server[0]) if server else None,
    )


def _pairs(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1").strip()) for name, value in headers.raw
    )


async def _body(ask: Ask, response: httpx.Response, limits: Limits) -> bytes:
    """The whole body, decoded."""
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limits.raw_bytes and not ask.head_only:
        raise FetchError(ask.url, "size", f"the server announces {int(length[:20]):,} bytes")
    whole = bytearray()
    try:
        undo = decoder(response.headers.get("content-encoding", ""))
        async for data in response.aiter_raw():
            for piece in undo.feed(data):
                whole += piece
                if len(whole) > limits.decoded_bytes:
                    if ask.head_only:
                        return bytes(whole[: limits.decoded_bytes])
                    raise FetchError(
                        ask.url, "size", f"more than {limits.decoded_bytes:,} bytes once unpacked"
                    )
        undo.finish()
    except DecodingError as error:
        packed = response.headers.get("content-encoding", "")[:40]
        raise FetchError(ask.url, "damaged", f"damaged {packed} data: {error}", again=True) from error
    return bytes(whole)


async def _drain(response: httpx.Response) -> None:
    """Reads a short body that nobody wants, so that its connection can be used again."""
    length = response.headers.get("content-length", "")
    if not length.isdecimal() or int(length[:20]) > _DRAINED_BYTES:
        return
    async for _ in response.aiter_raw():
        pass


@contextmanager
def _explained(url: str, limits: Limits) -> Iterator[None]:
    """Whatever httpx and httpcore raise, as a FetchError that says what happened."""
    try:
        yield
    except TimeoutError as error:
        raise FetchError(url, "time", f"not done after {limits.total_s:g} s", again=True) from error
    except httpcore.ConnectTimeout as error:
        raise FetchError(url, "time", f"no connection within {limits.connect_s:g} s", again=True) from error
    except httpcore.TimeoutException as error:
        raise FetchError(url, "time", f"nothing came for {limits.read_s:g} s", again=True) from error
    except (ssl.SSLError, httpcore.ConnectError) as error:
        raise _unconnected(url, error) from error
    except httpcore.NetworkError as error:
        said = f"the connection broke off ({_said(error)})"
        raise FetchError(url, "connect", said, again=True) from error
    except httpcore.RemoteProtocolError as error:
        if "Server disconnected" in str(error):  # httpcore has no class of its own for it
            raise FetchError(url, "connect", "the server hung up without an answer", again=True) from error
        raise FetchError(url, "damaged", f"not proper HTTP: {_said(error)}", again=True) from error
    except (
        httpx.InvalidURL,
        httpcore.UnsupportedProtocol,
        httpcore.LocalProtocolError,
        UnicodeError,
    ) as error:
        raise FetchError(url, "url", f"no address that can be asked for ({_said(error)})") from error


def _unconnected(url: str, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            said = getattr(cause, "verify_message", None) or cause.reason or str(cause)
            return FetchError(url, "tls", f"no safe connection ({said})")
        cause = cause.__cause__ or cause.__context__
    return FetchError(url, "connect", f"no connection ({_said(error)})", again=True)


def _said(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__


def _bound(jar: httpx.Cookies) -> None:
    """Forgets the cookies of a host that sends more than anybody needs."""
    cookies = list(jar.jar)
    size = sum(len(cookie.name) + len(cookie.value or "") for cookie in cookies)
    if len(cookies) > _MOST_COOKIES or size > _COOKIE_BYTES:
        jar.clear()


def _no_cookies() -> CookieJar:
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=()))
