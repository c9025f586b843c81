"""Where on a page a date is the page's own: where bylines stand, between the headline and the article.

Anywhere else a day is one that the page tells of: of a picture, a trip, a meeting, a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata.leads import BY, LEAD
from cleaner.patterns import pattern

if TYPE_CHECKING:
    from cleaner.types import Nodes

__all__ = [
    "BYLINE_CHARS",
    "article_begins",
    "begins_sentence",
    "is_exhibit",
    "is_masthead",
    "says_little_else",
]

# Of the standfirst and the byline: beyond so much text the article has begun. One annotated day of the
# corpora (1,589 pages have one, 2026-11) stands further behind and is lost.
BYLINE_CHARS = 1000
_BYLINE_NODES = 400  # and within so many nodes, however little they say
_TRAIL_LINKS = 3  # a trail may stand between a date and its headline; a menu has more links
_LEVELS = 5  # from a date up to its figure or its row
_CAPTIONS = frozenset({"figcaption", "figure", "caption", "dl"})
_SUBHEADINGS = frozenset({"h2", "h3"})  # of a chronicle; h4 to h6 hold bylines
_LOWER = r"(?![^\W\d_]*[A-Z])[a-zß-öø-ÿа-яёіїєα-ωά-ώ]{2,}"
_LOWER_WORD = pattern(rf"(?<![\w'’.]){_LOWER}(?!\w)")
_COUNTED = pattern(r"\b\d+\+?[\s-]*[^\W\d_]+(?:\s+[^\W\d_]+)?")  # "6 comments", "5 min read"
_GOES_ON = pattern(rf"\s+{_LOWER}(?:\s+\w+){{2}}")
_NAME_CHARS = 50  # of "By" and a name, which may be an account's in small letters
_NAMING = pattern(r"\s*[^\W\d_][^:\uff1a]{1,30}[:\uff1a]\s*$")


def article_begins(nodes: Nodes, headline: int) -> int:
    """The first node behind the byline of a headline, by how much text stands between."""
    end = min(nodes.ends[headline] + _BYLINE_NODES, len(nodes))
    chars = 0
    for node in range(nodes.ends[headline], end):
        chars += len(nodes.texts[node].strip())
        if chars > BYLINE_CHARS:
            return node
    return end


def is_masthead(nodes: Nodes, node: int, headline: int) -> bool:
    """True for what has the menu between it and the headline below."""
    between = nodes.tags[node:headline]
    return "nav" in between and between.count("a") > _TRAIL_LINKS


def is_exhibit(nodes: Nodes, node: int, headline: int) -> bool:
    """True in a caption, in a row that says what it holds, and in a subheading behind the headline."""
    for _ in range(_LEVELS):
        if node < 0 or node < headline < nodes.ends[node]:
            return False
        tag = nodes.tags[node]
        if tag in _CAPTIONS or "caption" in (nodes.attributes[node].get("class") or ""):
            return True
        if tag in _SUBHEADINGS and node > headline:
            return True
        if tag == "tr" and "th" in nodes.tags[node : nodes.ends[node]]:
            return True
        node = nodes.parents[node]
    return False


def begins_sentence(after: str) -> bool:
    """True where a line goes on in words behind its date: it says what happened then.

    >>> begins_sentence(" the ferry made her first trip."), begins_sentence(" | our man in Oban")
    (True, False)
    """
    return _GOES_ON.match(after) is not None and BY.match(after) is None


def says_little_else(before: str, after: str) -> bool:
    """True where beside the date stand no more than a name, a house, a count; False in a sentence.

    >>> says_little_else("By Ann Roe, ", " | 5 min read"), says_little_else("On ", " the ferry sailed")
    (True, False)
    >>> says_little_else("First trip: ", "")
    False
    """
    named = LEAD.match(before) and len(before) <= _NAME_CHARS
    if not named and (_LOWER_WORD.search(before) or _NAMING.match(before)):
        return False
    signed = BY.search(after)
    return not _LOWER_WORD.search(_COUNTED.sub(" ", after[: signed.start()] if signed else after))
