"""Page logic: text that only a script of the page holds is text of the document, and said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import phrase
from cleaner.labels import echo
from cleaner.page.blocks import HEADINGS
from cleaner.page.overlap import Shingle, share, shingles
from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from cleaner.page.scripted import Scripted
    from cleaner.types import Metadata, Verdict

__all__ = ["labels"]

# What scripts hold of an article is the article, with the sentences that editors put in between: "Sign up for
# our newsletter", "Read more: ...".
_CLUTTER = frozenset({"comments", "cookie", "legal", "newsletter", "nav", "related", "share"})
# Under that of labels which know what a block is, whoever gives them: a title said again, a repeat.
_SCORE = 0.9
_SAME = 0.6  # as much of a block in the script is the block, cut short or edited


def labels(found: Scripted, metadata: Metadata, verdicts: Sequence[Verdict]) -> list[Label]:
    """A label for each block of the script, and for each kept block of the page that it repeats.

    Of the two copies the script's is whole: the page's is a teaser, and its last sentence may be cut off.
    """
    blocks, first = found.blocks, found.first
    made = [
        _label(block, blocks.texts[block], blocks.tags[block], found.source)
        for block in range(first, len(blocks))
    ]
    made += [label for label in echo.labels(blocks, metadata, ()) if label.block >= first]
    texts = blocks.texts[first:]
    known, lines = shingles("\n".join(texts)), {fold(text) for text in texts if text}
    for verdict in verdicts:
        text = blocks.texts[verdict.block]
        if verdict.keep and text and _repeats(text, known, lines):
            why = f"a script holds it in full: {found.source}"
            made.append(Label(verdict.block, verdict.role, False, Layer.PAGE, "scripted", why))
    return made


def _label(block: int, text: str, tag: str, source: str) -> Label:
    clutter = phrase.phrase(text, tag)
    if clutter in _CLUTTER:
        return Label(block, clutter, False, Layer.PAGE, "phrase", f"reads like {clutter}", _SCORE)
    role = "heading" if tag in HEADINGS else "body"
    why = f"only a script holds this text: {source}"
    return Label(block, role, True, Layer.PAGE, "scripted", why, _SCORE)


def _repeats(text: str, known: Set[Shingle], lines: Set[str]) -> bool:
    part = share(text, known)
    return fold(text) in lines if part is None else part >= _SAME
