"""The first generic engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.text import word_count
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from cleaner.types import Blocks


def labels(blocks: Blocks) -> list[Label]:
    """One label a block."""
    found = []
    for i, text in enumerate(blocks.texts):
        words = word_count(text)
        keep = words >= 8 and blocks.link_chars[i] < 0.5 * len(text) and not blocks.hidden[i]
        found.append(
            Label(i, "body" if keep else "other", keep, Layer.MODEL, "density", f"{words} words", 0.5)
        )
    return found
