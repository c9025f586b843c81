"""A page that stands alone: metadata in its head, the article below, no script, nothing that runs.

Rendered from the document's Markdown, in which everything is escaped that the cleaner did not write itself.
Pictures stay where they are on the web. A content security policy forbids everything else.

Example: `cleaner clean page.html --format html -o page.clean.html`
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING

from cleaner.outputs.reading import ALLOWED_LINK, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "html"
SUFFIX = ".html"
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.05em/1.6 Georgia,serif}"
    "img{max-width:100%;height:auto}pre{overflow-x:auto}table{border-collapse:collapse}"
    "td,th{border:1px solid #ccc;padding:.2em .6em}blockquote{margin-left:0;padding-left:1em;"
    "border-left:3px solid #ccc}.source,.note{color:#555;font-size:.9em}article+article{margin-top:4em}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; img-src http: https:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def write_one(document: Document) -> str:
    """The whole page."""
    return "".join([*_head(document), _article(document, reader()), "</body>\n</html>\n"])


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """One page with an article a document; the head is that of no document in particular."""
    renderer = reader()
    yield from _head(None)
    for document in documents:
        yield _article(document, renderer)
    yield "</body>\n</html>\n"


def _head(document: Document | None) -> list[str]:
    language = document.language if document else None
    known = language if language and _LANGUAGE.match(language) else None
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{known}">' if known else "<html>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title or document.url or '' if document else 'Documents')}</title>",
    ]
    if document:
        said = [
            *(("author", author) for author in document.authors),
            ("date", document.published),
            ("description", document.description),
            ("keywords", ", ".join(document.tags)),
        ]
        lines += [f'<meta name="{name}" content="{escape(value)}">' for name, value in said if value]
        address = document.canonical_url or document.url
        if address and ALLOWED_LINK.match(address):
            lines.append(f'<link rel="canonical" href="{escape(address)}">')
    lines += [f"<style>{_STYLE}</style>", "</head>", "<body>"]
    return [line + "\n" for line in lines]


def _article(document: Document, renderer: MarkdownIt) -> str:
    said = [", ".join(document.authors), document.site_name, document.published]
    source = " · ".join(escape(value) for value in said if value)
    if document.url and ALLOWED_LINK.match(document.url):
        address = escape(document.url)
        source += f'{" · " if source else ""}<a href="{address}">{address}</a>'
    parts = [
        "<article>\n",
        f"<h1>{escape(document.title)}</h1>\n" if document.title else "",
        f'<p class="source">{source}</p>\n' if source else "",
        renderer.render(document.markdown),
        "</article>\n",
    ]
    return "".join(parts)
