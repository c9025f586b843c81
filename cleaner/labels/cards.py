"""Page logic: rows of cards below an article, each a linked headline with its lead, are other stories.

To the model a lead reads like text, for it is the beginning of one; where class names say nothing ("flex
p-4") only the pattern tells. That pages are made of records alike, side by side under one parent, is the
finding of MDR (Liu, Grossman & Zhai, KDD 2003).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.page.blocks import HEADINGS
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

_LINKED, _UNLINKED = 0.8, 0.3  # share of a block's characters that are links
_TITLE_CHARS, _TITLE_SPACES = 8, 2
_LEAST_CARDS, _MOST = 3, 0.8  # and how many of them must have a heading, and another block
_LEAD_WORDS = 60.0  # on average; a longer text is no lead
_TEXT_WORDS = 60.0  # of sentences outside of cards, that make a page an article
_SENTENCE_WORDS = 8.0
_SURE = 0.9  # as in ends.py
_AS_SURE = 0.02  # of the best score, for a sentence to be the article's


def labels(blocks: Blocks, said: Sequence[Label], page_type: str | None) -> list[Label]:
    """Labels for what the engine keeps of cards that stand behind the article's last sentence.

    Elsewhere cards may be what the page is for.
    """
    if blocks.page.tree is None or page_type not in (None, "article"):
        return []
    kept = {label.block: label.score for label in said if label.keep and blocks.texts[label.block]}
    rows = list(_rows(blocks))
    among = set(chain.from_iterable(chain.from_iterable(rows)))
    sentences = {i: words for i in kept if i not in among and (words := _sentence(blocks, i))}
    if sum(sentences.values()) < _TEXT_WORDS:
        return []
    best = max(kept[i] for i in sentences)
    last = max(i for i in sentences if kept[i] >= best - _AS_SURE)
    gone = [
        i
        for row in rows
        if row[0][0] > last and _are_stories(blocks, row) and not _are_sections(blocks, last, row, kept)
        for i in chain(*row)
        if i in kept
    ]
    why = "a card like others beside it, below the article"
    return [Label(i, "related", False, Layer.PAGE, "cards", why) for i in sorted(gone)]


def _are_sections(blocks: Blocks, sentence: int, row: Sequence[range], kept: Mapping[int, float]) -> bool:
    """True for a round-up: the engine is sure of most cards, and the sentence's <article> holds them."""
    sure = sum(any(kept.get(i, 0) >= _SURE for i in card) for card in row)
    nodes = blocks.page.tree.nodes if blocks.page.tree else None
    if nodes is None or sure <= len(row) / 2:
        return False
    element = blocks.nodes[sentence]
    while element > 0 and nodes.tags[element] != "article":
        element = nodes.parents[element]
    return element > 0 and element < blocks.nodes[row[-1][-1]] < nodes.ends[element]


def _sentence(blocks: Blocks, i: int) -> float:
    """The words of a block that reads like a sentence, 0 for another."""
    text = blocks.texts[i]
    if blocks.link_chars[i] >= _UNLINKED * len(text) or not shape.sentence_count(text):
        return 0.0
    words = shape.length(text)
    return words if words >= _SENTENCE_WORDS else 0.0


def _rows(blocks: Blocks) -> Iterator[list[range]]:
    """The blocks of each card of a row: siblings of one kind with one linked headline each."""
    nodes = blocks.page.tree.nodes if blocks.page.tree else None
    titles = [i for i in range(len(blocks)) if _is_title(blocks, i)]
    if nodes is None or len(titles) < _LEAST_CARDS:
        return
    places = sorted(blocks.nodes[i] for i in titles)
    found: dict[tuple[int, str, str | None], list[range]] = {}
    for title in titles:
        card = blocks.nodes[title]
        if _count(places, card, nodes.ends[card]) > 1:
            continue
        while (parent := nodes.parents[card]) > 0 and _count(places, parent, nodes.ends[parent]) == 1:
            card = parent
        kind = (nodes.parents[card], nodes.tags[card], nodes.attributes[card].get("class"))
        found.setdefault(kind, []).append(_inside(blocks, title, range(card, nodes.ends[card])))
    yield from (cards for cards in found.values() if len(cards) >= _LEAST_CARDS)


def _is_title(blocks: Blocks, i: int) -> bool:
    text = blocks.texts[i]
    if len(text) < _TITLE_CHARS or blocks.link_chars[i] <= _LINKED * len(text):
        return False
    return text.count(" ") >= _TITLE_SPACES or not text.isascii()


def _count(places: Sequence[int], first: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, first)


def _inside(blocks: Blocks, block: int, elements: range) -> range:
    """The blocks of an element, of which one is known: they stand in a row."""
    first, end = block, block + 1
    while first > 0 and blocks.nodes[first - 1] in elements:
        first -= 1
    while end < len(blocks) and blocks.nodes[end] in elements:
        end += 1
    return range(first, end)


def _are_stories(blocks: Blocks, row: Sequence[range]) -> bool:
    """True where most cards have a heading and something beside it, and their leads are short."""
    headed = sum(any(blocks.tags[i] in HEADINGS for i in card) for card in row)
    rich = sum(len(card) > 1 for card in row)
    leads = (i for i in chain(*row) if blocks.link_chars[i] <= len(blocks.texts[i]) / 2)
    words = sum(shape.length(blocks.texts[i]) for i in leads)
    return min(headed, rich) >= _MOST * len(row) and words <= _LEAD_WORDS * len(row)
