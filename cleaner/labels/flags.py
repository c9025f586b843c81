"""What the reader of the document should know of the page as a whole, from evidence on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Verdict

__all__ = ["flags"]


def flags(blocks: Blocks, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """`paywalled` where the text stops at a block that asks to pay or to sign in.

    An invitation to subscribe inside the text, or on a page with text behind it, is an advertisement.
    """
    walls = [i for i, wall in enumerate(FEATURES["paywall"](blocks)) if wall and not blocks.hidden[i]]
    if not walls:
        return ()
    last = max((verdict.block for verdict in verdicts if verdict.keep), default=-1)
    return ("paywalled",) if walls[-1] > last else ()
