"""Addresses of the web: absolute, or none. Everything in a page is hostile, its addresses too."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from cleaner.text import safe

__all__ = ["MAX_CHARS", "absolute", "host"]

MAX_CHARS = 4000  # what is longer carries data, not an address
_WEB = ("http", "https")


def absolute(address: str | None, base: str | None = None, *, schemes: tuple[str, ...] = _WEB) -> str | None:
    r"""The address, resolved against `base` if it is relative; None unless its scheme is one of `schemes`.

    >>> absolute("../b", "https://example.org/a/c"), absolute("java\nscript:alert(1)", "https://example.org")
    ('https://example.org/b', None)
    """
    if not address or len(address) > MAX_CHARS:
        return None
    # Browsers drop tabs and line ends wherever they are: "java\nscript:" is a script.
    address = safe(address).replace("\t", "").replace("\n", "").strip()
    try:
        found = urljoin(base, address) if base else address
        parts = urlsplit(found)
    except ValueError:
        return None
    if parts.scheme not in schemes or not (parts.netloc if parts.scheme in _WEB else parts.path):
        return None
    return found.replace(" ", "%20")  # as browsers ask for it


def host(url: str | None) -> str:
    """The host of an address in lower case, "" where it has none.

    >>> host("https://Hikes.example.org:8080/a")
    'hikes.example.org'
    """
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
