"""Page logic: what a page declares as its description, and says where a reader sees it, is part of its text.

An article's standfirst looks like the teasers and bylines around it, and a product's description like the
offers beside it. That the page declares the same words of itself tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.page.blocks import HEADINGS
from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

# Cross-validated, of the standfirsts that this keeps 38 of 52 were in the truth on news, 13 of 13 on
# publishers, and 7 of 29 on wcxb, whose annotators left many out; of descriptions of products 9 of 9.
# Paragraph F1 of publishers .929 -> .932, word F1 of products .646 -> .651 and of all of wcxb .8946 -> .8950,
# snippets .9477 -> .9484 (2,303 pages, November 2026).
_SURE = 0.95  # an engine that is as sure that it is none has the last word
_LEAST_WORDS = 5.0
_TEXT_WORDS = 12.0  # of the sentence with which the text begins
_BELOW = 12  # blocks between the headline and it: a byline, a date, buttons
_LEAST_SHARE = 0.6  # of a description that goes on, or is cut short
_CUT = " .…"  # how it ends there
_MOST, _MOST_CHARS = 8, 8_000  # descriptions that are looked at, and characters of one
_MOST_LABELS = 500  # of a page: each is sought in all of its kept text


def labels(blocks: Blocks, metadata: Metadata, said: Sequence[Label], page_type: str | None) -> list[Label]:
    """Labels for what an engine drops although the page is described so.

    Of an article that is its standfirst, between headline and text; of a product, or of a page of no type
    that the engine would name, a sentence anywhere. Other types and dumps are left to the engine.
    """
    descriptions = _descriptions(metadata)
    if blocks.page.tree is None or not descriptions:
        return []
    kept = [label.block for label in said if label.keep]
    if page_type == "article":
        places, is_described = _below_headline(blocks, kept), _is_description
    elif page_type in (None, "product"):
        places, is_described = range(len(blocks)), _is_sentence_of
    else:
        return []
    dropped = {label.block: label.score for label in said if not label.keep}
    found = [
        i
        for i in places
        if dropped.get(i, 1.0) < _SURE
        and not blocks.hidden[i]
        and shape.length(blocks.texts[i]) >= _LEAST_WORDS
        and any(is_described(blocks.texts[i], description) for description in descriptions)
    ]
    return list(_labels(blocks, found, kept)) if found else []


def _descriptions(metadata: Metadata) -> list[str]:
    """What the page declares, folded, without what is longer than any description."""
    found = {
        _bare(c.value): None
        for c in metadata.candidates
        if c.field == "description" and isinstance(c.value, str) and 0 < len(c.value) <= _MOST_CHARS
    }
    return list(found)[:_MOST]


def _labels(blocks: Blocks, found: Sequence[int], kept: Sequence[int]) -> Iterator[Label]:
    """A label for each that is not said in the kept text already, nor twice."""
    said = "\n".join(fold(blocks.texts[i]) for i in kept)
    added: list[str] = []
    for i in found[:_MOST_LABELS]:
        folded = fold(blocks.texts[i])
        if folded not in said and not any(folded in text for text in added):
            added.append(folded)
            role = "heading" if blocks.tags[i] in HEADINGS else "body"
            yield Label(i, role, True, Layer.PAGE, "described", "what the page says of itself")


def _below_headline(blocks: Blocks, kept: Sequence[int]) -> range:
    """The blocks between the last <h1> above the text and the text."""
    begins = next((i for i in kept if _is_text(blocks, i)), 0)
    headline = max((i for i in range(begins) if blocks.tags[i] == "h1" and blocks.texts[i]), default=begins)
    return range(headline + 1, min(begins, headline + _BELOW))


def _is_text(blocks: Blocks, i: int) -> bool:
    return blocks.tags[i] not in HEADINGS and shape.length(blocks.texts[i]) >= _TEXT_WORDS


def _bare(text: str) -> str:
    return fold(text).strip(_CUT)


def _is_description(text: str, description: str) -> bool:
    """True where both say the same, up to where one of them is cut short."""
    short, long = sorted((_bare(text), description), key=len)
    return long.startswith(short) and len(short) >= _LEAST_SHARE * len(long)


def _is_sentence_of(text: str, description: str) -> bool:
    return shape.sentence_count(text) > 0 and _bare(text) in description
