"""What the reader of the document should know of the page as a whole, from evidence on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features.phrase import asks_to_pay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Verdict

__all__ = ["flags"]


def flags(blocks: Blocks, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """`paywalled` where the text stops at a block that asks to pay or to sign in.

    An invitation to subscribe inside the text, or on a page with text behind it, is an advertisement.
    """
    last = max((verdict.block for verdict in verdicts if verdict.keep), default=-1)
    behind = range(last + 1, len(blocks))
    wall = any(asks_to_pay(blocks.texts[i]) for i in behind if not blocks.hidden[i])
    return ("paywalled",) if wall else ()
