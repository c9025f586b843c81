"""Sentences that sites print word for word: affiliate notices, licences, offers, requests to sign in.

The words lie in `stock.toml`. They are no columns of the model's, so a line can be added without training it.
"""

from __future__ import annotations

from functools import lru_cache

from cleaner.features import shape, wordlists
from cleaner.features.beginnings import Beginnings
from cleaner.features.phrase import QUOTED
from cleaner.text import fold

__all__ = ["WHY", "printed", "stock"]

_SENTENCES = Beginnings(wordlists.table("stock.toml")["sentences"])
_MAX_CHARS, _MAX_WORDS = 600, 90
_OPENING = 4  # characters, of which folding leaves two at least
_LONG_WORD = 15  # characters, on average: without spaces between words


WHY = "a sentence that sites print on every page"


def printed(text: str, tag: str) -> str:
    """As `stock`, but "" inside an element in which a word alone is content."""
    return "" if tag in QUOTED else stock(text)


@lru_cache(maxsize=4_000)
def stock(text: str) -> str:
    """The role of a block that begins with such a sentence and says little else, "" for others.

    >>> stock("This post may contain affiliate links."), stock("This post may contain nuts.")
    ('legal', '')
    """
    size = len(text)
    if size > _MAX_CHARS or text.count(" ") > _MAX_WORDS:
        return ""
    beginnings = _SENTENCES.of(fold(text[:_OPENING]))
    if not beginnings:
        return ""
    folded = text.lower() if text.isascii() else fold(text)
    words = text.count(" ") + 1
    if words * _LONG_WORD < size and not text.isascii():
        words = int(shape.length(text))
    for matches, role, limit in beginnings:
        if words <= limit and matches(folded):
            return role
    return ""
