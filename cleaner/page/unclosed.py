"""What nobody closed, so that it takes the page behind it: a link, or a tag whose inside no browser shows.

Behind `<title>`, `<select>`, a comment and the like that stay open there is nothing to be seen. Where they
have swallowed the page's own end, or all that it says, that is a slip, and the text is all that there is.
So it is where a page has all of its paragraphs in `<template>` or the like, closed as it should be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import chain, dropwhile, groupby, islice, pairwise
from typing import TYPE_CHECKING

from cleaner.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks, Nodes

__all__ = ["HIDDEN", "revealed", "without_open_links"]

HIDDEN = "a tag, or a comment, whose inside no browser shows holds the page, or its end: it is passed over"

_HIDING = frozenset(
    "datalist iframe math noembed noframes script select style svg template textarea title".split()
)
_NAMES = "|".join(sorted(_HIDING))
# A tag that opens one, or a comment; of code also what follows, up to what looks like a tag.
_OPENING = pattern(
    rf"<(?:(?P<code>script|style)|(?P<name>{_NAMES}))(?=[\s/>])[^<>]*+>?(?(code)(?:[^<]++|<(?![a-z/]))*+)|<!--",
    re.IGNORECASE,
)
# Scripts, styles and comments whole, as "kept"; else a tag, or an end tag, of what hides markup.
_WRAPPER = pattern(
    r"(?P<kept><(?:script|style)(?=[\s/>])(?:[^<]++|<(?!/(?:script|style)))*+|<!--(?:[^-]++|-(?!->))*+)"
    rf"|<(?P<end>/?)(?!script|style)(?P<name>{_NAMES})(?=[\s/>])[^<>]*+>?",
    re.IGNORECASE,
)
_CLOSING = pattern(rf"</({_NAMES})(?=[\s/>])|-->", re.IGNORECASE)
_PAGE_END = pattern(r"</(?:body|html)(?=[\s/>])", re.IGNORECASE)
_PARAGRAPHS = 3  # that are hidden, of a page that does not say where it ends
_PARAGRAPH = pattern(r"<p(?=[\s/>])", re.IGNORECASE)
# Of a body in which next to nothing is to be seen, so that a comment may have swallowed the page.
_FEW_NODES = 50
_FEW_CHARS = 200
_COMMENT = "!--"

_LONGEST_LINK_CHARS = 500  # over several blocks; a few cards have more, but somebody closed them
_LINKED_SHARE = 0.9
_LINK = pattern(r"<(?:/a(?=[\s/>])|a(?=[\s/>])(?P<inside>[^>]*))", re.IGNORECASE)
_ADDRESS = pattern(r"""\shref\s{0,9}=\s{0,9}(?:"([^"]*)|'([^']*)|([^\s"'>]+))""", re.IGNORECASE)


def revealed(html: str, nodes: Nodes) -> str | None:
    """The source without the tags that have swallowed the rest of the page; None where none has.

    `nodes` is what the parser made of it.
    """
    if not _is_open(_last_hiding(nodes), html):
        if not _is_bare(nodes):
            return None
        if html.rfind("<!--") <= html.rfind("-->"):
            return _unwrapped(html)
    closed = {found[1].lower() if found[1] else _COMMENT: found.end() for found in _CLOSING.finditer(html)}
    open_tags = [tag for tag in _OPENING.finditer(html) if tag.start() >= closed.get(_name(tag), 0)]
    if not open_tags or not _holds_the_page(html, open_tags[0]):
        return None
    return "".join(_without(html, open_tags))


def _last_hiding(nodes: Nodes) -> str | None:
    """The tag that hides the last node of the page; the parser adds an empty body behind an open head."""
    node = len(nodes) - 1
    if nodes.tags[node] == "body":
        node -= 1
    while node > 0:
        if nodes.tags[node] in _HIDING:
            return nodes.tags[node]
        node = nodes.parents[node]
    return None


def _is_open(name: str | None, html: str) -> bool:
    """Whether the last element of that name stays open; nearly always it is a script, and is closed."""
    return name is not None and html.rfind(f"</{name}") <= html.rfind(f"<{name}")


def _is_bare(nodes: Nodes) -> bool:
    """Whether next to nothing is to be seen."""
    body = nodes.tags.index("body") if "body" in nodes.tags else 0
    return len(nodes) - body <= _FEW_NODES and sum(map(len, nodes.texts[body:])) <= _FEW_CHARS


def _unwrapped(html: str) -> str | None:
    """The source without tags that hide paragraphs, and their end tags; None where none does."""
    tags = [tag for tag in _WRAPPER.finditer(html) if not tag["kept"]]
    tags = list(dropwhile(_is_title, tags))  # the page's own stands first
    hidden = sum(
        len(_PARAGRAPH.findall(html, tag.end(), following.start()))
        for tag, following in pairwise(tags)
        if not tag["end"]
    )
    return "".join(_without(html, tags, ends_titles=False)) if hidden >= _PARAGRAPHS else None


def _is_title(tag: re.Match[str]) -> bool:
    return bool(tag["name"]) and tag["name"].lower() == "title"


def _name(tag: re.Match[str]) -> str:
    return (tag["code"] or tag["name"] or _COMMENT).lower()


def _holds_the_page(html: str, tag: re.Match[str]) -> bool:
    """Whether the page stands behind a tag that stays open: where a file is cut off, its end does not."""
    if _PAGE_END.search(html, tag.end()):
        return True
    found = islice(_PARAGRAPH.finditer(html, tag.end()), _PARAGRAPHS)
    return tag["code"] is None and sum(1 for _ in found) == _PARAGRAPHS


def _without(html: str, tags: list[re.Match[str]], *, ends_titles: bool = True) -> Iterator[str]:
    """The source in pieces; titles that stay open end where the next tag begins."""
    end = 0
    for tag in tags:
        yield html[end : tag.start()]
        end = tag.end()
        if ends_titles and _is_title(tag):
            end = stop if (stop := html.find("<", end)) >= 0 else len(html)
            yield f"{html[tag.start() : end]}</title>"
        else:
            yield " "
    yield html[end:]


def without_open_links(blocks: Blocks) -> Blocks:
    """The blocks, where a link that nobody closed has taken one after the other, as text that is no link."""
    if blocks.page.tree is None:
        return blocks
    links = _Links(blocks.page.tree.nodes)
    runs = [
        run
        for start, end in _linked_runs(blocks)
        for run in _of_one_link(
            [links.address(blocks.runs[block][0][0]) for block in range(start, end)], start
        )
        if len(run) > 1 and sum(blocks.link_chars[block] for block in run) > _LONGEST_LINK_CHARS
    ]
    if not runs:
        return blocks
    link_chars, are_open = list(blocks.link_chars), _open_addresses(blocks.page.text)
    for run in runs:
        if links.address(blocks.runs[run[0]][0][0]) in are_open:
            link_chars[run.start : run.stop] = [0] * len(run)
    return replace(blocks, link_chars=link_chars)


def _linked_runs(blocks: Blocks) -> Iterator[tuple[int, int]]:
    """Where blocks that are all link follow each other, and are long together."""
    start = chars = 0
    for i, (text, linked) in enumerate(zip(blocks.texts, blocks.link_chars, strict=True)):
        if linked and linked >= _LINKED_SHARE * len(text):
            chars += linked
            continue
        if chars > _LONGEST_LINK_CHARS:
            yield start, i
        start, chars = i + 1, 0
    if chars > _LONGEST_LINK_CHARS:
        yield start, len(blocks)


def _of_one_link(addresses: Sequence[str | None], start: int) -> Iterator[range]:
    """The blocks from `start` on, parted where the address changes."""
    for _, run in groupby(range(len(addresses)), key=addresses.__getitem__):
        first, *rest = run
        yield range(start + first, start + (rest[-1] if rest else first) + 1)


class _Links:
    """Where the links lead that elements lie in; what is known of an element holds for all below it."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._known: dict[int, str | None] = {-1: None}

    def address(self, node: int) -> str | None:
        """The address of the link around an element, itself included; None for none."""
        below = []
        while node not in self._known:
            if self._nodes.tags[node] == "a":
                self._known[node] = self._nodes.attributes[node].get("href")
                break
            below.append(node)
            node = self._nodes.parents[node]
        found = self._known[node]
        self._known.update(dict.fromkeys(below, found))
        return found


def _open_addresses(html: str) -> set[str]:
    """Where the links lead behind which the next one begins, or the page ends, before they do."""
    found = set()
    for tag, following in pairwise(chain(_LINK.finditer(html), [None])):
        if tag is None or tag["inside"] is None or (following is not None and following["inside"] is None):
            continue
        if address := _ADDRESS.search(tag["inside"]):
            found.add(unescape(address[1] or address[2] or address[3] or "").strip())
    return found
