"""Addresses of links and images: absolute, of a harmless kind, and safe between Markdown's parentheses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.urls import MAX_CHARS, absolute

if TYPE_CHECKING:
    from cleaner.types import Nodes, Page

__all__ = ["Addresses"]

# Addresses that need no second look: no escapes, no parentheses, no entities, no path to resolve.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.:-]+(?:[/?#][\w./:?=&#%+,@~!$-]*)?\Z")
_ROOTED = re.compile(r"/(?![/.])[\w./?=&#%+,@~!$-]*\Z")
_PLACE = re.compile(r"#[\w.-]+\Z")
_RELATIVE = frozenset("/.?#")  # what such an address begins with, where it has no scheme
_BASE_NODES = 1000  # it stands before all addresses but those of styles and scripts
_WEB = re.compile(r"https?://[^/?#\s]", re.I)
_REWRITTEN = str.maketrans({character: f"%{ord(character):02X}" for character in ' <>()[]{}|\\^`"*'})
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Addresses:
    """The addresses on a page, if its own one is known or it says what they are relative to."""

    def __init__(self, page: Page) -> None:
        base = page.url if page.url and _WEB.match(page.url) else None
        self._here = f"{base.partition('#')[0]}#" if base else None
        self._base = absolute(_stated(page.tree.nodes), base) or base if page.tree is not None else base
        self._origin = self._origin_of(self._base)
        # What stands before a place on the page, where it needs no escapes.
        self._top = base.partition("#")[0] if base and base == self._base and _PLAIN.match(base) else None

    @staticmethod
    def _origin_of(base: str | None) -> str | None:
        try:
            parts = urlsplit(base or "")
        except ValueError:
            return None
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None

    def link(self, href: str | None) -> str | None:
        """Where a link leads, as Markdown's destination; None unless it is http, https or mailto."""
        return (self._quick(href) or self._absolute(href, mail=True)) if href else None

    def image(self, source: str | None) -> str | None:
        """Where a picture lies, as Markdown's destination; None unless it is http or https."""
        return (self._quick(source) or self._absolute(source, mail=False)) if source else None

    def is_here(self, address: str) -> bool:
        """True for a link of `link` that leads to a place on the page itself."""
        return self._here is not None and address.startswith(self._here)

    def _quick(self, address: str) -> str | None:
        if len(address) > MAX_CHARS:
            return None
        if address[0] == "/":
            rooted = self._origin and "/." not in address and _ROOTED.match(address)
            return f"{self._origin}{address}" if rooted else None
        if address[0] == "#":
            return self._top + address if self._top and _PLACE.match(address) else None
        return address if _PLAIN.match(address) else None

    def _absolute(self, address: str, *, mail: bool) -> str | None:
        if self._base is None and address[0] in _RELATIVE:
            return None
        schemes = ("http", "https", "mailto") if mail else ("http", "https")
        found = absolute(address, self._base, schemes=schemes)
        return _ENTITY.sub("&amp;", found.translate(_REWRITTEN)) if found else None


def _stated(nodes: Nodes) -> str | None:
    """What the head of the page says that its addresses are relative to."""
    first = nodes.tags[:_BASE_NODES]
    return nodes.attributes[first.index("base")].get("href") if "base" in first else None
