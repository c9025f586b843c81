"""What the reader of the document should know of the page as a whole, from evidence on the page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cleaner.features.phrase import asks_to_pay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Verdict

__all__ = ["flags"]

# Blocks behind the text in which a wall stands; further down it is a line in the footer.
_NEAR = 8


def flags(blocks: Blocks, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """`paywalled` where the text stops at a block that asks to pay or to sign in.

    An invitation to subscribe inside the text, or on a page with text behind it, is an advertisement.
    """
    last = max((verdict.block for verdict in verdicts if verdict.keep), default=-1)
    behind = (
        text
        for text, hidden in zip(blocks.texts[last + 1 :], blocks.hidden[last + 1 :], strict=True)
        if not hidden
    )
    wall = any(asks_to_pay(text) for text in islice(filter(None, behind), _NEAR))
    return ("paywalled",) if wall else ()
