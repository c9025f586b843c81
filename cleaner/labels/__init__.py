"""Blocks -> labels -> verdicts: who says what of a block, and who wins.

The engine (`density`, or `trafilatura` on request) speaks on every block. Page logic adds what only a look
at the whole page tells: titles that echo, bylines and dates read off the page, repeated text. Rules speak
last (`site`). Nobody deletes: each gives labels with a reason, and `decide` weighs them in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.labels import density, echo, repeated, trafilatura, visible
from cleaner.labels.decide import decide
from cleaner.labels.flags import flags

if TYPE_CHECKING:
    from cleaner.types import Blocks, Label, Metadata

__all__ = ["decide", "flags", "label"]

# One function an engine: blocks -> one label a block.
_ENGINES = {"blocks": density.labels, "trafilatura": trafilatura.labels}
# Page logic: (blocks, metadata, what the engine said) -> labels where it has something to say.
_PAGE_LOGIC = (echo.labels, visible.labels, repeated.labels)


def label(blocks: Blocks, metadata: Metadata, *, engine: str) -> list[Label]:
    """The labels of the engine, one a block, and those of page logic."""
    model = _ENGINES[engine](blocks)
    return [*model, *(label for logic in _PAGE_LOGIC for label in logic(blocks, metadata, model))]
