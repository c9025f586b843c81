"""The containers around a block: what the elements' tags, classes, ids and roles say they are for.

A class name is weak evidence (plain drops of 550 such fragments cost 5.7 % of article words, RULES.md), so
zones are a feature for an engine to weigh, and a container that holds most of the page's text has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cleaner.features.tokens import element_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.features.tokens import Key
    from cleaner.types import Blocks, Nodes

__all__ = ["elements_around", "in_main", "own_zone", "settled", "zones"]

_BY_TAG = {"nav": "nav", "aside": "related", "footer": "footer", "menu": "nav", "figcaption": "caption",
           "form": "other", "dialog": "other"}  # fmt: skip
_BY_ROLE = {"navigation": "nav", "contentinfo": "footer", "banner": "masthead", "search": "nav",
            "complementary": "related", "dialog": "other", "alertdialog": "other", "menu": "nav",
            "menubar": "nav", "toolbar": "nav"}  # fmt: skip
_NAMES = tomllib.loads(files("cleaner.features").joinpath("zones.toml").read_text(encoding="utf-8"))
_BY_ID: dict[str, str] = {name: role for role, names in _NAMES["ids"].items() for name in names}
_BY_WORD: dict[str, str] = {word: role for role, words in _NAMES["words"].items() for word in words}
_BY_PAIR: dict[tuple[str, ...], str] = {
    tuple(pair.split()): role for role, pairs in _NAMES["pairs"].items() for pair in pairs
}
# A container with this share of the page's text is the page, whatever its class says ("has-sidebar").
_PAGE_SHARE = 0.4
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_MAX_NAME = 200  # characters of class and id that are read
_MAIN_ROLES = frozenset({"main", "article"})
_MAIN_TAGS = frozenset({"main", "article"})


def zones(blocks: Blocks) -> list[str]:
    """The role that the containers around each block give it, "" for none; the outermost clutter wins."""
    tree = blocks.page.tree
    if tree is None:
        return [""] * len(blocks)
    around = elements_around(blocks, tree.nodes)
    tags, attributes = tree.nodes.tags, tree.nodes.attributes
    own = [own_zone(element_key(tags[i], attributes[i])) for i in around]
    return settled(blocks, tree.nodes, around, own)


def settled(blocks: Blocks, nodes: Nodes, around: Sequence[int], own: Sequence[str]) -> list[str]:
    """The zone of each block, by what each of the elements around them (`around`) says for itself (`own`)."""
    parents, ends = nodes.parents, nodes.ends
    before = _text_before(blocks, nodes)
    most = _PAGE_SHARE * before[-1]
    found = {-1: ""}
    for element, said in zip(around, own, strict=True):
        zone = found[parents[element]]
        if said and not zone and before[ends[element]] - before[element] < most:
            zone = said
        found[element] = zone
    return [found[_place(nodes, run, owner)] for run, owner in zip(blocks.runs, blocks.nodes, strict=True)]


def elements_around(blocks: Blocks, nodes: Nodes) -> list[int]:
    """The elements that blocks lie in, in document order: a third of a page's elements."""
    parents = nodes.parents
    seen = {-1}
    for i in {*blocks.nodes, *[run[0][0] for run in blocks.runs]}:
        while i not in seen:
            seen.add(i)
            i = parents[i]
    return sorted(seen)[1:]


def _place(nodes: Nodes, run: Sequence[tuple[int, str]], owner: int) -> int:
    """The innermost element that surely holds the whole block: the first piece's, or the block's own."""
    first = run[0][0]
    if first == owner or len(run) == 1:
        return first
    end = nodes.ends[first]
    return first if all(first <= node < end for node, text in run if text.strip()) else owner


def in_main(blocks: Blocks) -> list[bool]:
    """True for blocks inside <main>, <article> or what says so by `role` or `itemprop=articleBody`."""
    tree = blocks.page.tree
    if tree is None:
        return [False] * len(blocks)
    nodes = tree.nodes
    found = {-1: False}
    for node in blocks.nodes:
        path = []
        while node not in found:
            path.append(node)
            node = nodes.parents[node]
        inside = found[node]
        for element in reversed(path):
            found[element] = inside = inside or _is_main(nodes.tags[element], nodes.attributes[element])
    return [found[node] for node in blocks.nodes]


def _is_main(tag: str, attributes: Mapping[str, str | None]) -> bool:
    return tag in _MAIN_TAGS or (
        bool(attributes)
        and (attributes.get("role") in _MAIN_ROLES or attributes.get("itemprop") == "articleBody")
    )


def own_zone(key: Key) -> str:
    """What an element says for itself."""
    tag, classes, name, role, _ = key
    if found := _BY_TAG.get(tag) or _BY_ROLE.get(role) or _BY_ID.get(name):
        return found
    return _zone_of_names(f"{classes} {name}"[:_MAX_NAME]) if classes or name else ""


@lru_cache(maxsize=20_000)
def _zone_of_names(names: str) -> str:
    """What a class attribute and an id say, "" if nothing.

    >>> _zone_of_names("post-share-buttons"), _zone_of_names("authorBox"), _zone_of_names("story")
    ('share', 'bio', '')
    """
    for name in names.split():
        parts = [part.lower() for part in _SPLIT.split(name) if part]
        for pair in pairwise(parts):
            if pair in _BY_PAIR:
                return _BY_PAIR[pair]
        for part in parts:
            if part in _BY_WORD:
                return _BY_WORD[part]
    return ""


def _text_before(blocks: Blocks, nodes: Nodes) -> list[int]:
    """Unlinked characters that a reader sees before each node, and in all: len(nodes) + 1."""
    own = [0] * len(nodes)
    for node, text, linked, hidden in zip(
        blocks.nodes, blocks.texts, blocks.link_chars, blocks.hidden, strict=True
    ):
        if not hidden:
            own[node] += len(text) - linked
    return list(accumulate(own, initial=0))
