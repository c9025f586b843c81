"""JSON-LD: what the page tells search engines about itself, however badly it was written down.

`page/loose.py` reads the scripts; `things` walks their values for typed nodes; `best` picks the one that
speaks about this page. Nothing here recurses: pages nest as deep as they like.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cleaner.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "ARTICLES",
    "FORUMS",
    "PAGE_TYPE",
    "PRODUCTS",
    "WORKS",
    "Thing",
    "best",
    "names",
    "text_of",
    "texts_of",
    "things",
]

# schema.org's article types, and how they are misspelt.
ARTICLES = frozenset(
    "advertisercontentarticle analysisnewsarticle article askpublicnewsarticle backgroundnewsarticle "
    "blogposting "
    "liveblogposting medicalscholarlyarticle newsarticle opinionnewsarticle report reportagenewsarticle "
    "reviewnewsarticle satiricalarticle scholarlyarticle socialmediaposting techarticle blog-posting "
    "newsarticles".split()
)
FORUMS = frozenset("discussionforumposting qapage question".split())
PRODUCTS = frozenset("product productgroup individualproduct productmodel vehicle car".split())
WORKS = frozenset(
    "recipe howto course book movie event jobposting podcastepisode softwareapplication creativework review "
    "videoobject dataset learningresource guide claimreview".split()
)
_PAGES = frozenset(
    "webpage itempage medicalwebpage aboutpage contactpage faqpage collectionpage profilepage "
    "searchresultspage checkoutpage".split()
)
_FAQ = "faqpage"
PAGE_TYPE = {
    **dict.fromkeys(ARTICLES, "article"), **dict.fromkeys(FORUMS, "forum"),
    **dict.fromkeys(PRODUCTS, "product"), "collectionpage": "collection",
}  # fmt: skip
# The keys under which a page's main thing may lie; behind any other key is some other thing.
_MAIN_KEYS = frozenset({"@graph", "mainentity", "mainentityofpage", "@set", "@list", ""})
_MAX_THINGS = 5_000  # of one page
_MAX_NAMES = 60
_ESCAPED_TWICE = pattern(r"\\u([0-9a-fA-F]{4})")
_TAG = pattern(r"<[^<>]{1,200}>")


@dataclass(frozen=True, slots=True)
class Thing:
    """One typed node of a page's JSON-LD."""

    types: tuple[str, ...]  # lower case, without the schema.org prefix
    data: dict[str, Any]
    nested: int  # how many keys away from where a page's main thing may lie

    @property
    def is_forum(self) -> bool:
        """True for a question or a thread."""
        return not FORUMS.isdisjoint(self.types)

    @property
    def is_page(self) -> bool:
        """True for a plain web page, whatever it is about."""
        return not _PAGES.isdisjoint(self.types)

    @property
    def is_product(self) -> bool:
        """True for something sold."""
        return not PRODUCTS.isdisjoint(self.types)


def things(values: Iterable[Any]) -> list[Thing]:
    """The typed nodes of JSON-LD values, in document order, references resolved one step.

    A node whose `@id` is described more fully elsewhere on the page gets what it lacks from there.
    """
    found: list[Thing] = []
    known: dict[str, dict[str, Any]] = {}
    waiting: list[tuple[Any, int]] = [(value, 0) for value in reversed(list(values))]
    steps = 0
    while waiting and len(found) < _MAX_THINGS and steps < 20 * _MAX_THINGS:
        value, nested = waiting.pop()
        steps += 1
        if isinstance(value, list):
            waiting.extend((item, nested) for item in reversed(value[:_MAX_THINGS]))
        elif isinstance(value, dict):
            types = _types(value)
            if types:
                found.append(Thing(types, value, nested))
            name = value.get("@id")
            if isinstance(name, str) and len(value) > len(known.get(name, ())):
                known[name] = value
            within = nested + (_FAQ in types)  # a FAQ is no thread: its questions are parts of the page
            waiting.extend(
                (inner, within + (key.lower() not in _MAIN_KEYS))
                for key, inner in reversed(value.items())
                if isinstance(inner, (dict, list))
            )
    return [Thing(thing.types, _resolved(thing.data, known), thing.nested) for thing in found]


