"""Addresses of links and images: absolute, of a harmless kind, and safe between Markdown's parentheses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.urls import MAX_CHARS, absolute

if TYPE_CHECKING:
    from cleaner.types import Page

__all__ = ["Addresses"]

# Addresses that need no second look: no escapes, no parentheses, no entities, no path to resolve.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.:-]+(?:[/?#][\w./:?=&#%+,@~!$-]*)?\Z")
_ROOTED = re.compile(r"/(?![/.])[\w/?=&#%+,@~!$-]*(?:\.\w+)?\Z")
_WEB = re.compile(r"https?://[^/?#\s]", re.I)
_REWRITTEN = str.maketrans({character: f"%{ord(character):02X}" for character in ' <>()[]{}|\\^`"*'})
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Addresses:
    """The addresses on a page, if its own one is known or it says what they are relative to."""

    def __init__(self, page: Page) -> None:
        base = page.url if page.url and _WEB.match(page.url) else None
        self._here = f"{base.partition('#')[0]}#" if base else None
        nodes = page.tree.nodes if page.tree is not None else None
        if nodes is not None and "base" in nodes.tags:
            stated = nodes.attributes[nodes.tags.index("base")].get("href")
            base = absolute(stated, base) or base
        self._base = base
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

    def is_here(self, address: str) -> bool:
        """True for a link of `link` that leads to a place on the page itself."""
        return self._here is not None and address.startswith(self._here)

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
