"""Pages written in a test, and what their metadata comes to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleaner.metadata import candidates, merge
from cleaner.metadata.scene import Scene
from cleaner.page import segment
from cleaner.page.dom import parse
from cleaner.types import Page, RawPage

if TYPE_CHECKING:
    from cleaner.types import Candidate, Metadata

URL = "https://www.alpine-example.org/story"
LONG = "The path climbs through the larches for an hour and then gives up, as paths do in this valley. " * 4


def html_page(head: str = "", body: str = "", *, url: str | None = URL, lang: str = "en") -> Page:
    """A page with this head and body."""
    text = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return source_page(text, url=url)


def source_page(text: str, *, url: str | None = URL, captured_at: str | None = None) -> Page:
    """A page of this whole source."""
    raw = RawPage(text.encode(), "text/html", url=url, captured_at=captured_at)
    return Page(raw, text, "utf-8", parse(text), url=url)


def dump_page(text: str) -> Page:
    """A text dump."""
    return Page(RawPage(text.encode(), "text/plain"), text, "utf-8", None)


def found_in(page: Page) -> list[Candidate]:
    """Every candidate of a page."""
    return candidates(page, segment(page))


def metadata_of(page: Page) -> Metadata:
    """What is decided on a page."""
    return merge(found_in(page), page)


def scene_of(page: Page) -> Scene:
    """A page as the readers see it."""
    assert page.tree is not None
    return Scene(page, page.tree)


def jsonld(value: Any) -> str:
    """A script with this value."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def article(**more: Any) -> dict[str, Any]:
    """A JSON-LD article with a headline."""
    return {"@type": "NewsArticle", "headline": "Ten huts in the Alps", **more}
