"""Page logic: below an article links lead elsewhere, and headings nowhere."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.page.blocks import HEADINGS
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# On pages of which neither words nor names are known the model takes long headlines that lead elsewhere
# for text: eleven of 53 Chinese articles kept lists of them (November 2026; from the tests of a tool, the
# corpora have next to none). With this their F1 is .934 and not .875. On pages like those that the model
# learned from it changes little (cross-validated, the whole of `clean`): segments .9453 -> .9465, publishers
# .9722 -> .9731, news and wcxb the same. The same done above an article takes goods and contents away.
_TEXT_WORDS = 150  # of sentences, that make a page with links an article with links
_SENTENCE_WORDS = 8.0
_UNLINKED, _LINKED = 0.3, 0.8  # share of a block's characters that are links
_SURE = 0.9  # an engine that is as sure of a block has the last word: lyrics, each line a link to its note
_MOST_HEADINGS = 2
_GAP = 3  # dropped blocks in a row, that end an article; one or two are a button, an icon's name
_MOSTLY = 0.5  # of the words below, for what stands among the links to go with them


def labels(blocks: Blocks, said: Sequence[Label]) -> list[Label]:
    """Labels for what the engine keeps below an article: links, and headings of nothing.

    An article ends with its last sentence and what follows that: a list of sources is the text's own. Where
    links are most of what is kept behind, their headings, dates and pictures go too.
    """
    if blocks.page.tree is None:
        return []
    kept = [label.block for label in said if label.keep]
    sentences = list(_sentences(blocks, kept))
    if sum(words for _, words in sentences) < _TEXT_WORDS:
        return []
    last = _end(kept, sentences[-1][0])
    sure = {label.block for label in said if label.score >= _SURE}
    tail = [i for i in kept if i > last and i not in sure]
    linked = [i for i in tail if blocks.link_chars[i] > _LINKED * len(blocks.texts[i])]
    others = _among(blocks, tail, linked)
    gone = {*linked, *others}
    return [
        *(_label(i, "related", "teasers", "all links, below the article") for i in linked),
        *(_label(i, "related", "teasers", "among links, below the article") for i in others),
        *_headings(blocks, [i for i in kept if i not in gone], sure),
    ]


def _end(kept: Sequence[int], sentence: int) -> int:
    """The last block of what follows a sentence, as far as not several blocks in a row are dropped."""
    end = sentence
    for i in kept:
        if i > end + _GAP:
            break
        end = max(end, i)
    return end


def _among(blocks: Blocks, tail: Sequence[int], linked: Sequence[int]) -> list[int]:
    """The other blocks of a tail that is mostly links: from what stands right above the first of them on."""
    size, whole = (sum(shape.length(blocks.texts[i]) for i in some) for some in (linked, tail))
    if not linked or size < _MOSTLY * whole:
        return []
    links = frozenset(linked)
    return [i for i in tail if i >= linked[0] - 1 and i not in links]


def _headings(blocks: Blocks, kept: Sequence[int], sure: Container[int]) -> list[Label]:
    """What heads nothing: a heading or two with which the kept part of a page ends; more are a list."""
    last = list(takewhile(lambda i: blocks.tags[i] in HEADINGS and i not in sure, reversed(kept)))
    if len(last) > _MOST_HEADINGS:
        return []
    return [_label(i, "other", "leads-nowhere", "nothing behind it is kept") for i in last]


def _label(i: int, role: str, by: str, why: str) -> Label:
    return Label(i, role, False, Layer.PAGE, by, why)


def _sentences(blocks: Blocks, kept: Sequence[int]) -> Iterator[tuple[int, float]]:
    """The kept blocks that are sentences, and their lengths in words."""
    for i in kept:
        text = blocks.texts[i]
        if blocks.link_chars[i] < _UNLINKED * len(text):
            words = shape.length(text)
            if words >= _SENTENCE_WORDS and shape.sentence_count(text):
                yield i, words
