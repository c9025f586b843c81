"""Where the notes of a page may be: the elements of each, told by what its signs lead to.

Most pages keep each note in an element of its own. Where notes share one that holds text of the article too,
as on pages whose paragraphs are parted by `<br>`, a note is no more than the paragraph that begins at its
target.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaner.page.blocks import BLOCK_TAGS
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaner.types import Blocks, Nodes

__all__ = ["BRACKETS", "Region", "of_blocks", "regions"]

BRACKETS = " []()"

_ITEMS = frozenset({"li", "dd", "dt"})  # each a whole note, however long its list is
# What generators put around the paragraphs of a note: Word a <div>, docutils an <aside>.
_AROUND = frozenset({*_ITEMS, "aside", "div"})
# Parts of a page, to which a link may lead too. A table may be a note, as old versions of docutils have it.
_STRANGERS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figure", "table", "caption", "thead", "th"})


class Region(NamedTuple):
    """Where a note may be: elements start <= node < stop."""

    start: int
    stop: int
    target: int  # the element that the signs lead to
    holder: int  # the block-level element around it
    alone: bool  # a single paragraph, that which begins at the target


def regions(nodes: Nodes, signs: Mapping[int, Iterable[int]]) -> list[Region]:
    """The elements of each note, none in two; a target -> its signs. Left out is what can be no note."""
    outline = _Outline(nodes, signs)
    made: list[Region] = []
    for target, after in pairwise([*outline.targets, len(nodes)]):
        made.append(_region(nodes, outline, target, after, made[-1] if made else None))
    # A holder may begin before the target in it does.
    clipped = [one._replace(stop=min(one.stop, other.start)) for one, other in pairwise(made)] + made[-1:]
    return [region for region in clipped if not _has(outline.strangers, region.start, region.stop)]


def of_blocks(blocks: Blocks, nodes: Nodes, regions: Sequence[Region]) -> dict[int, Region]:
    """The note that each block is in, if any."""
    starts = [region.start for region in regions]
    found: dict[int, Region] = {}
    begun: set[int] = set()  # targets
    reached = -1  # the last element so far that has text
    for at, run in enumerate(blocks.runs):
        fresh = next((i for i, (node, _) in enumerate(run) if node > reached), len(run))
        # Text right in an element goes on behind the last one in it.
        position = run[fresh][0] if fresh < len(run) else reached
        reached = max([reached, *(node for node, _ in run)])
        index = bisect_right(starts, position) - 1
        if index < 0 or position >= regions[index].stop:
            continue
        region = regions[index]
        if fresh == len(run) and blocks.nodes[at] < region.holder:
            continue
        if region.alone:
            goes_on = blocks.joins[at] and found.get(at - 1) == region
            if not goes_on and (region.target in begun or not _begins(nodes, region, run, fresh)):
                continue
            begun.add(region.target)
        found[at] = region
    return found


def _begins(nodes: Nodes, region: Region, run: Sequence[tuple[int, str]], fresh: int) -> bool:
    """True for a block that begins at the target of a note, brackets aside: as far as its piece `fresh`."""
    if fresh == len(run):
        return False
    said = squeeze("".join([text for _, text in run[:fresh]]))
    since = squeeze("".join(nodes.texts[region.target : run[fresh][0]]))
    return said.strip(BRACKETS) == since.strip(BRACKETS)


class _Outline:
    """What tells the notes of a page from its text; all in document order."""

    def __init__(self, nodes: Nodes, signs: Mapping[int, Iterable[int]]) -> None:
        self.targets = sorted(signs)
        self.links = sorted(link for links in signs.values() for link in links)
        self.breaks = [node for node, tag in enumerate(nodes.tags) if tag == "br"]
        self.strangers = [
            node
            for node, tag in enumerate(nodes.tags)
            if tag in _STRANGERS and not (tag == "table" and node in signs)
        ]


def _region(nodes: Nodes, outline: _Outline, target: int, after: int, before: Region | None) -> Region:
    """The elements from a target, or from the element around it, at most up to `after`, the next target."""
    holder = target
    while nodes.tags[holder] not in BLOCK_TAGS and nodes.parents[holder] >= 0:
        holder = nodes.parents[holder]
    shared = before is not None and before.target >= holder
    if before and before.holder == holder:
        alone = before.alone
    else:
        alone = holder != target and _is_shared_with_text(nodes, outline, holder, target)
    stop = min(nodes.ends[holder], after)
    if alone:
        return Region(target, _next(outline.strangers, target, stop), target, holder, alone)
    if not shared:
        holder = _widened(nodes, outline, holder)
        stop = min(_end(nodes, holder), after)
    return Region(target if shared else holder, stop, target, holder, alone)


def _is_shared_with_text(nodes: Nodes, outline: _Outline, holder: int, target: int) -> bool:
    """True where an element holds more than notes: signs or lines before the first one, or a heading."""
    return (
        _has(outline.links, holder, target)
        or _has(outline.breaks, holder, target)
        or _has(outline.strangers, holder, nodes.ends[holder])
    )


def _widened(nodes: Nodes, outline: _Outline, holder: int) -> int:
    """The largest element that begins with a note and holds no other, no further sign and no heading."""
    while nodes.tags[holder] not in _ITEMS:
        outer = nodes.parents[holder]
        if outer < 0 or nodes.tags[outer] not in _AROUND:
            break
        sides = (outer, holder), (nodes.ends[holder], nodes.ends[outer])
        others = (outline.targets, outline.links, outline.strangers)
        if any(_has(ordered, *side) for ordered in others for side in sides):
            break
        if any(map(str.strip, nodes.texts[outer:holder])):
            break
        holder = outer
    return holder


def _end(nodes: Nodes, holder: int) -> int:
    """Where an element ends; a term with all that is said of it."""
    end = nodes.ends[holder]
    if nodes.tags[holder] == "dt":
        while end < nodes.ends[nodes.parents[holder]] and nodes.tags[end] != "dt":
            end = nodes.ends[end]
    return end


def _has(ordered: Sequence[int], start: int, stop: int) -> bool:
    return _next(ordered, start, stop) < stop


def _next(ordered: Sequence[int], start: int, stop: int) -> int:
    """The first of the elements that is not before `start`; `stop` if that is not before it."""
    at = bisect_left(ordered, start)
    return min(ordered[at], stop) if at < len(ordered) else stop
