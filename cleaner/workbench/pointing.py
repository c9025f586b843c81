"""What somebody may mean who points at a place of a page: selectors and lines, with what each would hit."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cleaner.rules import patterns
from cleaner.rules.directives.meta import DATES
from cleaner.rules.doubts import doubts
from cleaner.rules.selection import selector
from cleaner.text import squeeze, word_count, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.rules.patterns import Pattern
    from cleaner.rules.selection import Hit, Lookup, Selector
    from cleaner.types import Tree

__all__ = ["Choice", "Pages", "choices", "meta"]

_MOST_STEPS = 12  # up from the place that was pointed at
_MOST_NAMES = 6  # of one element; style sheets of utilities give it thirty
_NAME = re.compile(r"[A-Za-z_][\w-]*\Z")
_LONG_LINE = 8  # words; a longer line is recognised by its beginning
_BEGINNING = 4  # words of it
_DIGITS = re.compile(r"\d+")
# Of the pages' text: what takes more is hardly meant. The share of the loss guard (RULES.md, 2).
_MOST_LOSS = 0.4
# What stands before a name or a date, in the corpora's languages.
_PREFIX = re.compile(
    r"(?:by|written by|words by|von|par|por|di|door|av|af|"
    r"posted(?: on)?|published(?: on)?|updated(?: on)?|date|am|le|el|il)\b:?\s+(?=\S)",
    re.I,
)
_FORMATS = (
    "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%A, %d %B %Y", "%A, %B %d, %Y",
    "%a, %b %d, %Y", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%d.%m.%Y %H:%M", "%d %B %Y %H:%M",
    "%B %d, %Y %H:%M", "%B %d, %Y at %I:%M %p", "%B %d, %Y %I:%M %p", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pages:
    """The loaded pages, and the blocks of each that are text without the rule."""

    looks: Sequence[Lookup]
    kept: Sequence[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to say what was pointed at."""

    kind: str  # "select" or "line"
    text: str  # as a rule says it
    node: int | None  # the element that it stands for
    hits: tuple[int, ...]  # blocks hit on each page
    words: int  # of the text of all pages, as it is without the rule
    here: tuple[int, ...]  # the blocks hit on the page that was pointed at

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the page in the browser."""
        return {
            "kind": self.kind, "text": self.text, "node": self.node, "pages": sum(map(bool, self.hits)),
            "blocks": sum(self.hits), "words": self.words, "here": self.here,
        }  # fmt: skip


def choices(pages: Pages, page: int, node: int | None, text: str) -> list[Choice]:
    """What may be meant by an element and the text of its block: the innermost selectors first, then lines.

    What would take the article is hardly meant: it comes last.
    """
    found = [*(_selectors(pages, page, node) if node is not None else ()), *_lines(pages, page, text)]
    most = _MOST_LOSS * sum(
        word_count(look.blocks.texts[block])
        for look, kept in zip(pages.looks, pages.kept, strict=True)
        for block in kept
    )
    return sorted(found, key=lambda choice: choice.words > most)


def meta(field: str, choice: str, look: Lookup, *, node: int | None, block: int) -> dict[str, Any]:
    """What `meta` says of a field that was pointed at: `choice` is a selector, or in a dump a line."""
    said: dict[str, Any] = {"do": "meta", "field": field}
    tree, texts = look.tree, look.blocks.texts
    value = squeeze(texts[block] if tree is None or node is None else tree.text(node))
    prefix = _PREFIX.match(value) if field in DATES or field == "authors" else None
    if tree is None:
        number = sum(map(bool, texts[: block + 1]))
        said["line"] = f"{prefix[0]}*" if prefix else choice if "*" in choice else number
    elif field in DATES and node is not None and (tree.nodes.attributes[node].get("datetime") or ""):
        return {**said, "from": f"{choice}@datetime"}
    else:
        said["from"] = choice
    if prefix:
        said["strip"] = prefix[0]
        value = value[prefix.end() :]
    if field in DATES and (format_ := _format_of(value)):
        said["format"] = format_
    return said


def _selectors(pages: Pages, page: int, node: int) -> Iterator[Choice]:
    """Selectors for an element and for those around it, the innermost first; of equal ones the first."""
    tree = pages.looks[page].tree
    if tree is None or not 0 <= node < len(tree.nodes):
        return
    seen: set[tuple[int, ...]] = set()
    for element in _upwards(tree, node):
        ways = [_choice(pages, page, "select", text, element) for text in _ways(tree, element)]
        # The one that goes for most pages, and of those the one that hits least besides.
        for choice in sorted(ways, key=lambda choice: (-sum(map(bool, choice.hits)), sum(choice.hits)))[:2]:
            if choice.hits + choice.here not in seen:
                seen.add(choice.hits + choice.here)
                yield choice
    yield from _by_tag(pages, page, tree, node)


def _by_tag(pages: Pages, page: int, tree: Tree, node: int) -> Iterator[Choice]:
    """An element without a name, by its tag within the nearest one that has a name."""
    tag = tree.nodes.tags[node]
    above = next((names[0] for up in _upwards(tree, node) if (names := _names(tree, up))), None)
    if above and not _names(tree, node) and _NAME.match(tag):
        yield _choice(pages, page, "select", f"{above} {tag}", node)


def _lines(pages: Pages, page: int, text: str) -> Iterator[Choice]:
    """Line patterns for the text of a block."""
    text = squeeze(text).replace("*", "?")
    if not words(text):
        return
    ways = [text, _DIGITS.sub("*", text)]
    pieces = text.split()
    if len(pieces) > _LONG_LINE:
        ways = [f"{' '.join(pieces[:_BEGINNING])} *", text]
    for way in dict.fromkeys(ways):
        if way.strip("*? "):
            yield _choice(pages, page, "line", way, None)


def _upwards(tree: Tree, node: int) -> Iterator[int]:
    """The element and those around it, below the body."""
    nodes = tree.nodes
    for _ in range(_MOST_STEPS):
        if node <= 0 or nodes.tags[node] in ("body", "html"):
            return
        yield node
        node = nodes.parents[node]


def _ways(tree: Tree, element: int) -> Iterator[str]:
    """Selectors that hit an element: by its id, by one of its classes, by all of them."""
    names = _names(tree, element)
    yield from names[:_MOST_NAMES]
    classes = [name for name in names if name.startswith(".")][:_MOST_NAMES]
    if len(classes) > 1:
        yield "".join(classes)


def _names(tree: Tree, element: int) -> list[str]:
    """The id and the classes of an element as selectors, without those that will not last."""
    attributes = tree.nodes.attributes[element]
    found = [
        f"#{attributes.get('id') or ''}",
        *(f".{name}" for name in (attributes.get("class") or "").split()),
    ]
    return [name for name in found if _NAME.match(name[1:]) and not any(doubts(selector(name)))]


def _choice(pages: Pages, page: int, kind: str, text: str, node: int | None) -> Choice:
    target: Selector | Pattern = selector(text) if kind == "select" else patterns.glob(text)
    hits = [_hits(look, target) for look in pages.looks]
    taken = sum(
        word_count(look.blocks.texts[block][slice(*(span or (None,)))])
        for look, kept, found in zip(pages.looks, pages.kept, hits, strict=True)
        for block, span in found
        if block in kept
    )
    here = tuple(dict.fromkeys(block for block, _ in hits[page]))
    return Choice(kind, text, node, tuple(len(found) for found in hits), taken, here)


def _hits(look: Lookup, target: Selector | Pattern) -> list[Hit]:
    return look.lines(target) if isinstance(target, patterns.Pattern) else look.hits(target)


def _format_of(value: str) -> str | None:
    """The format that a date is written in."""
    for format_ in _FORMATS:
        with suppress(ValueError):
            datetime.strptime(value, format_)
            return format_
    return None
