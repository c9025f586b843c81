"""Page logic: what metadata was read off the page as the reader sees it is metadata, not text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

# What a block is that a field's value was read from.
_ROLES = {"authors": "byline", "published": "date", "modified": "date", "site_name": "masthead",
          "source_url": "legal", "title": "title"}  # fmt: skip
# "... on the night of 4 March 2006.": behind so many words of a block of which the engine is as sure, a date
# or a name is part of a sentence.
_SENTENCE_WORDS, _SURE = 6.0, 0.8


def labels(blocks: Blocks, metadata: Metadata, model: Sequence[Label]) -> list[Label]:
    """A label for each block, or span of one, that a metadata candidate was read from."""
    sure = {label.block for label in model if label.keep and label.score > _SURE}
    found: dict[tuple[int, tuple[int, int] | None], Label] = {}
    for candidate in metadata.candidates:
        role, block = _ROLES.get(candidate.field), candidate.block
        if role is None or block is None or (role == "title" and candidate.value == blocks.texts[block]):
            continue  # of a block that is nothing but the title `echo` speaks
        span = None if candidate.span == (0, len(blocks.texts[block])) else candidate.span
        if span and block in sure and shape.length(blocks.texts[block][: span[0]]) > _SENTENCE_WORDS:
            continue
        why = f"names the page's {candidate.field}"
        label = Label(block, role, False, Layer.PAGE, candidate.source, why, candidate.score, span)
        found.setdefault((block, span), label)
    return list(found.values())
