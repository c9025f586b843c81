"""Articles with readers' posts below them, of which the corpora have few, put together from two pages.

Pages of today load comments by script, so those that were saved lack them; older ones and archives are full
of them. A branch of another page (its comments, or a forum's posts) becomes the last child of an element
around the article, and none of it is content. Weights that have not seen such pages keep many of the posts:
word F1 .901 on wcxb's articles, .967 without the posts; those that have, .953 and .972 (two folds, 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from training.datasets import Sample

__all__ = ["Branch", "branch", "grafted", "place"]

_TRUE = 0.5  # share of a block's words from which it is content
_FEWEST, _MOST = (3, 60), (200, 3000)  # blocks and words of a branch
_HIGHEST = 2  # elements between the one that just holds the content and the one that the branch hangs on
# Columns of a frame with an entry a block; the others belong to elements or to the page.
_OF_BLOCKS = (
    "tags", "kinds", "chars", "link_chars", "marks", "copies", "earlier", "title", "words", "zones",
    "phrases",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """An element of a page and the blocks in it, which stand in a row."""

    sample: Sample
    root: int
    first: int
    last: int  # one past


def branch(sample: Sample) -> Branch | None:
    """The comments of a page, or a forum's posts; None where there are none, or too few or many."""
    frame, sizes = sample.frame, np.array([len(words) for words in sample.words])
    posts = np.array([zone == "comments" for zone in frame.zones])
    if sizes[posts].sum() < _FEWEST[1]:
        posts = (sample.share >= _TRUE) & (sample.page_type == "forum")
    if posts.sum() < _FEWEST[0]:
        return None
    root = _holder(frame.parent, frame.owner[posts].tolist())
    blocks = np.flatnonzero((frame.owner >= root) & (frame.owner < frame.end[root]))
    limits = zip(_FEWEST, (len(blocks), sizes[blocks].sum()), _MOST, strict=True)
    if not root or not all(few <= size <= most for few, size, most in limits):
        return None
    first, last, inner = int(blocks[0]), int(blocks[-1]) + 1, frame.inner[blocks]
    if last - first != len(blocks) or not ((inner >= root) & (inner < frame.end[root])).all():
        return None
    return Branch(sample, root, first, last)


def place(sample: Sample, random: np.random.Generator) -> int | None:
    """The element of an article's page that posts may hang on, None for other pages."""
    true = sample.share >= _TRUE
    if sample.truth is None or sample.page_type not in ("article", None) or true.sum() < _FEWEST[0]:
        return None
    element = _holder(sample.frame.parent, sample.frame.owner[true].tolist())
    for _ in range(int(random.integers(0, _HIGHEST + 1))):
        element = int(sample.frame.parent[element])
    return element


def grafted(sample: Sample, element: int, graft: Branch) -> Sample:
    """The page with a branch as the last child of one of its elements; none of the branch is content."""
    frame, other = sample.frame, graft.sample.frame
    at, stop = int(frame.end[element]), int(other.end[graft.root])
    grown = stop - graft.root
    owners = np.flatnonzero((frame.owner >= element) & (frame.owner < at))
    block = int(owners[-1]) + 1 if len(owners) else len(frame.tags)
    added = slice(graft.first, graft.last)

    def inserted(mine: Any, new: Any, where: int) -> Any:
        if isinstance(mine, list):
            return [*mine[:where], *new, *mine[where:]]
        return np.concatenate([mine[:where], new, mine[where:]]).astype(mine.dtype)

    def moved(elements: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.where(elements >= at, elements + grown, elements)

    above = np.isin(np.arange(len(frame.end)), _way(frame.parent, element))
    end = np.where((frame.end > at) | ((frame.end == at) & above), frame.end + grown, frame.end)
    parent = other.parent[graft.root : stop] - graft.root + at
    parent[0] = element
    numbers = {key: i for i, key in enumerate(frame.keys)}
    names = list(frame.names)
    for kind in dict.fromkeys(other.key[graft.root : stop].tolist()):
        if other.keys[kind] not in numbers:
            numbers[other.keys[kind]] = len(numbers)
            names.append(other.names[kind])
    kinds = [numbers[other.keys[kind]] for kind in other.key[graft.root : stop].tolist()]
    columns = {
        name: inserted(getattr(frame, name), getattr(other, name)[added], block) for name in _OF_BLOCKS
    }
    return replace(
        sample,
        frame=replace(
            frame,
            **columns,
            owner=inserted(moved(frame.owner), other.owner[added] - graft.root + at, block),
            inner=inserted(moved(frame.inner), other.inner[added] - graft.root + at, block),
            keys=list(numbers),
            names=names,
            page=list(dict.fromkeys([*frame.page, *chain.from_iterable(names)])),
            key=inserted(frame.key, kinds, at),
            parent=inserted(moved(frame.parent), parent, at),
            end=inserted(end, other.end[graft.root : stop] - graft.root + at, at),
        ),
        texts=inserted(sample.texts, graft.sample.texts[added], block),
        words=inserted(sample.words, graft.sample.words[added], block),
        logic=frozenset(i if i < block else i + graft.last - graft.first for i in sample.logic),
        made="with posts",
        share=inserted(sample.share, np.zeros(graft.last - graft.first, np.float32), block),
    )


def _way(parent: NDArray[np.intp], element: int) -> list[int]:
    """An element and all above it."""
    found = [element]
    while parent[element] != element:
        element = int(parent[element])
        found.append(element)
    return found


def _holder(parent: NDArray[np.intp], elements: Iterable[int]) -> int:
    """The innermost element that holds all of these."""
    different = iter(dict.fromkeys(elements))
    common = _way(parent, next(different))
    for element in different:
        way = set(_way(parent, element))
        common = [above for above in common if above in way]
    return common[0]
