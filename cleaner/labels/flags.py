"""What the reader of the document should know of the page as a whole, from evidence on the page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cleaner.features.phrase import asks_to_pay
from cleaner.labels.walls import WALLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Verdict

__all__ = ["flags"]

# Blocks behind the text in which a wall stands; further down it is a line in the footer.
_NEAR = 8


def flags(blocks: Blocks, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """What the blocks and the verdicts on them say of the page; `empty` follows from the document's text.

    `paywalled` where the text stops at a block that asks to pay or to sign in. An invitation to subscribe
    inside the text, or on a page with text behind it, is an advertisement. `error-page` and `consent-wall`
    where a notice stands in place of the content (`walls.py`), unless a rule or a script had some after all.
    """
    kept = [verdict.block for verdict in verdicts if verdict.keep]
    if not kept:
        said = {verdict.label.by for verdict in verdicts}
        if found := tuple(wall for wall in WALLS if wall in said):
            return found
    # An engine may take the notice itself for the text's last line.
    last = next((i for i in reversed(kept) if not asks_to_pay(blocks.texts[i])), -1)
    behind = (
        text
        for text, hidden in zip(blocks.texts[last + 1 :], blocks.hidden[last + 1 :], strict=True)
        if not hidden
    )
    wall = any(asks_to_pay(text) for text in islice(filter(None, behind), _NEAR))
    return ("paywalled",) if wall else ()
