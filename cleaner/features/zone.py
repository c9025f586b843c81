"""The containers around a block: what the elements' tags, classes, ids and roles say they are for.

A class name is weak evidence (plain drops of 550 such fragments cost 5.7 % of article words, RULES.md), so
zones are a feature for an engine to weigh, and a container that holds most of the page's text has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from cleaner.features import wordlists
from cleaner.features.tokens import element_key, element_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaner.features.tokens import Key
    from cleaner.types import Blocks, Nodes

__all__ = ["elements_around", "in_main", "own_zones", "settled", "zones"]

_BY_TAG = {"nav": "nav", "aside": "related", "footer": "footer", "menu": "nav", "figcaption": "caption",
           "form": "other", "dialog": "other"}  # fmt: skip
_BY_ROLE = {"navigation": "nav", "contentinfo": "footer", "banner": "masthead", "search": "nav",
            "complementary": "related", "dialog": "other", "alertdialog": "other", "menu": "nav",
            "menubar": "nav", "toolbar": "nav"}  # fmt: skip
_NAMES = wordlists.table("zones.toml")
_BY_ID: dict[str, str] = {name: role for role, names in _NAMES["ids"].items() for name in names}
_BY_WORD: dict[str, str] = {word: role for role, words in _NAMES["words"].items() for word in words}
_BY_NAME: dict[str, str] = {name: role for role, names in _NAMES["alone"].items() for name in names}
_BY_PAIR: dict[tuple[str, ...], str] = {
    tuple(pair.split()): "" if role == "none" else role
    for role, pairs in _NAMES["pairs"].items()
    for pair in pairs
}
# A container with this share of the page's text is the page, whatever its class says ("has-sidebar").
_PAGE_SHARE = 0.4
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_LETTERS = bytes(code if chr(code).isalpha() or code == ord("\n") else ord(" ") for code in range(256))
_MAIN_ROLES = frozenset({"main", "article"})
_MAIN_TAGS = frozenset({"main", "article"})


def zones(blocks: Blocks, *, named: bool = True) -> list[str]:
    """The role that the containers around each block give it, "" for none; the outermost clutter wins.

    What is not `named` goes by tags, roles and ids alone, and not by the words of names.
    """
    tree = blocks.page.tree
    if tree is None:
        return [""] * len(blocks)
    around = elements_around(blocks, tree.nodes)
    tags, attributes = tree.nodes.tags, tree.nodes.attributes
    keys = [element_key(tags[i], attributes[i]) for i in around]
    different = list(dict.fromkeys(keys))
    names = [element_names(key) if named else [] for key in different]
    own = dict(zip(different, own_zones(different, names), strict=True))
    return settled(blocks, tree.nodes, around, [own[key] for key in keys])


def settled(blocks: Blocks, nodes: Nodes, around: Sequence[int], own: Sequence[str]) -> list[str]:
    """The zone of each block, by what each of the elements around them (`around`) says for itself (`own`)."""
    parents, ends = nodes.parents, nodes.ends
    places, before = _text_before(blocks)
    most = _PAGE_SHARE * before[-1]
    found = {-1: ""}
    for element, said in zip(around, own, strict=True):
        zone = found[parents[element]]
        if said and not zone:
            inside = before[bisect_left(places, ends[element])] - before[bisect_left(places, element)]
            zone = said if inside < most else ""
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


def own_zones(keys: Iterable[Key], names: Sequence[list[str]]) -> list[str]:
    """What each of these elements says for itself, by tag, role, and the words of its `element_names`.

    >>> keys = [("div", "post-share-buttons", "", "", ""), ("div", "authorBox", "", "", "")]
    >>> own_zones(keys, [["post-share-buttons"], ["authorBox"]])
    ['share', 'bio']
    """
    words = _words_of(chain.from_iterable(names))
    said = {name: zone for name, found in words.items() if (zone := _zone_of_words(found))}
    return [_own_zone(key, own, said) for key, own in zip(keys, names, strict=True)]


def _words_of(names: Iterable[str]) -> dict[str, list[str]]:
    """The words in letters that each name is made of; all names in one piece, for small calls are slow."""
    different = list(dict.fromkeys(names))
    joined = "\n".join([name if name.islower() else _CAMEL.sub(" ", name) for name in different])
    lines = joined.lower().encode("ascii", "replace").translate(_LETTERS).decode("ascii").split("\n")
    return {name: line.split() for name, line in zip(different, lines, strict=bool(different))}


def _own_zone(key: Key, names: list[str], said: Mapping[str, str]) -> str:
    if found := _BY_TAG.get(key[0]) or _BY_ROLE.get(key[3]) or _BY_ID.get(key[2]):
        return found
    for name in names:
        if name in said:
            return said[name]
    return ""


def _zone_of_words(words: list[str]) -> str:
    if len(words) > 1:
        for pair in pairwise(words):
            if pair in _BY_PAIR:
                return _BY_PAIR[pair]
    elif words and words[0] in _BY_NAME:
        return _BY_NAME[words[0]]
    for word in words:
        if word in _BY_WORD:
            return _BY_WORD[word]
    return ""


def _text_before(blocks: Blocks) -> tuple[list[int], list[int]]:
    """The nodes of blocks in order, and the unlinked characters a reader sees before each, and in all."""
    seen = sorted(
        (node, len(text) - linked)
        for node, text, linked, hidden in zip(
            blocks.nodes, blocks.texts, blocks.link_chars, blocks.hidden, strict=True
        )
        if not hidden
    )
    return [node for node, _ in seen], list(accumulate([size for _, size in seen], initial=0))
