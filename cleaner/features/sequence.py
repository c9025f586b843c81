"""What a run of blocks says that none of them says alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features.shape import lengths, sentence_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.types import Blocks

__all__ = ["headline_runs"]

# Headlines have 3 to 24 words (median 9 in the news corpus's own titles, 99 % under 24) and one sentence.
_SHORTEST, _LONGEST = 3.0, 24.0
# Five in a row: poems, dialogues and lists of four occur in articles; ticker lists have ten and more.
_MIN_RUN = 5
_MAX_CLOSED = (
    0.4  # share of a run's lines that may end like a sentence; some papers close headlines with a stop
)


def headline_runs(blocks: Blocks) -> list[bool]:
    """True for the blocks of a text dump that stand in a run of headlines; all False for HTML.

    Where tags are lost, a list of other stories shows only as line after line of a headline's length, few
    of them ending like a sentence, with no paragraph in between.
    """
    marks = [False] * len(blocks)
    if blocks.page.tree is not None:
        return marks
    for first, end in _runs(blocks):
        marks[first:end] = [True] * (end - first)
    return marks


def _runs(blocks: Blocks) -> Iterator[tuple[int, int]]:
    first, closed = 0, 0
    for i, (length, tag) in enumerate(zip([*lengths(blocks), 0.0], [*blocks.tags, ""], strict=True)):
        # Only of a line as long as a headline the sentences are counted: that is the dear part.
        if tag == "p" and _SHORTEST <= length <= _LONGEST and (ends := sentence_count(blocks.texts[i])) <= 1:
            closed += ends
            continue
        if i - first >= _MIN_RUN and closed <= _MAX_CLOSED * (i - first):
            yield first, i
        first, closed = i + 1, 0
