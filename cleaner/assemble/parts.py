"""The documents of an article's parts -> one document.

Each part of an article on several pages repeats something: the headline's lead at the top, a note at the end.
What stood in an earlier part already is left out where two parts meet, and nowhere else: "Yes." may well be
said on every page of an interview.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.text import fold, word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Document

__all__ = ["join"]

_FENCES = ("```", "~~~")


def join(documents: Sequence[Document]) -> Document:
    """One document of the parts, in order: texts joined, all else as the first part has it."""
    first = documents[0]
    if len(documents) == 1:
        return first
    text = _joined([document.text.split("\n\n") for document in documents])
    flags = tuple(dict.fromkeys(flag for document in documents for flag in document.flags))
    words = word_count(text)
    removed: Counter[str] = Counter()
    for document in documents:
        removed.update(document.removed)
    return replace(
        first,
        text=text,
        markdown=_joined([_pieces(document.markdown) for document in documents]),
        word_count=words,
        confidence=_confidence(documents),
        flags=tuple(flag for flag in flags if flag != "empty" or not words),
        removed=dict(removed.most_common()),
        warnings=tuple(dict.fromkeys(warning for document in documents for warning in document.warnings)),
    )


def _joined(parts: Sequence[list[str]]) -> str:
    """The pieces of all parts, those at the seams left out that were there before."""
    chosen = [piece for piece in parts[0] if piece]
    seen = {fold(piece) for piece in chosen}
    for part in parts[1:]:
        pieces = [piece for piece in part if piece]
        new = [fold(piece) not in seen for piece in pieces]
        if True not in new:
            continue
        stop = len(new) - new[::-1].index(True)
        chosen += pieces[new.index(True) : stop]
        seen.update(map(fold, pieces))
    return "\n\n".join(chosen)


def _pieces(markdown: str) -> list[str]:
    """The blocks of some Markdown; a fenced one, with its empty lines, is one."""
    pieces: list[list[str]] = []
    fence = ""
    for piece in markdown.split("\n\n"):
        inside = bool(fence)
        for line in piece.split("\n"):
            mark = line.strip()
            if not fence and mark.startswith(_FENCES):
                fence = mark[: len(mark) - len(mark.lstrip(mark[0]))]
            elif fence and mark.startswith(fence) and not mark.strip(fence[0]):
                fence = ""
        if inside:
            pieces[-1].append(piece)
        else:
            pieces.append([piece])
    return ["\n\n".join(piece) for piece in pieces]


def _confidence(documents: Sequence[Document]) -> float | None:
    """The parts' confidence by their words."""
    known = [(d.confidence, d.word_count) for d in documents if d.confidence is not None]
    total = sum(words for _, words in known)
    return (
        round(sum(value * words for value, words in known) / total, 3) if total else documents[0].confidence
    )
