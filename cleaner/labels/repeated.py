"""Page logic: text that the page says twice is said once in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.text import word_count
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Verdict

__all__ = ["labels"]

# 8: the feasibility study's figure (ENGINE.md); shorter repeats are often meant (refrains, table cells).
_MIN_WORDS = 8


def labels(blocks: Blocks, verdicts: Sequence[Verdict]) -> list[Label]:
    """A label for each kept block that repeats an earlier kept one, word by word.

    It looks at what was decided, rules included: of two copies of which a rule drops one, the other stays.
    """
    first: dict[str, int] = {}
    found = []
    for opinion in verdicts:
        text = blocks.texts[opinion.block]
        # Counting words is slow; a text of fewer characters cannot have them, in any script with spaces.
        if not opinion.keep or len(text) < 2 * _MIN_WORDS or blocks.tags[opinion.block] == "pre":
            continue
        earlier = first.setdefault(text.casefold(), opinion.block)
        if earlier != opinion.block and word_count(text) >= _MIN_WORDS:
            why = f"repeats block {earlier}"
            found.append(Label(opinion.block, opinion.role, False, Layer.PAGE, "repeated", why))
    return found
