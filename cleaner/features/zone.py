"""The containers around a block: what the elements' tags, classes, ids and roles say they are for.

A class name is weak evidence (plain drops of 550 such fragments cost 5.7 % of article words, RULES.md), so
zones are a feature for an engine to weigh, and a container that holds most of the page's text has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.types import Blocks, Nodes

__all__ = ["in_main", "zones"]

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
    nodes, shares = tree.nodes, _text_shares(blocks, tree.nodes)
    found = {-1: ""}
    places = [_place(nodes, run, owner) for run, owner in zip(blocks.runs, blocks.nodes, strict=True)]
    for place in places:
        # Only elements around blocks are looked at, each once: a third of a page's elements.
        node, path = place, []
        while node not in found:
            path.append(node)
            node = nodes.parents[node]
        zone = found[node]
        for element in reversed(path):
            if not zone and shares[element] < _PAGE_SHARE:
                zone = _own_zone(nodes.tags[element], nodes.attributes[element])
            found[element] = zone
    return [found[place] for place in places]


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


def _own_zone(tag: str, attributes: Mapping[str, str | None]) -> str:
    if by_tag := _BY_TAG.get(tag):
        return by_tag
    if not attributes:
        return ""
    if by_role := _BY_ROLE.get(attributes.get("role") or ""):
        return by_role
    if by_id := _BY_ID.get(attributes.get("id") or ""):
        return by_id
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return _zone_of_names(names[:_MAX_NAME]) if len(names) > 1 else ""


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


def _text_shares(blocks: Blocks, nodes: Nodes) -> list[float]:
    """Each element's share of the visible page's unlinked characters, 0.0 to 1.0."""
    own = [0] * len(nodes)
    for node, text, linked, hidden in zip(
        blocks.nodes, blocks.texts, blocks.link_chars, blocks.hidden, strict=True
    ):
        if not hidden:
            own[node] += len(text) - linked
    total = sum(own) or 1
    for i in range(len(own) - 1, 0, -1):  # children come after their parents
        own[nodes.parents[i]] += own[i]
    return [chars / total for chars in own]
