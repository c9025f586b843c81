"""A page as columns that do not depend on any weights: what the model reads off blocks and their elements.

The elements around the blocks are numbered anew in document order, without all those that hold no text, so
that what is known of an element and everything below it is a difference of two cumulative sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features import chars, phrase, zone
from cleaner.features.tokens import element_key, element_names, elements_tokens, page_tokens, texts_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.features.tokens import Key
    from cleaner.types import Blocks, Nodes

__all__ = ["Frame", "copy_counts", "read_frame"]

_TITLE_METAS = frozenset({"og:title", "twitter:title", "title"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of one page: of blocks (one entry a block), of elements (one each), of the page."""

    tags: list[str]
    kinds: NDArray[np.int32]  # chars.KINDS
    chars: NDArray[np.float32]
    link_chars: NDArray[np.float32]
    marks: NDArray[np.float32]  # hidden, in a control, joins the block before, has a picture
    copies: NDArray[np.int32]  # blocks with the same text
    earlier: NDArray[np.int32]  # of which so many stand before this one
    title: NDArray[np.float32]  # share of words in common with the page's title
    words: list[tuple[str, ...]]  # tokens.text_tokens
    zones: list[str]  # zone.zones
    phrases: list[str]  # phrase.phrases
    owner: NDArray[np.intp]  # the block-level element
    inner: NDArray[np.intp]  # the element of the block's first piece
    keys: list[Key]  # the kinds of elements that there are
    names: list[tuple[str, ...]]  # tokens.elements_tokens of the keys
    key: NDArray[np.intp]  # the kind of each element
    parent: NDArray[np.intp]  # of elements; the root is its own
    end: NDArray[np.intp]  # one past the element's last descendant
    page: list[str]  # tokens.page_tokens


def read_frame(blocks: Blocks) -> Frame:
    """The columns of an HTML page with at least one block."""
    if blocks.page.tree is None:
        raise ValueError("a text dump has no elements: the model does not read it")
    nodes = blocks.page.tree.nodes
    inner = [runs[0][0] for runs in blocks.runs]
    used = zone.elements_around(blocks, nodes)
    keys: dict[Key, int] = {}
    key_of = [keys.setdefault(element_key(nodes.tags[i], nodes.attributes[i]), len(keys)) for i in used]
    own_names = [element_names(key) for key in keys]
    zone_of = zone.own_zones(keys, own_names)
    copies, earlier = copy_counts(blocks.texts)
    count = len(blocks)
    marks = np.zeros((count, 4), np.float32)
    marks[:, 0] = blocks.hidden
    marks[:, 1] = blocks.buttons
    marks[:, 2] = blocks.joins
    marks[:, 3] = [not all([text for _, text in runs]) for runs in blocks.runs]  # noqa: C419 - faster
    words = texts_tokens(blocks.texts)
    places = np.array(used)
    names = elements_tokens(keys, own_names)
    return Frame(
        tags=blocks.tags,
        kinds=chars.kind_counts(blocks.texts),
        chars=np.fromiter(map(len, blocks.texts), np.float32, count),
        link_chars=np.array(blocks.link_chars, np.float32),
        marks=marks,
        copies=copies,
        earlier=earlier,
        title=_title_overlap(texts_tokens(_titles(nodes)), words),
        words=words,
        zones=zone.settled(blocks, nodes, used, [zone_of[key] for key in key_of]),
        phrases=phrase.phrases(blocks),
        owner=np.searchsorted(places, blocks.nodes),
        inner=np.searchsorted(places, inner),
        keys=list(keys),
        names=names,
        key=np.array(key_of),
        parent=np.searchsorted(places, [max(nodes.parents[i], 0) for i in used]),
        end=np.searchsorted(places, [nodes.ends[i] for i in used]),
        page=page_tokens(nodes, blocks.page.url, names),
    )


def copy_counts(texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """How often each text stands on the page, and how often before."""
    seen: dict[str, int] = {}
    earlier = []
    for text in texts:
        before = seen.get(text, 0)
        earlier.append(before)
        seen[text] = before + 1
    return np.array([seen[text] for text in texts], np.int32), np.array(earlier, np.int32)


def _title_overlap(titles: list[tuple[str, ...]], texts: list[tuple[str, ...]]) -> NDArray[np.float32]:
    """Words each block has in common with a title, over those of the block or the title: the greater."""
    found = np.zeros(len(texts), np.float32)
    wanted = [frozenset(title) for title in titles if title]
    known: frozenset[str] = frozenset().union(*wanted)
    if not known:
        return found
    for i, words in enumerate(texts):
        if not known.isdisjoint(words):
            found[i] = max([len(title.intersection(words)) / max(len(words), len(title)) for title in wanted])
    return found


def _titles(nodes: Nodes) -> list[str]:
    found: list[str] = []
    for i, tag in enumerate(nodes.tags):
        if tag == "title" and not found:
            found.append("".join(nodes.texts[i : nodes.ends[i]]))
        elif tag == "meta":
            get = nodes.attributes[i].get
            if (get("property") or get("name")) in _TITLE_METAS:
                found.append(get("content") or "")
        elif tag == "body":
            break
    return list(dict.fromkeys([title[:500] for title in found[:4]]))
