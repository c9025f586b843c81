"""Page logic: text that the page says twice is said once in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.text import word_count
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Verdict

__all__ = ["LEAST_WORDS", "labels"]

# 8: the feasibility study's figure (ENGINE.md); shorter repeats are often meant (refrains, table cells).
LEAST_WORDS = 8
# A dump of which the engine keeps all but a tenth was cleaned already. What is still there twice is content
# that repeats itself (the terms of each offer, a quoted answer) if it is more than an echo or two; where it
# is a third and more, the page stands there twice. Of wcxb's pages dumped by resiliparse's main content 2 %
# lose a tenth of their true words for 3.5 % without this; F1 is .002 lower (312 pages, November 2026).
_CLEANED = 0.9
_SUNG = 2  # times that a line comes again
_LINE_CHARS = 120  # of the lines of a song; what comes again between paragraphs is an appeal
_ECHOES, _WHOLE = 0.1, 0.35


def labels(blocks: Blocks, verdicts: Sequence[Verdict]) -> list[Label]:
    """A label for each kept block that repeats an earlier kept one, word by word.

    It looks at what was decided, rules included: of two copies of which a rule drops one, the other stays.
    """
    places: dict[str, list[int]] = {}
    for opinion in verdicts:
        text = blocks.texts[opinion.block]
        # Counting words is slow; a text of fewer characters cannot have them, in any script with spaces.
        if opinion.keep and len(text) >= 2 * LEAST_WORDS and blocks.tags[opinion.block] != "pre":
            places.setdefault(text.casefold(), []).append(opinion.block)
    found = []
    for text, (first, *others) in places.items():
        if not others or word_count(text) < LEAST_WORDS:
            continue
        is_sung = len(others) >= _SUNG
        for block in others:
            if not _is_refrain(blocks, first, block, is_sung=is_sung):
                role, why = verdicts[block].role, f"repeats block {first}"
                found.append(Label(block, role, False, Layer.PAGE, "repeated", why))
    found.sort()
    return [] if blocks.page.tree is None and _repeats_itself(blocks, verdicts, found) else found


def _is_refrain(blocks: Blocks, first: int, later: int, *, is_sung: bool) -> bool:
    """True for a line of a song: in one element with its copy, or side by side if it comes again and again.

    Copies of a box, or for other screens, have containers of their own.
    """
    if blocks.nodes[first] == blocks.nodes[later] >= 0:
        return later - first > 1
    around = (first + 1, later - 1, later)
    if not is_sung or max(len(blocks.texts[i]) for i in around) > _LINE_CHARS:
        return False
    return blocks.tags[first] == blocks.tags[later] and blocks.beside(first, later)


def _repeats_itself(blocks: Blocks, verdicts: Sequence[Verdict], repeats: Sequence[Label]) -> bool:
    """True for a dump that was cleaned already, and whose text says a good part of itself again."""
    kept = sum(len(blocks.texts[opinion.block]) for opinion in verdicts if opinion.keep)
    again = sum(len(blocks.texts[label.block]) for label in repeats)
    cleaned = kept > _CLEANED * sum(map(len, blocks.texts))
    return cleaned and _ECHOES * kept < again < _WHOLE * kept
