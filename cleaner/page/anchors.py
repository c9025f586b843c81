"""Links within a page that look like signs of footnotes, and the elements that they lead to.

Told by what every footnote has, whoever made it: a short link forward to a place on the same page, and from
there a link back. A sign above the line needs no way back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaner.page.blocks import BLOCK_TAGS, HEADINGS, PREFORMATTED
from cleaner.page.here import Here
from cleaner.page.regions import BRACKETS, regions
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.page.regions import Region
    from cleaner.types import Blocks, Nodes

__all__ = ["Anchored", "anchored", "sign", "wrapper"]

_SIGN_CHARS = 12  # "[note 12]"
_ABOVE = 3  # elements: <sup><span><a>
_WRAPPER_NODES = 12  # <sup><a><span>[</span>1<span>]</span></a></sup> has seven
_BACK_CHARS = 40  # "Jump back to footnote 12 in the text"
_SIGN = re.compile(r"\w|[*†‡§¶]")


class Anchored(NamedTuple):
    """Signs of notes and where the notes are."""

    regions: list[Region]
    signs: dict[int, list[int]]  # target -> links
    backs: set[int]  # links back
    blocks: dict[int, int]  # link of a sign -> the block it is in


def anchored(blocks: Blocks, kept: Iterable[int], nodes: Nodes) -> Anchored | None:
    """The signs of notes in the kept blocks; None on a page without any."""
    here = Here(blocks.page)
    forward = _forward_links(blocks, kept, nodes, here)
    if not forward:
        return None
    targets = _targets(nodes, {fragment for fragment, _ in forward.values()})
    signs: dict[int, list[int]] = {}
    for link, (fragment, _) in forward.items():
        target = targets.get(fragment, -1)
        if target >= nodes.ends[link] and nodes.tags[target] not in HEADINGS:
            signs.setdefault(target, []).append(link)
    backs: set[int] = set()
    proven: list[Region] = []
    for region in regions(nodes, signs):
        found = _back_links(nodes, region, signs[region.target], here)
        if found or any(_is_raised(nodes, link) for link in signs[region.target]):
            proven.append(region)
            backs.update(found)
    if not proven:
        return None
    names = {region.target: forward[signs[region.target][0]][0] for region in proven}
    backs.update(_to_other_signs(nodes, proven, names, here))
    return Anchored(proven, signs, backs, {link: block for link, (_, block) in forward.items()})


def _forward_links(
    blocks: Blocks, kept: Iterable[int], nodes: Nodes, here: Here
) -> dict[int, tuple[str, int]]:
    """Short links in the text to a place on the same page: link -> fragment, and block."""
    tags, parents = nodes.tags, nodes.parents
    found: dict[int, tuple[str, int]] = {}
    for block in kept:
        if not blocks.link_chars[block] or blocks.tags[block] in PREFORMATTED:
            continue
        for node, text in blocks.runs[block]:
            if not 0 < len(text) <= _SIGN_CHARS:
                continue
            link = node
            for _ in range(_ABOVE):
                if tags[link] == "a" or parents[link] < 0:
                    break
                link = parents[link]
            if link not in found and tags[link] == "a":
                fragment = here.fragment(nodes.attributes[link].get("href"))
                if fragment and _SIGN.search(text):
                    found[link] = fragment, block
    return {link: place for link, place in found.items() if sign(nodes, link)}


def sign(nodes: Nodes, link: int) -> str:
    """What a link says, without brackets; "" if that is no sign of a note."""
    if nodes.ends[link] - link > _WRAPPER_NODES:
        return ""
    text = squeeze("".join(nodes.texts[link : nodes.ends[link]]))
    return text.strip(BRACKETS) if len(text) <= _SIGN_CHARS and _SIGN.search(text) else ""


def _targets(nodes: Nodes, wanted: set[str]) -> dict[str, int]:
    """The first element with each of these ids, or names of anchors."""
    found: dict[str, int] = {}
    for node, attributes in enumerate(nodes.attributes):
        if attributes:
            name = attributes.get("id")
            if name in wanted:
                found.setdefault(name, node)
            if nodes.tags[node] == "a" and (name := attributes.get("name")) in wanted:
                found.setdefault(name, node)
    return found


def _back_links(nodes: Nodes, region: Region, links: Iterable[int], here: Here) -> list[int]:
    """The links in a note that lead back to one of its signs, or to what stands around the sign."""
    near: set[str | None] = set()
    for link in links:
        around = [*range(max(link - 2, 0), nodes.ends[link])]
        node = link
        for _ in range(_ABOVE):
            node = nodes.parents[node]
            if node < 0:
                break
            around.append(node)
            if nodes.tags[node] in BLOCK_TAGS:
                break
        near.update(nodes.attributes[node].get(name) for node in around for name in ("id", "name"))
    return [link for link, fragment in _links_within(nodes, region, here) if fragment in near]


def _links_within(nodes: Nodes, region: Region, here: Here) -> Iterator[tuple[int, str]]:
    """The short links of a note that lead to a place on the page, and that place."""
    for node in range(region.start, region.stop):
        if nodes.tags[node] != "a":
            continue
        fragment = here.fragment(nodes.attributes[node].get("href"))
        if fragment and sum(map(len, nodes.texts[node : nodes.ends[node]])) <= _BACK_CHARS:
            yield node, fragment


def _to_other_signs(
    nodes: Nodes, proven: Sequence[Region], names: Mapping[int, str], here: Here
) -> Iterator[int]:
    """The links in notes that lead back to signs which were not kept: those of a box, of another's text."""
    links = [
        (link, fragment, region) for region in proven for link, fragment in _links_within(nodes, region, here)
    ]
    places = _targets(nodes, {fragment for _, fragment, _ in links})
    for link, fragment, region in links:
        place = places.get(fragment, region.start)
        around = range(max(place - 2, 0), min(nodes.ends[place] + 2, place + _WRAPPER_NODES, region.start))
        if any(here.fragment(nodes.attributes[node].get("href")) == names[region.target] for node in around):
            yield link


def _is_raised(nodes: Nodes, link: int) -> bool:
    """True for a link that stands above the line, or says what it is: it needs no link back."""
    parent = nodes.parents[link]
    inside = nodes.tags[link : min(nodes.ends[link], link + _ABOVE)]
    return (
        nodes.attributes[link].get("role") == "doc-noteref"
        or nodes.attributes[link].get("epub:type") == "noteref"
        or nodes.tags[parent] == "sup"
        or nodes.tags[nodes.parents[parent]] == "sup"
        or "sup" in inside
    )


def wrapper(nodes: Nodes, link: int) -> range:
    """The elements of a sign: the link, and what is around it and says no more."""
    said, node = sign(nodes, link), link
    while True:
        outer = nodes.parents[node]
        size = nodes.ends[outer] - outer
        if nodes.tags[outer] in BLOCK_TAGS or size > _WRAPPER_NODES:
            break
        if squeeze("".join(nodes.texts[outer : nodes.ends[outer]])).strip(BRACKETS) != said:
            break
        node = outer
    return range(node, nodes.ends[node])
