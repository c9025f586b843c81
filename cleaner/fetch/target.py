"""Addresses as they are asked for: web addresses only, without credentials and fragments."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from cleaner.fetch.failure import FetchError
from cleaner.urls import absolute

__all__ = ["Target", "target"]

_DEFAULT_PORTS = {"http": 80, "https": 443}
# https://fetch.spec.whatwg.org/#port-blocking: ports of other services, which a request could be taken for
# an order to. Written as there.
_BLOCKED_PORTS = frozenset(
    map(
        int,
        """
        0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115
        117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563
        587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667
        6668 6669 6679 6697 10080
        """.split(),
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a page is asked for."""

    url: str  # what is asked for, stored and told: no credentials, no fragment
    host: str  # whom politeness is owed to
    origin: str  # scheme, host and port: whom credentials and robots.txt belong to
    authorization: str | None = None  # the header that the address's credentials make


def target(url: str, base: str | None = None) -> Target:
    """An address ready to be asked for; FetchError where it is none.

    >>> target("HTTPS://ann:secret@Example.org:443/a b#top").url
    'https://example.org/a%20b'
    """
    found = absolute(url, base)
    if found is None:
        raise FetchError(url[:200], "url", "not an address of the web")
    try:
        parts = urlsplit(found)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one
        raise FetchError(found, "url", f"no address that can be asked for ({error})") from error
    if not ascii_host:
        raise FetchError(found, "url", "an address without a host")
    if port in _BLOCKED_PORTS:
        raise FetchError(found, "url", f"port {port} belongs to another service than the web's")
    place = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        place += f":{port}"
    # Signs that are no part of an address, as browsers send them; what is escaped stays so.
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._|[]") or "/"
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._|[]?{}^`\\")
    return Target(
        url=urlunsplit((parts.scheme, place, path, query, "")),
        host=ascii_host,
        origin=f"{parts.scheme}://{place}",
        authorization=_basic(parts.username, parts.password),
    )


def _basic(user: str | None, password: str | None) -> str | None:
    if user is None and password is None:
        return None
    pair = f"{unquote(user or '')}:{unquote(password or '')}"
    return "Basic " + b64encode(pair.encode()).decode()
