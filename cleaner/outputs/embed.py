"""A piece of HTML that is safe to put into a page of one's own: an `<article>`, without a head.

Nothing in it runs, whatever the page said, and no style of its own comes with it. Pictures stay where they
are on the web: a page that must not ask other servers for them says so in its content security policy.

Example: `cleaner clean page.html --format embed >> reader.html`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.outputs.article import article
from cleaner.outputs.reading import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "write_many", "write_one"]

NAME = "embed"
SUFFIX = ".embed.html"


def write_one(document: Document) -> str:
    """The article."""
    return article(document, reader())


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """An article a document."""
    renderer = reader()
    return (article(document, renderer) for document in documents)
