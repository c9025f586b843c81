"""Selectors: CSS by default, XPath after a leading `/` or `(`, an attribute after a trailing `@name`.

Checked when the rule is loaded, by asking a tiny page for them. On a page, `Lookup` turns what they select
into blocks, or into spans where only a part of a block's text is selected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError
from cleaner.page.dom import parse
from cleaner.rules.attributes import Attributes
from cleaner.rules.patterns import match
from cleaner.rules.xpath import fault
from cleaner.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.page.dom import Dom
    from cleaner.rules.patterns import Pattern
    from cleaner.rules.site import Item, Items
    from cleaner.types import Blocks, Tree

__all__ = [
    "ELEMENTS",
    "NAME",
    "Hit",
    "Lookup",
    "Selector",
    "fragment",
    "nodes_of",
    "selector",
]

Hit = tuple[int, tuple[int, int] | None]  # a block, and the span of it that is meant; None is all of it

# HTML standard, "Index of elements", and the obsolete ones that saved pages still hold.
ELEMENTS = frozenset(
    "a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir "
    "div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee "
    "menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param "
    "picture plaintext pre progress q rp rt ruby s samp script search section select slot small source "
    "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
    "title tr track tt u ul var video wbr xmp".split()
)
_BARE = re.compile(r"[A-Za-z][\w-]*\Z")
_ATTRIBUTE = re.compile(r"(?P<css>.*[^\s@])\s*@(?P<name>[A-Za-z_:][\w:.-]*)\Z", re.S)
NAME = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_TYPOGRAPHIC = re.compile("[“”„«»‘’‚]")
_ATTRIBUTE_ALONE = re.compile(r"[A-Za-z][\w:-]*[*^$~|]?=[^\[\]\"]+\Z")  # YAML took its brackets for a list
_PLAIN = re.compile(r"[\w.#\s>+~*-]+\Z")  # nothing in it but names and combinators
_VALUE = re.compile(
    r"""\[(?P<name>[a-z0-9_:-]+)\s*(?:[*^$~|]?=\s*(?P<quote>["']?)(?P<value>[^"'\\\]]+)(?P=quote)\s*[is]?\s*)?\]"""
)


@dataclass(frozen=True, slots=True)
class Selector:
    """What to select: CSS or XPath, elements or one of their attributes."""

    source: str  # as written in the rule
    css: str | None
    xpath: str | None = None
    attribute: str | None = None
    # Without which nothing can match, in lower case: classes and ids; attributes and (parts of) their values.
    names: frozenset[str] = frozenset()
    values: frozenset[tuple[str, str]] = frozenset()


@lru_cache(maxsize=8192)
def selector(source: str) -> Selector:
    """A selector from its text; ValueError says what is wrong with it."""
    source = source.strip()
    if source.startswith(("/", "(")):
        try:
            _probe().xpath(source)
        except CleanerError as error:
            raise ValueError(str(error)) from error
        if wrong := fault(source):
            raise ValueError(f'bad XPath "{source}" - {wrong}')
        return Selector(source, None, source)
    with_attribute = _ATTRIBUTE.match(source)
    css = with_attribute["css"] if with_attribute else source
    if _BARE.match(css) and css.lower() not in ELEMENTS and "-" not in css:
        raise ValueError(
            f'"{css}" is no HTML element - write ".{css}" for a class, "#{css}" for an id, '
            f"or {{class~: {css}}} for a fragment of either"
        )
    try:
        _probe().select(css)
    except CleanerError as error:
        raise ValueError(f'bad CSS selector "{css}"{_advice(css)}') from error
    return Selector(source, css, None, with_attribute["name"] if with_attribute else None, *_needed(css))


def _needed(css: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The names and values that a page must have for the selector; none for one with alternatives."""
    rest = _VALUE.sub("", css)
    if not _PLAIN.match(rest or "*"):
        return frozenset(), frozenset()
    names = frozenset(name.lower() for name in NAME.findall(rest))
    return names, frozenset((found["name"], (found["value"] or "").lower()) for found in _VALUE.finditer(css))


def fragment(word: str) -> Selector:
    """A selector for every element with the word somewhere in its class or id; ValueError for a bad word."""
    if not re.fullmatch(r"[\w-]+", word):
        raise ValueError(f'"{word}" is no fragment of a class or id - letters, digits, - and _ only')
    return Selector(f"{{class~: {word}}}", f'[class*="{word}" i], [id*="{word}" i]')


def nodes_of(tree: Tree, chosen: Selector) -> list[int]:
    """The elements that a selector selects, in document order; strings that an XPath gives are left out."""
    if chosen.xpath is not None:
        return sorted({node for node in tree.xpath(chosen.xpath) if isinstance(node, int)})
    return tree.select(chosen.css or "")


class Lookup:
    """A page's blocks as rules look at them: by selector, and by their text."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.tree = blocks.page.tree

    @cached_property
    def folded(self) -> list[str]:
        """The text of each block, folded."""
        return [fold(text) for text in self.blocks.texts]

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for block, text in enumerate(self.folded):
            found.setdefault(text, []).append(block)
        return found

    @cached_property
    def _all_text(self) -> str:
        """Every folded text: one look here saves looking at each block for a line that no page has."""
        return "\n".join(self.folded)

    @cached_property
    def _attributes(self) -> Attributes:
        return Attributes.of(self.tree)

    @cached_property
    def _joined(self) -> list[tuple[int, str, str]]:
        """Block, text and folded text of each line of a dump's blocks that were made of several lines."""
        source = self.blocks.page.text.split("\n") if self.tree is None else []
        return [
            (block, text := squeeze(source[line - 1]), fold(text))
            for block, (first, last) in enumerate(self.blocks.lines)
            if first < last
            for line in range(first, last + 1)
        ]

    @cached_property
    def _known(self) -> frozenset[str]:
        """The folded text of each block and of each line that was joined into one."""
        return frozenset([*self.folded, *(folded for _, _, folded in self._joined)])

    @cached_property
    def _all_joined(self) -> str:
        return "\n".join([folded for _, _, folded in self._joined])

    def able(self, items: Items) -> list[Item]:
        """Those that may hit something here, in their order: nothing is missing without which they do not."""
        places = [place for line in items.by_line.keys() & self._known for place in items.by_line[line]]
        places += [place for place in items.others if self._may_hit(items[place].target)]
        return [items[place] for place in sorted(places)]

    def _may_hit(self, target: Selector | Pattern) -> bool:
        if isinstance(target, Selector):
            return self.tree is not None and self._attributes.may_match(target)
        return target.core in self._all_text or target.core in self._all_joined

    def nodes(self, chosen: Selector) -> list[int]:
        """The elements that a selector selects, in document order; none in a text dump."""
        if self.tree is None or not self._attributes.may_match(chosen):
            return []
        return nodes_of(self.tree, chosen)

    def hits(self, chosen: Selector) -> list[Hit]:
        """The blocks, and spans of blocks, that lie inside the selected elements."""
        tree = self.tree
        nodes = self.nodes(chosen)
        if tree is None or not nodes:
            return []
        ends = tree.nodes.ends
        starts: list[int] = []
        stops: list[int] = []
        for node in nodes:  # outermost elements only
            if not stops or node >= stops[-1]:
                starts.append(node)
                stops.append(ends[node])

        def inside(node: int) -> bool:
            place = bisect_right(starts, node) - 1
            return place >= 0 and node < stops[place]

        found: list[Hit] = []
        for block, owner in enumerate(self.blocks.nodes):
            place = bisect_right(starts, owner)
            if place and owner < stops[place - 1]:
                found.append((block, None))
            elif place < len(starts) and starts[place] < ends[owner]:
                found.extend(self._inline_hits(block, inside))
        return found

    def lines(self, pattern: Pattern) -> list[Hit]:
        """The blocks whose text fits a pattern; in hard-wrapped dumps also single lines, as spans."""
        if pattern.literal is not None:
            found: list[Hit] = [(block, None) for block in self._by_text.get(pattern.literal, ())]
        else:
            found = []
            core = pattern.core
            for block, folded in enumerate(self.folded if core in self._all_text else ()):
                if core in folded and (result := match(pattern, text := self.blocks.texts[block], folded)):
                    found.append((block, _span(result, text) if pattern.part else None))
        return sorted([*found, *self._joined_hits(pattern, {block for block, _ in found})], key=_place)

    def _joined_hits(self, pattern: Pattern, done: set[int]) -> Iterator[Hit]:
        if pattern.core not in self._all_joined:
            return
        for block, text, folded in self._joined:
            if block in done:
                continue
            if match(pattern, text, folded) and (start := self.blocks.texts[block].find(text)) >= 0:
                yield block, (start, start + len(text))

    def _inline_hits(self, block: int, inside: Callable[[int], bool]) -> Iterator[Hit]:
        """The block, if all of its text lies in selected inline elements; else the spans that do."""
        run = self.blocks.runs[block]
        chosen = [inside(node) for node, _ in run]
        if not any(chosen):
            return
        if all(picked or not text.strip() for picked, (_, text) in zip(chosen, run, strict=True)):
            # An image has no text: it must be selected itself.
            if all(picked or text for picked, (_, text) in zip(chosen, run, strict=True)):
                yield block, None
            return
        text, place = self.blocks.texts[block], 0
        start_of_span: int | None = None
        for picked, (_, source) in zip(chosen, run, strict=True):
            piece = squeeze(source)
            if not piece:
                continue
            start = text.find(piece, place)
            if start < 0 or start > place + 1:
                return  # an odd character between two pieces: rather nothing than the wrong span
            if picked and start_of_span is None:
                start_of_span = start
            elif not picked and start_of_span is not None:
                yield block, (start_of_span, place)
                start_of_span = None
            place = start + len(piece)
        if start_of_span is not None:
            yield block, (start_of_span, place)


def _place(hit: Hit) -> tuple[int, int]:
    return hit[0], hit[1][0] if hit[1] else -1


def _span(result: re.Match[str] | bool, text: str) -> tuple[int, int] | None:
    """The matched part; None where it is the whole text."""
    if isinstance(result, bool) or result.span() == (0, len(text)):
        return None
    return result.span()


def _advice(css: str) -> str:
    if _TYPOGRAPHIC.search(css):
        return " - these quotes are typographic: write straight ones, or none"
    if _ATTRIBUTE_ALONE.match(css):
        return f' - an attribute stands in brackets, and these in quotes: "[{css}]"'
    if ":contains" in css:
        return " - for text use drop_lines, or XPath with contains(., ...)"
    if "::" in css:
        return " - pseudo-elements such as ::before are no part of a saved page"
    return " - see https://developer.mozilla.org/docs/Web/CSS/CSS_selectors"


@lru_cache(maxsize=1)
def _probe() -> Dom:
    return parse("<html><body><p>x</p></body></html>")
