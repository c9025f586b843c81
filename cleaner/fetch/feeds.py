"""Feeds: the pages that an RSS, Atom or JSON feed lists, the feed found from a site's page too.

feedparser reads RSS and Atom, and says which date is an entry's. JSON Feed (https://jsonfeed.org/version/1.1)
is plain JSON. Of a page that is no feed the ones that it names are read:
`<link rel="alternate" type="application/rss+xml" href="...">`.
"""

from __future__ import annotations

import json
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cleaner.fetch.dates import date_of
from cleaner.fetch.failure import FetchError
from cleaner.fetch.settings import Limits
from cleaner.fetch.tags import head_tags
from cleaner.inputs.sniff import begins_as_page
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from cleaner.fetch.client import Answer
    from cleaner.fetch.session import Session

__all__ = ["feed"]

_LIMITS = Limits().of_size(8 * 1024 * 1024)
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")

Found = tuple[str, "datetime | None"]


async def feed(url: str, session: Session) -> AsyncIterator[Found]:
    """Address and date of each entry, in the feed's order; FetchError where there is no feed."""
    answer = (await session.get(url, limits=_LIMITS)).answer
    if begins_as_page(answer.body):
        named = next(_named(answer), None)
        if named is None:
            raise FetchError(url, "content", "a page that names no feed")
        answer = (await session.get(named, limits=_LIMITS)).answer
    for entry in _entries(answer):
        yield entry


def _named(answer: Answer) -> Iterator[str]:
    """The feeds that a page names."""
    for link in head_tags(answer.body, "link"):
        kind = link.get("type", "").strip().lower()
        if "alternate" in link.get("rel", "").lower().split() and kind in _TYPES:
            address = absolute(link.get("href"), answer.url)
            if address:
                yield address


def _entries(answer: Answer) -> Iterator[Found]:
    if answer.body.lstrip()[:1] == b"{":
        yield from _of_json(answer)
        return
    import feedparser

    read = feedparser.parse(
        answer.body,
        response_headers={
            "content-type": answer.header("content-type") or "",
            "content-location": answer.url,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not read.version and not read.entries:
        raise FetchError(answer.url, "content", "neither a feed nor a page that names one")
    for entry in read.entries:
        address = absolute(entry.get("link") or entry.get("id"), answer.url)
        if address:
            yield address, _moment(entry.get("published_parsed") or entry.get("updated_parsed"))


def _of_json(answer: Answer) -> Iterator[Found]:
    try:
        read = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise FetchError(answer.url, "content", f"a JSON feed that is no JSON ({error})") from error
    items = read.get("items") if "jsonfeed.org" in str(read.get("version")) else None
    if not isinstance(items, list):
        raise FetchError(answer.url, "content", "JSON, but no JSON Feed")
    for item in items:
        if not isinstance(item, dict):
            continue
        address = absolute(str(item.get("url") or item.get("external_url") or ""), answer.url)
        if address:
            yield address, date_of(str(item.get("date_published") or item.get("date_modified") or ""))


def _moment(parsed: Any) -> datetime | None:
    """A time tuple of feedparser's, which is in UTC."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
