"""Links that lead to a place on the page itself, however they are written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cleaner.urls import absolute

if TYPE_CHECKING:
    from cleaner.types import Page

__all__ = ["Here"]


class Here:
    """The addresses of a page: its own, and those that it declares (canonical, OpenGraph)."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known = {"": True, (page.url or "").partition("#")[0]: True}

    def fragment(self, href: str | None) -> str:
        """The place on the page that a link leads to; "" for a link that leads elsewhere."""
        if not href or "#" not in href:
            return ""
        before, _, fragment = href.partition("#")
        if not fragment:
            return ""
        found = self._known.get(before)
        if found is None:
            found = self._known[before] = _bare(absolute(before, self._base)) in self._addresses
        return unquote(fragment) if found else ""

    @cached_property
    def _base(self) -> str | None:
        return absolute(self._page.url) or next(iter(self._declared), None)

    @cached_property
    def _declared(self) -> list[str]:
        if self._page.tree is None:
            return []
        nodes = self._page.tree.nodes
        found = []
        for tag, attributes in zip(nodes.tags, nodes.attributes, strict=True):
            if tag == "link" and (attributes.get("rel") or "").casefold() == "canonical":
                found.append(attributes.get("href"))
            elif tag == "meta" and attributes.get("property") == "og:url":
                found.append(attributes.get("content"))
        return [address for href in found if (address := absolute(href, absolute(self._page.url)))]

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(filter(None, map(_bare, (absolute(self._page.url), *self._declared))))


def _bare(address: str | None) -> str:
    """An address without what sites write now so, now so: scheme, "www.", and a slash at its end."""
    if not address:
        return ""
    parts = urlsplit(address.partition("#")[0])
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
