"""Page logic: what is all links, above an article's first sentence or below its last, leads elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# On pages of which neither words nor names are known the model takes long headlines that lead elsewhere for
# text: eleven of 53 Chinese articles kept lists of them (November 2026; pages of a tool's tests, of which the
# corpora have next to none). With it their F1 is .921 and not .875; with 250 words .913. On pages like those
# that the model learned from it changes next to nothing: word F1, cross-validated on two folds, wcxb .8865 ->
# .8864, news .9190 -> .9197, publishers .9675 -> .9699.
_TEXT_WORDS = 150  # of sentences, that make a page with links an article with links
_SENTENCE_WORDS = 8.0
_UNLINKED, _LINKED = 0.3, 0.8  # share of a block's characters that are links


def labels(blocks: Blocks, said: Sequence[Label]) -> list[Label]:
    """A `related` label for each block of links that the engine keeps beyond the ends of an article."""
    kept = [label.block for label in said if label.keep and blocks.texts[label.block]]
    linked = [i for i in kept if blocks.link_chars[i] > _LINKED * len(blocks.texts[i])]
    if not linked or blocks.page.tree is None:
        return []
    sentences = list(_sentences(blocks, kept))
    if sum(words for _, words in sentences) < _TEXT_WORDS:
        return []
    first, last = sentences[0][0], sentences[-1][0]
    return [
        *(_label(i, "above the text") for i in linked if i < first),
        *(_label(i, "below the text") for i in linked if i > last),
    ]


def _label(i: int, where: str) -> Label:
    return Label(i, "related", False, Layer.PAGE, "teasers", f"all links, {where}")


def _sentences(blocks: Blocks, kept: Sequence[int]) -> Iterator[tuple[int, float]]:
    """The kept blocks that are sentences, and their lengths in words."""
    for i in kept:
        text = blocks.texts[i]
        if blocks.link_chars[i] < _UNLINKED * len(text):
            words = shape.length(text)
            if words >= _SENTENCE_WORDS and shape.sentence_count(text):
                yield i, words
