"""What a page calls the day beside it: of its publication or of an update, in the words of `events.txt`."""

from __future__ import annotations

import re

from cleaner.metadata.tables import lines
from cleaner.patterns import pattern

__all__ = ["PUBLISHED", "UPDATED", "said"]


def _words(event: str) -> str:
    """The words for an event in all languages, as a regular expression."""
    named = (line.partition(": ")[2] for line in lines("events.txt") if line.startswith(event))
    words = dict.fromkeys(word.strip() for group in named for word in group.split(","))
    return "|".join(
        rf"\b{re.escape(word[:-1])}\b" if word.endswith("$") else re.escape(word) for word in words
    )


PUBLISHED = pattern(_words("published"), re.I)
UPDATED = pattern(_words("updated"), re.I)
_EITHER = pattern(rf"(?P<published>{_words('published')})|(?P<updated>{_words('updated')})", re.I)


def said(before: str) -> str | None:
    """The event that the text before a date calls last, "published" or "updated"; None for no word of either.

    >>> said("Updated March 5, published"), said("Son Güncelleme: "), said("By Ann Roe, ")
    ('published', 'updated', None)
    """
    last = None
    for last in _EITHER.finditer(before):  # noqa: B007
        pass
    return last.lastgroup if last else None