def _types(data: dict[str, Any]) -> tuple[str, ...]:
    kind = data.get("@type") or data.get("type")
    if isinstance(kind, str):
        return (_type(kind),)
    return tuple(_type(item) for item in kind[:8] if isinstance(item, str)) if isinstance(kind, list) else ()


@lru_cache(maxsize=1024)
def _type(name: str) -> str:
    return re.split(r"[/#:]", name.strip())[-1].lower()


_REFERRING = frozenset(
    {"author", "creator", "publisher", "image", "isPartOf", "primaryImageOfPage", "mainEntity"}
)


def _resolved(data: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    changed = {}
    for key in _REFERRING & data.keys():
        value = data[key]
        if isinstance(value, dict):
            changed[key] = _described(value, known)
        elif isinstance(value, list):
            changed[key] = [_described(item, known) for item in value[:_MAX_NAMES]]
    return {**data, **changed} if changed else data


def _described(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    name = value.get("@id") if isinstance(value, dict) else None
    return {**known[name], **value} if isinstance(name, str) and name in known else value


def best(found: Iterable[Thing], is_this_page: Callable[[Thing], int]) -> Thing | None:
    """The thing that speaks about this page; None where none does.

    `is_this_page` says how well a thing's address and headline agree with the page's: -1 not at all, 0 who
    knows, 1 and 2 better and better.
    """
    ranked = [(_rank(thing) + 3 * is_this_page(thing), thing) for thing in found if _base(thing)]
    if not ranked:
        return None
    top = max(ranked, key=lambda pair: pair[0])
    return top[1] if top[0] > 0 else None


def _base(thing: Thing) -> int:
    bases = ((ARTICLES, 7), (FORUMS, 6), (WORKS, 5), (PRODUCTS, 5), (_PAGES, 3))
    return max((base for kinds, base in bases if not kinds.isdisjoint(thing.types)), default=0)


def _rank(thing: Thing) -> int:
    data = thing.data
    full = sum(1 for key in ("headline", "author", "datePublished") if data.get(key))
    return _base(thing) + full - 5 * thing.nested


def names(value: Any) -> list[tuple[str, bool]]:
    """The names in an author's value, each with whether it is an organisation's; any shape is read.

    >>> names([{"@type": "Person", "name": "Ann Roe"}, "Bo Ek"])
    [('Ann Roe', False), ('Bo Ek', False)]
    """
    found: list[tuple[str, bool]] = []
    waiting = [(value, False)]
    for _ in range(4 * _MAX_NAMES):
        if not waiting or len(found) >= _MAX_NAMES:
            break
        item, organisation = waiting.pop()
        if isinstance(item, str):
            found.append((_once(item), organisation))
        elif isinstance(item, list):
            waiting.extend((inner, organisation) for inner in reversed(item[:_MAX_NAMES]))
        elif isinstance(item, dict):
            firm = any("organi" in kind or kind == "newsmediaorganization" for kind in _types(item))
            name = item.get("name") or _full_name(item) or item.get("author") or item.get("@value")
            waiting.append((name, firm))
    return [(name, firm) for name, firm in found if name.strip()]


def _full_name(item: dict[str, Any]) -> str:
    parts = (item.get("givenName"), item.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str))


def text_of(value: Any) -> str | None:
    """The first text in a value: a string, the name or address of a node, the first of a list."""
    for _ in range(8):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("url") or value.get("@id")
        else:
            break
    if isinstance(value, str) and value.strip():
        plain = html.unescape(_once(value)) if "&" in value else _once(value)
        return _TAG.sub("", plain) if "<" in plain else plain
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _once(text: str) -> str:
    r"""The text, where its author escaped it twice: "caf\\u00e9"."""
    if "\\u" not in text:
        return text
    plain = _ESCAPED_TWICE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def texts_of(value: Any) -> list[str]:
    """All the texts in a value."""
    items = value[:200] if isinstance(value, list) else [value]
    return [text for text in map(text_of, items) if text]
