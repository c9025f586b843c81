"""A block's text with its inline elements apart, and the way back to the block.

Many pages part the pieces of a byline by their looks alone: without a space between the two elements
"Dec 5, 2023" and "2 shares" become "Dec 5, 20232 shares".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.types import Blocks, Candidate

__all__ = ["placed", "text_of"]


def text_of(blocks: Blocks, i: int) -> str:
    """The text of a block with a space wherever two inline elements meet."""
    text = squeeze(" ".join(piece for _, piece in blocks.runs[i]))
    return text if _letters(text) == _letters(blocks.texts[i]) else blocks.texts[i]


def placed(blocks: Blocks, i: int, text: str, read: Iterable[Candidate]) -> list[Candidate]:
    """What was read from a `text` of block `i`, each with its span as the block has it."""
    if text == blocks.texts[i]:
        return list(read)
    return [
        replace(one, span=_span(blocks.texts[i], text, one.span)) if one.block == i and one.span else one
        for one in read
    ]


def _span(text: str, apart: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where the letters of a span of `apart` stand in `text`, which has the same but for white space."""
    places = [i for i, character in enumerate(text) if not character.isspace()]
    first, end = (len(_letters(apart[:offset])) for offset in span)
    return places[first], places[end - 1] + 1


def _letters(text: str) -> str:
    return "".join(text.split())
