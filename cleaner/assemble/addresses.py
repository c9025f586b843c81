"""Addresses of links and images: absolute, of a harmless kind, and safe between Markdown's parentheses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cleaner.urls import MAX_CHARS, absolute

__all__ = ["Addresses"]

# Addresses that need no second look: no escapes, no parentheses, no entities, no path to resolve.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.:-]+(?:[/?#][\w./:?=&#%+,@~!$-]*)?\Z")
_ROOTED = re.compile(r"/(?![/.])[\w/?=&#%+,@~!$-]*(?:\.\w+)?\Z")
_WEB = re.compile(r"https?://[^/?#\s]", re.I)
_REWRITTEN = str.maketrans({character: f"%{ord(character):02X}" for character in ' <>()[]{}|\\^`"*'})
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Addresses:
    """The addresses on a page whose own one is `base`, if that is known."""

    def __init__(self, base: str | None) -> None:
        self._base = base if base and _WEB.match(base) else None
        self._origin = self._origin_of(self._base)

    @staticmethod
    def _origin_of(base: str | None) -> str | None:
        try:
            parts = urlsplit(base or "")
        except ValueError:
            return None
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None

    def link(self, href: str | None) -> str | None:
        """Where a link leads, as Markdown's destination; None unless it is http, https or mailto."""
        return self._quick(href) or self._absolute(href, mail=True)

    def image(self, source: str | None) -> str | None:
        """Where a picture lies, as Markdown's destination; None unless it is http or https."""
        return self._quick(source) or self._absolute(source, mail=False)

    def _quick(self, address: str | None) -> str | None:
        if not address or len(address) > MAX_CHARS:
            return None
        if address[0] == "/":
            return self._origin + address if self._origin and _ROOTED.match(address) else None
        return address if _PLAIN.match(address) else None

    def _absolute(self, address: str | None, *, mail: bool) -> str | None:
        schemes = ("http", "https", "mailto") if mail else ("http", "https")
        found = absolute(address, self._base, schemes=schemes)
        return _ENTITY.sub("&amp;", found.translate(_REWRITTEN)) if found else None
