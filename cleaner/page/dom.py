"""The one HTML parser: lexbor, through selectolax. Nothing else in the project knows it.

Lexbor builds the tree that browsers build (WHATWG HTML), in about a third of the time of lxml. The tree is
read once into columns (`types.Nodes`). CSS selectors run on lexbor's own tree. XPath, which lexbor lacks,
runs on an lxml mirror of the same columns, made the first time that somebody asks.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cached_property
from sys import getsizeof
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

from cleaner.errors import CleanerError
from cleaner.page.caps import capped
from cleaner.text import safe, squeeze
from cleaner.types import Nodes

if TYPE_CHECKING:
    from lxml import etree
    from selectolax.lexbor import LexborNode

__all__ = ["Dom", "parse"]

_TEXT = "-text"
# With events every <option> copies the chosen one into its <select>: quadratic, and seen by nobody here.
_OPTIONS = LexborDocumentOptions.WO_EVENTS.value
# Elements whose inside is code, a drawing or a form's choices; some hold data or a part of the page.
_SPECIAL = frozenset({"script", "select", "style", "svg", "template"})
_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)  # names that XML allows too
_DATA_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__"})


def parse(html: str, utf8: bytes | None = None) -> Dom:
    """The page's tree; any string gives one. `utf8` is the same in bytes, if they are at hand."""
    return Dom(html, utf8)


