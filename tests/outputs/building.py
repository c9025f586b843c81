"""Documents for the writers, one with everything a page may say and one of a page that says nothing."""

from __future__ import annotations

from dataclasses import replace

from cleaner.types import Document, Metadata
from tests.assemble.building import document_of, page_of

METADATA = Metadata(
    canonical_url="https://example.org/huts",
    title="Ten huts in the Alps",
    description="Where to sleep high up.",
    site_name="Example Trails",
    authors=("Mara Quill", "Ivo Brandt"),
    tags=("alpine huts", "#hiking"),
    published="2024-05-02",
    language="en-GB",
    page_type="article",
)
ARTICLE = (
    "<h2>The first</h2><p>A <b>hut</b> at <a href='/x'>the lake</a>, H<sub>2</sub>O nearby.<ul><li>beds</ul>"
    "<table><tr><th>Hut<th>Beds<tr><td>Upper<td>12</table><pre>x &lt; y</pre>"
    "<p>&lt;script>alert(1)&lt;/script>"
    "<p>Share this"
)


def full(**other: object) -> Document:
    page = page_of(ARTICLE, path="raw/huts.html")
    return replace(document_of(page, metadata=METADATA, drop={"Share": "share"}), **other)  # type: ignore[arg-type]


def silent() -> Document:
    return document_of(page_of("<p> ", url=None))
