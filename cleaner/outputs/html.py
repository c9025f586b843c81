"""A page that stands alone: metadata in its head, the article below, no script, nothing that runs.

The article is that of the format `embed`. Pictures stay where they are on the web; a content security policy
forbids everything else.

Example: `cleaner clean page.html --format html -o page.clean.html`
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from cleaner.outputs.article import article, language_of
from cleaner.outputs.reading import ALLOWED_LINK, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def write_one(document: Document) -> str:
    """The whole page."""
    return "".join([*_head(document), article(document, reader()), "</body>\n</html>\n"])


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """One page with an article a document; the head is that of no document in particular."""
    renderer = reader()
    yield from _head(None)
    for document in documents:
        yield article(document, renderer)
    yield "</body>\n</html>\n"


def _head(document: Document | None) -> list[str]:
    language = language_of(document) if document else None
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">' if language else "<html>",
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
