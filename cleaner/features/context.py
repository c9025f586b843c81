"""What a block's surroundings say: neighbours, the last heading, elements above, blocks of the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.features.elements import Ways
    from cleaner.features.frame import Frame
    from cleaner.features.vocabulary import Scores

    Array = NDArray[np.float32]

__all__ = ["NAMES", "Base", "columns"]

_BESIDE = (-1, 1)
_BESIDE_NAMES = ("words", "link", "ends", "v", "title")
_WINDOWS = (2, 5, 15)
_WINDOW_NAMES = ("words", "link", "ends", "q", "v")
_LEVELS = (0, 1, 2, 3, 5)  # 0 is the block's element, 1 its parent...
_LEVEL_NAMES = ("chars", "share", "link", "blocks", "mean", "q", "q_share", "ends", "place", "twins")
_TWIN_NAMES = ("count", "share", "mean", "link", "q", "title")
_PAGE_NAMES = ("blocks", "chars", "link", "q", "ends", "headings", "p_share", "keys")
_TEXT_WORDS, _TEXT_LINK = 20, 0.3  # a block that reads like text, for what stands around it
_CHAIN_SHARE = 0.6  # of its parent's expected content, for a child to be on the main chain
NAMES = (
    "place", "place_chars", "place_q", "depth", "after_title", "after_heading", "heading", "heading_v",
    "heading_title", "heading_link", "same_before", "same_after", "chain_share", "chain_depth",
    "chain_last", "chain_link", "h1_before", "since_text", "until_text",
    *(f"{name}{at:+d}" for at in _BESIDE for name in _BESIDE_NAMES),
    *(f"{name}~{reach}" for reach in _WINDOWS for name in _WINDOW_NAMES),
    *(f"{name}^{level}" for level in _LEVELS for name in _LEVEL_NAMES),
    *(f"{name}={kind}" for kind in ("path", "tags") for name in _TWIN_NAMES),
    *(f"page_{name}" for name in _PAGE_NAMES),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Base:
    """What the context is made of, one entry a block."""

    words: Array
    link: Array  # link density
    ends: Array  # sentence ends
    total: Array  # the vocabulary's log-odds
    q: Array  # the same as a probability
    levels: Array  # of headings, 0 for others


def columns(frame: Frame, scores: Scores, base: Base, ways: Ways) -> Array:
    """One row a name of NAMES, one column a block."""
    sums = np.array(
        [frame.chars, frame.link_chars, base.ends, frame.chars * base.q, np.ones_like(base.q), base.words]
    )
    tree = _Tree(frame, sums)
    return np.vstack(
        [
            _places(frame, base, sums, ways.depth),
            _headings(frame, scores, base),
            _twins_beside(frame),
            tree.chain(frame),
            _text_beside(base),
            _beside(frame, base),
            *(_window(sums, base, reach) for reach in _WINDOWS),
            tree.levels(frame, ways.by_class),
            *_twins(frame, [ways.by_class, ways.by_tag], sums),
            _page(frame, base, sums),
        ]
    ).astype(np.float32)


def _places(frame: Frame, base: Base, sums: Array, depth: NDArray[np.int32]) -> Array:
    count = len(base.q)
    before = np.cumsum(sums[[0, 3]], axis=1)
    shares = before / np.maximum(before[:, -1:], 1)
    at = np.arange(count, dtype=np.float32)
    # The block that most looks like the title: h1 before h2 before the rest, the first of equals.
    looks = frame.title * (1 + (base.levels == 1) + 0.5 * (base.levels == 2))
    title = int(np.argmax(looks)) if looks.max() > 0.4 else 0
    return np.vstack(
        [at / count, shares, depth[frame.owner], np.sign(at - title) * np.log1p(np.abs(at - title))]
    )


def _headings(frame: Frame, scores: Scores, base: Base) -> Array:
    """How far above the last heading is, its level, and what it says; of a heading, the one before."""
    count = len(base.q)
    at = np.arange(count)
    last = np.maximum.accumulate(np.where(base.levels > 0, at, -1))
    last = np.concatenate([[-1], last[:-1]])
    some = last >= 0
    distance = np.log1p(np.where(some, at - last, count))
    rows = (base.levels, scores.text, frame.title, base.link)
    return np.vstack([distance, *(np.where(some, row[last], 0) for row in rows)])


def _twins_beside(frame: Frame) -> Array:
    same = (frame.parent[frame.owner][1:] == frame.parent[frame.owner][:-1]).astype(np.float32)
    return np.vstack([np.concatenate([[0], same]), np.concatenate([same, [0]])])


def _text_beside(base: Base) -> Array:
    """How many h1 came before; how many blocks since the last that reads like text, and until the next."""
    count = len(base.q)
    at = np.arange(count)
    text = (base.words >= _TEXT_WORDS) & (base.link < _TEXT_LINK) & (base.ends > 0)
    last = np.maximum.accumulate(np.where(text, at, -count))
    following = np.minimum.accumulate(np.where(text, at, 2 * count)[::-1])[::-1]
    return np.vstack([np.cumsum(base.levels == 1), np.log1p(at - last), np.log1p(following - at)])


def _beside(frame: Frame, base: Base) -> Array:
    rows = np.vstack([np.log1p(base.words), base.link, base.ends, base.total, frame.title])
    reach = max(_BESIDE)
    wide = np.pad(rows, ((0, 0), (reach, reach)), constant_values=-1)
    count = rows.shape[1]
    return np.vstack([wide[:, reach + at : reach + at + count] for at in _BESIDE])


def _window(sums: Array, base: Base, reach: int) -> Array:
    """Words, link density, sentences, expected content and mean log-odds of the blocks within reach."""
    rows = np.vstack([sums, base.total])
    count = rows.shape[1]
    running = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1, dtype=np.float64)], axis=1)
    at = np.arange(count)
    found = running[:, np.minimum(at + reach + 1, count)] - running[:, np.maximum(at - reach, 0)]
    chars = np.maximum(found[0], 1)
    return np.vstack(
        [np.log1p(found[5]), found[1] / chars, np.log1p(found[2]), found[3] / chars, found[6] / found[4]]
    )


def _twins(frame: Frame, paths: list[NDArray[np.intp]], sums: Array) -> list[Array]:
    """Of the blocks in the same kind of place: how many, their share of the page, what they look like."""
    found = []
    for path in paths:
        kind = path[frame.owner]
        chars, links, content, count = (np.bincount(kind, sums[i]) for i in (0, 1, 3, 4))
        title = np.bincount(kind, frame.title)
        some, count = np.maximum(chars, 1), np.maximum(count, 1)
        rows = (np.log1p(count), chars / max(chars.sum(), 1), np.log1p(chars / count), links / some,
                content / some, title / count)  # fmt: skip
        found.append(np.vstack(rows)[:, kind])
    return found


def _page(frame: Frame, base: Base, sums: Array) -> Array:
    chars, links, ends, content, count, _ = sums.sum(axis=1)
    some = max(chars, 1)
    paragraphs = sum(frame.chars[[tag == "p" for tag in frame.tags]])
    row = (np.log1p(count), np.log1p(chars), links / some, content / some, np.log1p(ends),
           np.log1p((base.levels > 0).sum()), paragraphs / some, np.log1p(len(frame.key)))  # fmt: skip
    return np.repeat(np.array(row, np.float32)[:, None], len(base.q), axis=1)


class _Tree:
    """Sums over everything below each element, from one pass of cumulative sums."""

    def __init__(self, frame: Frame, sums: Array) -> None:
        size = len(frame.key)
        own = np.array([np.bincount(frame.owner, row, minlength=size) for row in sums])
        self.running = np.concatenate([np.zeros((len(sums), 1)), np.cumsum(own, axis=1)], axis=1)
        self.below = self.running[:, frame.end] - self.running[:, :-1]
        self.whole = np.maximum(self.running[:, -1], 1e-6)

    def levels(self, frame: Frame, path: NDArray[np.intp]) -> Array:
        """The rows of each level, level by level: all go through numpy at once."""
        twins = np.bincount(path)[path]  # elements of the same path, on the page
        nodes = [frame.owner]
        for _ in range(_LEVELS[-1]):
            nodes.append(frame.parent[nodes[-1]])
        at = np.array([nodes[level] for level in _LEVELS])
        chars, links, ends, content, count, _ = self.below[:, at]
        some = np.maximum(chars, 1)
        inside = self.running[0, frame.owner] - self.running[0, at]
        sizes = np.log1p(np.array([chars, count, chars / np.maximum(count, 1), ends, twins[at]]))
        rows = np.array(
            [
                sizes[0], chars / self.whole[0], links / some, sizes[1], sizes[2], content / some,
                content / self.whole[3], sizes[3], inside / some, sizes[4],
            ]
        )  # fmt: skip
        found: Array = rows.swapaxes(0, 1).reshape(-1, len(frame.owner))
        return found

    def chain(self, frame: Frame) -> Array:
        """From the root down into the child with most expected content: where a block leaves the way."""
        content = self.below[3].tolist()
        ends = frame.end.tolist()
        node, way = 0, [0]
        children = _heaviest(frame.parent, self.below[3])
        while (child := children[node]) >= 0 and content[child] >= _CHAIN_SHARE * content[node]:
            way.append(child)
            node = child
        share = np.zeros(len(content))
        depth = np.zeros(len(content))
        link = np.zeros(len(content))
        densities = self.below[1] / np.maximum(self.below[0], 1)
        for step, node in enumerate(way):
            share[node : ends[node]] = content[node] / self.whole[3]
            depth[node : ends[node]] = (step + 1) / len(way)
            link[node : ends[node]] = densities[node]
        return np.vstack([share, depth, depth == 1, link])[:, frame.owner]


def _heaviest(parent: NDArray[np.intp], content: NDArray[np.float64]) -> list[int]:
    """For each element the child with most content, the first of equals, -1 for none."""
    found = np.full(len(parent), -1)
    children = len(parent) - 1 - np.argsort(content[:0:-1], kind="stable")  # of equals the last one first
    found[parent[children]] = children  # of those assigned to one place the last one stays
    heaviest: list[int] = found.tolist()
    return heaviest
