"""Where an element stands: inside which quotes, list items, headings and table cells.

Answered once an element and remembered, so that a page of 3,000 nested lists costs no more than one of
3,000 paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.types import Blocks, Nodes

__all__ = ["Container", "Place", "Places"]

# Deeper quotes and lists read no better, and each level costs its indent on every line.
_DEEPEST = 10
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What says something of whole blocks; not <b> and <i>, which editors wrap pages in and then style as plain.
_MARKS = frozenset({"del", "em", "s", "strike", "strong"})
# All that `_inside` looks at; any other element is where its parent is.
_STRUCTURE = frozenset(
    {*_LISTS, *_CELLS, *_HEADINGS, *_MARKS, "table", "tr", "dl", "dt", "dd", "li", "blockquote", "a"}
)
_ROLES = {"list": "ul", "listitem": "li"}  # WAI-ARIA 1.2, 5.3.3 "Document structure roles"
_LEVELS = frozenset("123456")
_BOX_NODES = 6  # <li> <p> <label> <input>, and white space between them
_HIGHEST_NUMBER = 999_999_999  # CommonMark 5.2: at most nine digits


class Container(NamedTuple):
    """An element that indents what is in it."""

    kind: str  # "quote", "item", "term", "definition", "note"
    node: int
    group: int = -1  # the list that an item, a term or a definition belongs to
    number: int = -1  # of an item in a numbered list
    label: str = ""  # of a note; " " or "x" of an item in a list of tasks


class Place(NamedTuple):
    """What matters of an element's ancestors, itself included; -1 where there is none."""

    containers: tuple[Container, ...] = ()  # outermost first
    heading: int = 0  # 1 to 6 inside a heading
    group: int = -1  # nearest list
    table: int = -1
    row: int = -1
    cell: int = -1
    link: int = -1  # around whole blocks
    marks: tuple[int, ...] = ()  # elements that strike out or stress whole blocks, outermost first


# The number that an item of a list has in its text, where tags are lost.
DUMP_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")


class Places:
    """The place of each block of one page."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._nodes = blocks.page.tree.nodes if blocks.page.tree is not None else None
        self._known: dict[int, Place] = {-1: Place()}
        self._numbers: dict[int, dict[int, int]] = {}  # list -> item -> number
        self._before: dict[int, int] = {}  # list that is a child of a list -> the item before it

    def of_block(self, index: int) -> Place:
        """The place of a block; in text dumps the tag alone tells."""
        if self._nodes is not None:
            return self.of(self._blocks.nodes[index])
        tag = self._blocks.tags[index]
        if tag == "li":
            number = DUMP_NUMBER.match(self._blocks.texts[index])
            return Place((Container("item", index, -1, int(number[1]) if number else -1),))
        if tag == "blockquote":
            return Place((Container("quote", -1),))
        return Place(heading=_HEADINGS.get(tag, 0))

    def of(self, node: int) -> Place:
        """The place of an element, with the element's own part in it."""
        known, nodes = self._known, self._nodes
        if (found := known.get(node)) is not None or nodes is None:
            return found or known[-1]
        tags, parents = nodes.tags, nodes.parents
        unknown = []
        while node not in known:
            unknown.append(node)
            node = parents[node]
        place = known[node]
        for element in reversed(unknown):
            tag = tags[element]
            if tag not in _STRUCTURE and "role" in nodes.attributes[element]:
                tag = _tag_of_role(nodes.attributes[element])
            if tag in _STRUCTURE:
                place = self._inside(nodes, element, tag, place)
            known[element] = place
        return place

    def _inside(self, nodes: Nodes, node: int, tag: str, outer: Place) -> Place:
        """The place inside an element that is a `tag`, or says so by its role."""
        containers, heading, group, table, row, cell, link, marks = outer
        if tag in _HEADINGS:
            heading = _HEADINGS[tag]
        elif tag == "table":
            table, row, cell = node, -1, -1
        elif tag == "tr":
            row, cell = node, -1
        elif tag in _CELLS:
            cell = node if row >= 0 else cell
        elif tag == "a":
            link = node if nodes.attributes[node].get("href") else link
        elif tag in _MARKS:
            marks = marks if any(nodes.tags[mark] == tag for mark in marks) else (*marks, node)
        elif tag in _LISTS:
            # Old editors write <ul><li>a</li><ul><li>in a</li></ul></ul>.
            if nodes.parents[node] == group >= 0:
                self._count(nodes, group)
                containers = self._known.get(self._before.get(node, -1), outer).containers
            group = node
        elif tag == "dl":
            group = node
        elif len(containers) < _DEEPEST and (container := self._container(nodes, node, tag, outer)):
            containers = (*containers, container)
        return Place(containers, heading, group, table, row, cell, link, marks)

    def _container(self, nodes: Nodes, node: int, tag: str, outer: Place) -> Container | None:
        group = outer.group
        if tag == "blockquote":
            return Container("quote", node)
        if tag == "li":
            numbered = group >= 0 and nodes.tags[group] == "ol"
            number = self._count(nodes, group).get(node, -1) if numbered else -1
            return Container("item", node, group, number, _box(nodes, node))
        if tag == "dt":
            return Container("term", node, group)
        # CommonMark knows no definition lists: a second indent would read as code there.
        if tag == "dd" and all(container.kind != "definition" for container in outer.containers):
            return Container("definition", node, group)
        return None

    def _count(self, nodes: Nodes, group: int) -> dict[int, int]:
        """The numbers of a list's items, and the items before lists in it, all in one walk."""
        if group in self._numbers:
            return self._numbers[group]
        numbers = self._numbers[group] = {}
        attributes = nodes.attributes[group]
        children = _children(nodes, group)
        step = -1 if "reversed" in attributes else 1
        number = _integer(
            attributes.get("start"), 1 if step > 0 else sum(nodes.tags[c] == "li" for c in children)
        )
        item = -1
        for child in children:
            if nodes.tags[child] == "li":
                item, number = child, _integer(nodes.attributes[child].get("value"), number)
                numbers[child] = number
                number = min(max(number + step, 0), _HIGHEST_NUMBER)
            elif nodes.tags[child] in _LISTS:
                self._before[child] = item
        return numbers


def _tag_of_role(attributes: Mapping[str, str | None]) -> str:
    """The element that one without a meaning stands for by its role; "" for any other.

    >>> _tag_of_role({"role": "heading", "aria-level": "3"}), _tag_of_role({"role": "main"})
    ('h3', '')
    """
    role = attributes.get("role") or ""
    if role == "heading":
        level = attributes.get("aria-level")
        return f"h{level}" if level in _LEVELS else "h2"
    return _ROLES.get(role, "")


def _children(nodes: Nodes, parent: int) -> list[int]:
    children = []
    child = parent + 1
    while child < nodes.ends[parent]:
        children.append(child)
        child = nodes.ends[child]
    return children


def _box(nodes: Nodes, item: int) -> str:
    """What is in the box that an item begins with: "x" or " "; "" where it begins otherwise."""
    for node in range(item + 1, min(nodes.ends[item], item + _BOX_NODES)):
        if nodes.tags[node] == "input" and nodes.attributes[node].get("type") == "checkbox":
            return "x" if "checked" in nodes.attributes[node] else " "
        if nodes.texts[node] and not nodes.texts[node].isspace():
            break
    return ""


def _integer(value: str | None, default: int) -> int:
    if value is None or len(value) > 9 or not (value.isascii() and value.isdigit()):
        return default
    return int(value)
