"""Page logic: beyond an article's first and last sentence links lead elsewhere, and headings nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# On pages of which neither words nor names are known the model takes long headlines that lead elsewhere
# for text: eleven of 53 Chinese articles kept lists of them (November 2026; from the tests of a tool, the
# corpora have next to none). With this their F1 is .933 and not .875; with 250 words .925. On pages like
# those that the model learned from it changes little (cross-validated, the whole of `clean`): news .9321 ->
# .9325, paragraphs of publishers .9245 -> .9291, segments .9453 -> .9464, wcxb .8935 -> .8931.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXT_WORDS = 150  # of sentences, that make a page with links an article with links
_SENTENCE_WORDS = 8.0
_UNLINKED, _LINKED = 0.3, 0.8  # share of a block's characters that are links
_SURE = 0.9  # an engine that is as sure of a block has the last word: lyrics, each line a link to its note
_MOSTLY = 0.5  # of the words below, for what stands among the links to go with them


def labels(blocks: Blocks, said: Sequence[Label]) -> list[Label]:
    """Labels for what the engine keeps beyond the ends of an article: links, and headings of nothing.

    Where links are most of what it keeps below, their headings, dates and pictures go too.
    """
    if blocks.page.tree is None:
        return []
    kept = [label.block for label in said if label.keep]
    sentences = list(_sentences(blocks, kept))
    if sum(words for _, words in sentences) < _TEXT_WORDS:
        return []
    first, last = sentences[0][0], sentences[-1][0]
    sure = {label.block for label in said if label.score >= _SURE}
    unsure = [i for i in kept if i not in sure]
    linked = [i for i in unsure if blocks.link_chars[i] > _LINKED * len(blocks.texts[i])]
    above, below = [i for i in linked if i < first], [i for i in linked if i > last]
    others = _among(blocks, [i for i in unsure if i > last], below)
    gone = {*below, *others}
    return [
        *(_label(i, "all links, above the text") for i in above),
        *(_label(i, "all links, below the text") for i in below),
        *(_label(i, "among links, below the text") for i in others),
        *_headings(blocks, [i for i in kept if i not in gone], sure),
    ]


def _among(blocks: Blocks, tail: Sequence[int], linked: Sequence[int]) -> list[int]:
    """The other blocks of a tail that is mostly links: from what stands right above the first of them on."""
    size, whole = (sum(shape.length(blocks.texts[i]) for i in some) for some in (linked, tail))
    if not linked or size < _MOSTLY * whole:
        return []
    links = frozenset(linked)
    return [i for i in tail if i >= linked[0] - 1 and i not in links]


def _headings(blocks: Blocks, kept: Sequence[int], sure: Container[int]) -> Iterator[Label]:
    """What heads nothing: the headings with which the kept part of a page ends."""
    for i in reversed(kept):
        if blocks.tags[i] not in _HEADINGS or i in sure:
            return
        yield Label(i, "other", False, Layer.PAGE, "leads-nowhere", "nothing behind it is kept")


def _label(i: int, why: str) -> Label:
    return Label(i, "related", False, Layer.PAGE, "teasers", why)


def _sentences(blocks: Blocks, kept: Sequence[int]) -> Iterator[tuple[int, float]]:
    """The kept blocks that are sentences, and their lengths in words."""
    for i in kept:
        text = blocks.texts[i]
        if blocks.link_chars[i] < _UNLINKED * len(text):
            words = shape.length(text)
            if words >= _SENTENCE_WORDS and shape.sentence_count(text):
                yield i, words
