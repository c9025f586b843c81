"""Conditions: what must hold for a page, besides its host and path, before a rule is for it.

Sites and layouts ask them with `when`, presets that apply themselves with `detect`. Presets ask every page,
so each answer is made once a page, and a selector runs only where it can match at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.rules import patterns, selection
from cleaner.rules.attributes import Attributes
from cleaner.rules.entries import Form, read_each, read_target
from cleaner.rules.patterns import Pattern, match
from cleaner.rules.shapes import TEXTS, entries, mapping, one_of
from cleaner.rules.site import Owner
from cleaner.rules.yamlfile import MappingNode
from cleaner.text import did_you_mean, fold, squeeze
from cleaner.types import Layer

if TYPE_CHECKING:
    from cleaner.rules.selection import Selector
    from cleaner.rules.yamlfile import Node, Reader
    from cleaner.types import Page

__all__ = ["SHAPE", "Look", "When", "read_when"]

FORMATS = ("text", "html")
LINES = Form("line", targets=("line", "re"), options=())


@dataclass(frozen=True, slots=True)
class When:
    """What must hold for a page besides its host and path; all of it."""

    format: str | None = None  # "text" or "html"
    lines: tuple[Pattern, ...] = ()  # of a text dump
    has: tuple[Selector, ...] = ()
    urls: tuple[Pattern, ...] = ()  # one of them
    generators: tuple[Pattern, ...] = ()  # one of them, on one of the page's <meta name=generator>

    @property
    def count(self) -> int:
        """How many conditions there are."""
        return bool(self.format) + len(self.lines) + len(self.has) + len(self.urls) + len(self.generators)


class Look:
    """What conditions ask of a page, each answered once."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The lines of a dump that have text, as they stand and folded."""
        texts = filter(None, map(squeeze, self.page.text.split("\n")))
        return [(text, fold(text)) for text in texts]

    @cached_property
    def folded(self) -> frozenset[str]:
        """The folded lines of a dump."""
        return frozenset(folded for _, folded in self.lines)

    @cached_property
    def attributes(self) -> Attributes:
        """What the attributes of the page's elements say."""
        return Attributes.of(self.page.tree)

    @cached_property
    def generators(self) -> list[str]:
        """The programs that the page says it was made by: `<meta name=generator>`, folded."""
        tree = self.page.tree
        found: list[str] = []
        for tag, attributes in zip(tree.nodes.tags, tree.nodes.attributes, strict=True) if tree else ():
            if tag == "body":
                break
            if tag == "meta" and (attributes.get("name") or "").lower() == "generator":
                found.append(fold(attributes.get("content") or ""))
        return found

    def fits(self, when: When) -> bool:
        """True where all the conditions hold."""
        tree = self.page.tree
        if when.format is not None and (when.format == "text") != (tree is None):
            return False
        if when.urls and not any(self._is_url(pattern) for pattern in when.urls):
            return False
        if when.generators and not self._is_made_by(when.generators):
            return False
        if when.lines and (tree is not None or not all(self._has_line(pattern) for pattern in when.lines)):
            return False
        return not when.has or (tree is not None and all(self.selects(chosen) for chosen in when.has))

    def selects(self, chosen: Selector) -> bool:
        """True where a selector hits something."""
        tree = self.page.tree
        if tree is None or not self.attributes.may_match(chosen):
            return False
        return bool(tree.xpath(chosen.xpath)) if chosen.xpath is not None else tree.has(chosen.css or "")

    def _is_url(self, pattern: Pattern) -> bool:
        url = self.page.url
        return url is not None and bool(match(pattern, url, fold(url)))

    def _is_made_by(self, wanted: tuple[Pattern, ...]) -> bool:
        return any(match(pattern, name, name) for pattern in wanted for name in self.generators)

    def _has_line(self, pattern: Pattern) -> bool:
        if pattern.literal is not None:
            return pattern.literal in self.folded
        return any(match(pattern, text, folded) for text, folded in self.lines)


SHAPE = mapping(
    {"format": one_of(FORMATS), "line": entries(LINES), "has": TEXTS, "url": TEXTS, "generator": TEXTS}
)


def read_when(reader: Reader, node: Node, name: str) -> When:
    """The conditions of one mapping; `name` is what the file calls them."""
    found = reader.mapping(node, "condition", SHAPE["properties"], of=f'"{name}"')
    format_ = reader.text(found["format"].value, '"format"') if "format" in found else None
    if format_ is not None and format_ not in FORMATS:
        reader.error(found["format"].value, f'unknown format "{format_}"{did_you_mean(format_, FORMATS)}')
    lines = tuple(_read_lines(reader, found["line"].value)) if "line" in found else ()
    has = tuple(read_each(reader, found["has"].value, '"has"', selection.selector)) if "has" in found else ()
    urls, generators = (
        tuple(read_each(reader, found[key].value, f'"{key}"', patterns.glob)) if key in found else ()
        for key in ("url", "generator")
    )
    if "line" in found and (format_ == "html" or "has" in found):
        reader.error(found["line"].key, '"line" is for text dumps - for HTML use has: or a host')
    for key in ("has", "generator"):
        if key in found and format_ == "text":
            reader.error(found[key].key, f'"{key}" looks at tags, but the format is text - use line:')
    return When(format_, lines, has, urls, generators)


def _read_lines(reader: Reader, node: Node) -> list[Pattern]:
    made = []
    for entry in reader.entries(node):
        mapped = isinstance(entry, MappingNode)
        found = reader.mapping(entry, "key", LINES.targets, of='"line"') if mapped else {}
        owner = Owner("when", Layer.SITE, text_only=True)
        pattern = read_target(reader, entry, found, owner, '"line"', LINES)
        if isinstance(pattern, Pattern):
            made.append(pattern)
    return made
