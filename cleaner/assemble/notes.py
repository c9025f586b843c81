"""Footnotes in Markdown's way: a sign becomes `[^1]`, the note `[^1]: ...`.

The link back goes, since a reader of Markdown gets one of his own. A sign whose note was dropped stays the
link that it was, and a note whose sign was dropped stays the list item that it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaner.assemble.pieces import pieces, resqueezed
from cleaner.page.anchors import anchored, sign, wrapper
from cleaner.page.blocks import PREFORMATTED
from cleaner.page.regions import of_blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cleaner.assemble.pieces import Kept, Piece
    from cleaner.page.anchors import Anchored
    from cleaner.page.regions import Region
    from cleaner.types import Blocks, Nodes

__all__ = ["NO_NOTES", "Note", "Notes", "noted"]

_NO_WORD = re.compile(r"\W+")
_AROUND_BACK = frozenset(" ^↑↩[](){},;:.|\u21a9\ufe0e\ufe0f")


class Note(NamedTuple):
    """A note: its label, and the element that holds it."""

    label: str
    node: int


class Notes(NamedTuple):
    """The notes of a page, both ends of which were kept."""

    signs: dict[int, str]  # link -> label
    blocks: dict[int, Note]  # block -> the note that it belongs to
    firsts: dict[int, str]  # first block of each note -> label


NO_NOTES = Notes({}, {}, {})


def noted(blocks: Blocks, kept: list[Kept], data: Collection[int]) -> tuple[list[Kept], Notes]:
    """The kept blocks with signs of notes for links, without links back; and the notes.

    A cell of a data table (an element of `data`) is no note: Markdown has no place for one there.
    """
    if blocks.page.tree is None:
        return kept, NO_NOTES
    nodes = blocks.page.tree.nodes
    found = anchored(blocks, [block.at for block in kept], nodes)
    found = _uncut(blocks, kept, nodes, found) if found else None
    held = _outside_tables(kept, of_blocks(blocks, nodes, found.regions), data) if found else {}
    if not found or not held:
        return kept, NO_NOTES
    bodies = _bodies(blocks, kept, nodes, held, found)
    begun = dict.fromkeys(held[index].target for index, body in bodies.items() if _says(body))
    labels = _labels(nodes, {target: found.signs[target] for target in begun})
    notes = Notes({link: label for target, label in labels.items() for link in found.signs[target]}, {}, {})
    return _written(blocks, kept, nodes, held, bodies, labels, notes), notes


def _uncut(blocks: Blocks, kept: Iterable[Kept], nodes: Nodes, found: Anchored) -> Anchored:
    """Those notes of which a sign is left in the text, where spans were cut out of it."""
    left = {block.at: {node for node, _ in pieces(blocks, block)} for block in kept if block.cuts}
    if not left:
        return found
    signs = {
        target: [
            link
            for link in links
            if found.blocks[link] not in left
            or not left[found.blocks[link]].isdisjoint(range(link, nodes.ends[link]))
        ]
        for target, links in found.signs.items()
    }
    return found._replace(signs=signs, regions=[region for region in found.regions if signs[region.target]])


def _bodies(
    blocks: Blocks, kept: Iterable[Kept], nodes: Nodes, held: Mapping[int, Region], found: Anchored
) -> dict[int, list[Piece]]:
    """The pieces of each block of a note, without links back and without the number at its beginning."""
    ways_back = {node for link in found.backs for node in range(link, nodes.ends[link])}
    begun: set[int] = set()
    bodies: dict[int, list[Piece]] = {}
    for block in kept:
        region = held.get(block.at)
        if region is None:
            continue
        body = pieces(blocks, block)
        if blocks.tags[block.at] not in PREFORMATTED:
            body = _without_ways_back(body, ways_back)
            if region.target not in begun:
                in_list = nodes.tags[region.holder] == "li"
                body = _without_number(body, sign(nodes, found.signs[region.target][0]), in_list=in_list)
            body = resqueezed(body)
        bodies[block.at] = body
        if _says(body):
            begun.add(region.target)
    return bodies


def _written(
    blocks: Blocks,
    kept: Iterable[Kept],
    nodes: Nodes,
    held: Mapping[int, Region],
    bodies: Mapping[int, list[Piece]],
    labels: Mapping[int, str],
    notes: Notes,
) -> list[Kept]:
    """The kept blocks as they read with these notes, of which those that are notes are entered in `notes`."""
    wrapped = {node: link for link in notes.signs for node in wrapper(nodes, link)}
    begun: set[int] = set()
    made: list[Kept] = []
    for block in kept:
        region = held.get(block.at)
        label = labels.get(region.target) if region else None
        signed = any(node in wrapped for node, _ in blocks.runs[block.at])
        if blocks.tags[block.at] not in PREFORMATTED and (label or signed):
            body = bodies[block.at] if label else pieces(blocks, block)
            body = resqueezed(_signed(body, wrapped, notes.signs)) if signed else body
            if not body:
                continue
            block = block._replace(text="".join([text for _, text in body]).strip(" "), pieces=body)
        made.append(block)
        if region and label:
            notes.blocks[block.at] = Note(label, region.holder)
            if block.text and region.target not in begun:
                notes.firsts[block.at] = label
                begun.add(region.target)
    return made


def _outside_tables(
    kept: Iterable[Kept], held: Mapping[int, Region], data: Collection[int]
) -> dict[int, Region]:
    """The blocks of those notes that have none in a data table."""
    in_tables = {held[block.at].target for block in kept if block.place.table in data and block.at in held}
    return {at: region for at, region in held.items() if region.target not in in_tables}


def _labels(nodes: Nodes, signs: Mapping[int, Sequence[int]]) -> dict[int, str]:
    """A label for each target, after its first sign; where two would be the same, the later gets a number."""
    labels: dict[int, str] = {}
    given: dict[str, int] = {}  # label -> how often it was wanted
    for target, links in signs.items():
        wanted = label = _NO_WORD.sub("-", sign(nodes, links[0])).strip("-") or str(len(labels) + 1)
        while label in given:
            given[wanted] += 1
            label = f"{wanted}-{given[wanted]}"
        given[label] = 1
        labels[target] = label
    return labels


def _signed(made: Sequence[Piece], wrappers: Mapping[int, int], labels: Mapping[int, str]) -> list[Piece]:
    """The pieces with one for each sign of a note: its link, and its label in brackets."""
    signed: list[Piece] = []
    for node, text in made:
        link = wrappers.get(node, -1)
        if link < 0 or not text:
            signed.append((node, text))
        elif not signed or signed[-1][0] != link:
            signed.append((link, f"[{labels[link]}]"))
    return signed


def _says(body: Iterable[Piece]) -> bool:
    """True for pieces with words: pictures alone are no note."""
    return any(text for _, text in body)


def _without_ways_back(made: Sequence[Piece], ways_back: set[int]) -> list[Piece]:
    """The pieces without links back, and without the arrows and brackets around them at either end."""
    rest = list(made)
    if end := _reach(rest, ways_back):
        rest = rest[end:]
        if rest:
            rest[0] = (rest[0][0], rest[0][1].lstrip(" ]).:,"))
    if end := _reach(rest[::-1], ways_back):
        # What stands before the first of them may be the full stop behind a link.
        rest = rest[: next(i for i in range(len(rest) - end, len(rest)) if rest[i][0] in ways_back)]
        while rest and rest[-1][1]:
            node, text = rest.pop()
            if text := text.rstrip(" ^↑[(|"):
                rest.append((node, text))
                break
    return [piece for piece in rest if piece[0] not in ways_back]


def _reach(ordered: Sequence[Piece], ways_back: set[int]) -> int:
    """How many pieces from this end on are links back, and what stands around those; 0 without a link."""
    reached = 0
    for i, (node, text) in enumerate(ordered):
        if node in ways_back:
            reached = i + 1
        elif not (text and _AROUND_BACK.issuperset(text)):
            return i if reached else 0
    return len(ordered) if reached else 0


def _without_number(made: list[Piece], said: str, *, in_list: bool) -> list[Piece]:
    """The pieces of a note without the number it begins with; in a list that is an element of its own."""
    if not made:
        return made
    node, text = made[0]
    number = re.escape(said)
    after = r"\s*\Z" if in_list else r"(?:[.:)]|\s|\Z)"
    found = re.match(rf"\s*(?:[\[(]\s*{number}\s*[\])]|{number}{after})\s*", text)
    return [(node, text[found.end() :]), *made[1:]] if found else made