class Dom:
    """A parsed page: `nodes` as columns, and the ways to find nodes in it.

    `warnings` and `cut` say what was changed in the page, or cut off, so that it could be parsed.
    """

    def __init__(self, html: str, utf8: bytes | None = None) -> None:
        if utf8 is None:
            utf8 = html.encode("utf-8", "ignore")  # a lone surrogate is no text
        utf8, self.warnings, self.cut = capped(utf8, getsizeof(html))
        self._parser = LexborHTMLParser(utf8, options=_OPTIONS)
        self._handles: list[int] = []  # lexbor's own number of each element
        self.nodes = self._as_read = self._columns()

    def select(self, css: str) -> list[int]:
        """Elements that match a CSS selector, in document order; CleanerError for a bad selector."""
        root = self._parser.root
        if root is None:
            return []
        try:
            found = root.css(css)
        except (SelectolaxError, ValueError, RuntimeError) as error:
            raise CleanerError(f"bad CSS selector {css!r} - {error}") from error
        index = self._index
        # Nodes that were not read (inside templates) have no index.
        return sorted({index[node.mem_id] for node in found if node.mem_id in index})

    def has(self, css: str) -> bool:
        """True where a CSS selector matches an element; CleanerError for a bad selector."""
        root = self._parser.root
        try:
            return root is not None and root.css_first(css) is not None
        except (SelectolaxError, ValueError, RuntimeError) as error:
            raise CleanerError(f"bad CSS selector {css!r} - {error}") from error

    def xpath(self, expression: str) -> list[int | str]:
        """Elements, or strings where the expression asks for attributes or text; CleanerError if bad."""
        from lxml import etree

        root, index = self._mirror
        try:
            found = root.xpath(expression)
        except etree.XPathError as error:
            raise CleanerError(f"bad XPath {expression!r} - {error}") from error
        if not isinstance(found, list):
            return [str(found)]
        return [index[item] if isinstance(item, etree._Element) else str(item) for item in found]

    def reshaped(self, nodes: Nodes) -> Dom:
        """The same tree seen through other columns, as rules make them: `nodes` must have as many entries.

        Selectors go on seeing the page as it was read.
        """
        twin = copy(self)
        twin.nodes = nodes
        return twin

    def text(self, node: int) -> str:
        """All the text below an element, white space squeezed."""
        nodes = self.nodes
        return squeeze("".join(nodes.texts[node : nodes.ends[node]]))

    def path(self, node: int) -> str:
        """The element's place, as `/html/body/div[2]/p[1]`; a position where a sibling has the same tag."""
        nodes, places = self.nodes, self._places
        steps = []
        while node >= 0:
            steps.append(nodes.tags[node] + places[node])
            node = nodes.parents[node]
        return "/" + "/".join(reversed(steps))

    @cached_property
    def _places(self) -> list[str]:
        """What a path says of each element among its siblings: "[2]", or "" for the only one of its tag."""
        nodes = self.nodes
        count: dict[tuple[int, str], int] = {}
        ordinals = []
        for parent, tag in zip(nodes.parents, nodes.tags, strict=True):
            count[parent, tag] = ordinal = count.get((parent, tag), 0) + 1
            ordinals.append(ordinal)
        return [
            f"[{ordinal}]" if count[parent, tag] > 1 else ""
            for parent, tag, ordinal in zip(nodes.parents, nodes.tags, ordinals, strict=True)
        ]

    def _columns(self) -> Nodes:
        """Read the tree in document order. A stack instead of recursion: pages nest as deep as they like."""
        nodes = Nodes([], [], [], [], [])
        ends = nodes.ends
        # Bound once: this loop runs once a node, and is the most expensive one of the whole line.
        add_tag, add_parent, add_end = nodes.tags.append, nodes.parents.append, ends.append
        add_attributes, add_text = nodes.attributes.append, nodes.texts.append
        add_handle = self._handles.append
        nothing: dict[str, str | None] = {}
        names: dict[int, str | None] = {}  # lexbor's number of a tag -> what it is called in `Nodes.tags`
        waiting: list[tuple[LexborNode | None, int]] = []  # what follows each open element, and its parent
        node, parent, size = self._parser.root, -1, 0
        while True:
            if node is None:
                if not waiting:
                    break
                ends[parent] = size
                node, parent = waiting.pop()
                continue
            kind = node.tag_id
            if kind not in names:
                names[kind] = _name(node)
            tag = names[kind]
            if tag is None:
                node = node.next
                continue
            add_tag(tag)
            add_parent(parent)
            size += 1
            add_end(size)
            if not tag:
                add_attributes(nothing)
                add_text(node.text_content or "")
                node = node.next
                continue
            add_handle(node.mem_id)
            add_attributes(attributes := node.attributes)
            add_text("")
            child = node.first_child if tag not in _SPECIAL else _first_child(node, tag, attributes)
            if child is None:
                node = node.next
            else:
                waiting.append((node.next, parent))
                node, parent = child, size - 1
        return nodes

    @cached_property
    def _index(self) -> dict[int, int]:
        """The index of each element by lexbor's number. Presets make most pages meet a selector."""
        elements = [i for i, tag in enumerate(self._as_read.tags) if tag]
        return dict(zip(self._handles, elements, strict=True))

    @cached_property
    def _mirror(self) -> tuple[etree._Element, dict[etree._Element, int]]:
        """The same tree for lxml, and the index of each of its elements."""
        from lxml import etree

        nodes = self._as_read
        made: list[etree._Element | None] = []
        index: dict[etree._Element, int] = {}
        for i, tag in enumerate(nodes.tags):
            parent = made[nodes.parents[i]] if i else None
            if not tag:
                made.append(None)
                if parent is not None:
                    _append_text(parent, safe(nodes.texts[i]))
                continue
            names = {
                name: safe(value or "") for name, value in nodes.attributes[i].items() if _NAME.match(name)
            }
            name = tag if _NAME.match(tag) else "unknown"
            element = etree.Element(name, names) if parent is None else etree.SubElement(parent, name, names)
            made.append(element)
            index[element] = i
        root = made[0]
        if root is None:
            raise CleanerError("the page has no root element")  # lexbor always makes one
        return root, index


def _name(node: LexborNode) -> str | None:
    """The tag as `Nodes` has it: "" for text, None for what is not read (comments, the doctype)."""
    tag = node.tag
    if tag is None or tag[0] in "-!":
        return "" if tag == _TEXT else None
    return tag


def _first_child(node: LexborNode, tag: str, attributes: dict[str, str | None]) -> LexborNode | None:
    """Where the inside of a special element begins; None where it has none worth reading."""
    if tag == "script":
        kind = attributes.get("type") or ""
        is_read = "json" in kind or "math/tex" in kind or attributes.get("id") in _DATA_IDS
        return node.first_child if is_read else None
    if tag == "template":
        # Declarative shadow DOM, as SingleFile writes it, is seen by the reader; other templates are not.
        return node.template_fragments()[0].first_child if "shadowrootmode" in attributes else None
    return None


def _append_text(parent: etree._Element, text: str) -> None:
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
