"""A document as an HTML `<article>`: what the formats `html` and `embed` have in common.

Rendered from the document's Markdown, in which everything is escaped that the cleaner did not write itself.
No script, style, handler, form or frame can be in it. Ids begin with the document's own, so that several may
stand on one page; links open no way back and pass no weight on; pictures are asked for without a referrer.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from cleaner.outputs.reading import ALLOWED_LINK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from cleaner.types import Document

__all__ = ["article", "language_of"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_LINK = 'rel="nofollow ugc noopener noreferrer"'


def article(document: Document, renderer: MarkdownIt) -> str:
    """The title, where it comes from, and the text; `renderer` is a `reading.reader`."""
    said = [", ".join(document.authors), document.site_name, document.published]
    source = " · ".join(escape(value) for value in said if value)
    if document.url and ALLOWED_LINK.match(document.url):
        address = escape(document.url)
        source += f'{" · " if source else ""}<a href="{address}" {_LINK}>{address}</a>'
    language = language_of(document)
    parts = [
        f'<article lang="{language}" dir="auto">\n' if language else '<article dir="auto">\n',
        f"<h1>{escape(document.title)}</h1>\n" if document.title else "",
        f'<p class="source">{source}</p>\n' if source else "",
        renderer.render(document.markdown, {"document": document.id}),
        "</article>\n",
    ]
    return "".join(parts)


def language_of(document: Document) -> str | None:
    """The document's language, if it is one in form."""
    return document.language if document.language and _LANGUAGE.match(document.language) else None
