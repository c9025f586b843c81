"""Page logic: between paragraphs that are surely text, code and formulae are text too."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner.page.blocks import PREFORMATTED
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# A few words of code look like nothing that the model knows. Cross-validated, of 24 listings that it dropped
# between kept blocks 14 were in the truth, and 11 of 13 where both of these were as sure (November 2026; the
# others are posts of forums that the truth has only in part). Quotations are left to it: of those that it
# dropped, most were other people's posts, and in the truth of some corpora only.
_SURE = 0.7
_LONGEST_GAP = 12  # blocks dropped in a row: a bar of buttons above a listing
_LINKED = 0.3  # share of a block's characters that are links


def labels(blocks: Blocks, said: Sequence[Label]) -> list[Label]:
    """Labels for listings and formulae that the engine drops between two blocks that it surely keeps."""
    if blocks.page.tree is None:
        return []
    sure = {label.block: label.score >= _SURE for label in said if label.keep and blocks.texts[label.block]}
    return [
        Label(i, "body", True, Layer.PAGE, "amid", "code or a formula between kept text")
        for before, after in pairwise(sure)
        if 1 < after - before <= _LONGEST_GAP + 1 and sure[before] and sure[after]
        for i in range(before + 1, after)
        if _is_amid(blocks, i)
    ]


def _is_amid(blocks: Blocks, i: int) -> bool:
    text = blocks.texts[i]
    if blocks.hidden[i] or blocks.link_chars[i] > _LINKED * len(text):
        return False
    return blocks.tags[i] in PREFORMATTED or text.startswith("$$")
