"""Items of microdata: which speak about the page, and which about what it reviews, links or pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata.jsonld import ARTICLES, FORUMS, PRODUCTS, WORKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.types import Nodes

__all__ = ["is_answer", "is_of_another", "of_headline", "scope"]

_MAX_LEVELS = 60  # between a property and its item; pages nest as deep as they like
_MAX_HEADINGS = 12
_NAME_NODES = 40  # behind an item's begin, where its own name stands
_ANSWERS = frozenset({"answer", "comment", "rating", "review", "usercomments"})  # itemtypes of schema.org
# Properties that are things of their own, with their own authors and dates: the book in a review, the photo.
_OTHER_WORKS = frozenset(
    "associatedmedia citation image isbasedon itemreviewed mentions thumbnail thumbnailurl video".split()
)
_MAIN = ARTICLES | FORUMS | PRODUCTS | WORKS  # what a page may be about


def scope(nodes: Nodes, node: int) -> int:
    """The item that a property belongs to; -1 for none."""
    for _ in range(_MAX_LEVELS):
        node = nodes.parents[node]
        if node < 0 or "itemscope" in nodes.attributes[node]:
            return node
    return -1


def of_headline(nodes: Nodes, headings: Iterable[int]) -> frozenset[int]:
    """The items that the headline lies in, where one of them is an article, a product or the like."""
    for _, heading in zip(range(_MAX_HEADINGS), headings, strict=False):
        items: set[int] = set()
        item = scope(nodes, heading)
        while item >= 0 and item not in items and len(items) < _MAX_LEVELS:
            items.add(item)
            item = scope(nodes, item)
        if any(_kind(nodes, one) in _MAIN for one in items):
            return frozenset(items)
    return frozenset()


def is_answer(nodes: Nodes, node: int) -> bool:
    """True for a property of another thing than the page's: of what is answered, reviewed or pictured.

    A review or a comment counts as one where it lies inside of what it is about.
    """
    item = scope(nodes, node)
    if item < 0:
        return False
    if not _OTHER_WORKS.isdisjoint((nodes.attributes[item].get("itemprop") or "").lower().split()):
        return True
    return _kind(nodes, item) in _ANSWERS and scope(nodes, item) >= 0


def is_of_another(nodes: Nodes, node: int, own: frozenset[int]) -> bool:
    """True for a property of an answer, or of a thing inside or beside the one with the headline.

    `own` are the items of the headline. What stands beside them is another thing where it has a name of its
    own, or is a review: themes mark up one article in two items, of which one has no name.
    """
    if is_answer(nodes, node):
        return True
    item = scope(nodes, node)
    if not own or item < 0 or item in own or _kind(nodes, item) not in _MAIN | _ANSWERS:
        return False
    return _kind(nodes, item) in _ANSWERS or scope(nodes, item) in own or _is_named(nodes, item)


def _is_named(nodes: Nodes, item: int) -> bool:
    inside = range(item + 1, min(nodes.ends[item], item + _NAME_NODES))
    named = (node for node in inside if nodes.attributes[node].get("itemprop") in ("headline", "name"))
    return any(scope(nodes, node) == item for node in named)


def _kind(nodes: Nodes, item: int) -> str:
    return (nodes.attributes[item].get("itemtype") or "").rpartition("/")[2].lower()
