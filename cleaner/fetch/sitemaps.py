"""Sitemaps (https://www.sitemaps.org/protocol.html): the pages that a site lists, with their dates.

An index leads to further ones; they are read one at a time, as their pages are wanted. Sitemaps come as XML,
packed or not, or as plain lists; news sitemaps have dates of their own. From a site's address the sitemaps
are found by its robots.txt, or where they lie by custom. A document type declaration has no place in a
sitemap, but would open the way to entities that grow: what has one is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.parsers import expat

from cleaner.errors import InputError
from cleaner.fetch.dates import date_of
from cleaner.fetch.failure import FetchError
from cleaner.fetch.settings import Limits
from cleaner.inputs.unpack import unpack
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from cleaner.fetch.client import Answer
    from cleaner.fetch.session import Session

__all__ = ["sitemap"]

_MAX_BYTES = 50 * 1024 * 1024  # sitemaps.org
_LIMITS = Limits().of_size(_MAX_BYTES)
_DEEPEST = 3  # an index in an index is not allowed, and exists
_MOST = 50_000  # sitemaps of one site
_FIELD_CHARS = 4000
_DATES = ("lastmod", "publication_date")

Found = tuple[str, "datetime | None"]


async def sitemap(
    url: str, session: Session, *, since: datetime | None = None
) -> AsyncIterator[Found | FetchError]:
    """Address and date of each page; an error for a part that cannot be had. FetchError for the whole.

    Parts of an index that have not changed `since` then are passed over.
    """
    waiting = [(address, 0) for address in reversed(await _starts(url, session))]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST:
        address, depth = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        try:
            pages, parts = _read((await session.get(address, limits=_LIMITS)).answer)
        except FetchError as error:
            if depth == 0:
                raise
            yield error
            continue
        for page in pages:
            yield page
        if depth < _DEEPEST:
            new = [part for part, date in parts if not (since and date and date < since)]
            waiting += [(part, depth + 1) for part in reversed(new)]


async def _starts(url: str, session: Session) -> list[str]:
    """The sitemaps that an address stands for: itself, or those of the site whose front page it is."""
    if urlsplit(url).path.strip("/"):
        return [url]
    named = [address for text in await session.sitemaps(url) if (address := absolute(text, url))]
    return named or [absolute("/sitemap.xml", url) or url]


def _read(answer: Answer) -> tuple[list[Found], list[Found]]:
    """The pages and the parts that a sitemap lists; FetchError for what is none."""
    try:
        body = unpack(answer.body, where=answer.url, limit=2 * _MAX_BYTES)
    except InputError as error:
        what = str(error).removeprefix(f"{answer.url}: ").partition(" - ")[0]
        raise FetchError(answer.url, "damaged", what) from error
    begin = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith((b"http://", b"https://")):
        lines = body.decode("utf-8", "replace").split()
        return [(address, None) for line in lines if (address := absolute(line))], []
    reader = _Reader(answer.url)
    try:
        reader.parse(body)
    except expat.ExpatError as error:
        # What came before the fault is as good as in a sitemap without one.
        if not reader.pages and not reader.parts:
            raise FetchError(answer.url, "content", f"no sitemap ({error})") from error
    if not reader.is_sitemap:
        raise FetchError(answer.url, "content", "XML, but no sitemap")
    return reader.pages, reader.parts


class _Reader:
    """What the elements of a sitemap say, gathered as they go by."""

    def __init__(self, url: str) -> None:
        self.pages: list[Found] = []
        self.parts: list[Found] = []
        self.is_sitemap = False
        self._url = url
        self._text: list[str] = []
        self._fields: dict[str, str] = {}

    def parse(self, body: bytes) -> None:
        """Reads it; ExpatError where it is no XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        parser.Parse(body, True)

    def _start(self, name: str, _: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self.is_sitemap = self.is_sitemap or tag in {"urlset", "sitemapindex"}
        if tag in {"url", "sitemap"}:
            self._fields = {}
        self._text.clear()

    def _end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        if tag in _DATES or (tag == "loc" and "image" not in space and "video" not in space):
            self._fields.setdefault(tag, "".join(self._text).strip()[:_FIELD_CHARS])
        elif tag in {"url", "sitemap"} and (address := absolute(self._fields.get("loc"), self._url)):
            date = next((found for field in _DATES if (found := date_of(self._fields.get(field)))), None)
            (self.pages if tag == "url" else self.parts).append((address, date))
        self._text.clear()

    def _refuse(self, *_: object) -> None:
        raise FetchError(self._url, "content", "a document type declaration in a sitemap")
