"""Whether one text stands in another: by runs of five words.

Two copies of a text differ in quotes, dashes, entities and spaces, so whole sentences seldom agree. Five
words mostly do, and hardly ever by chance. A few runs, searched for, tell whether to look closer (`sampled`);
all of them, in a set, tell it of many texts in time that grows with their length (`shingles`, `share`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Set

__all__ = ["Shingle", "runs", "sampled", "share", "shingles"]

Shingle = tuple[str, ...]

_SIZE = 5
# Kana and Han have no spaces: a character counts as a word there.
_UNSPACED = "\u3041-\u30ff\u3400-\u9fff"
# Words with single spaces between them and nothing else. Nothing here can be read in two ways.
_RUN = pattern(
    rf"[{_UNSPACED}]{{8}}|\b[^\W\d_{_UNSPACED}]{{1,40}}+(?: [^\W\d_{_UNSPACED}]{{1,40}}+){{{_SIZE - 1}}}"
)
_WORD = pattern(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_REACH_CHARS = 200  # past its place a run is looked for


def runs(text: str, most: int) -> list[str]:
    """Up to `most` runs of a text, at equal distances.

    >>> runs("The warden of the hut closes it, and walks down to the valley.", 2)
    ['The warden of the hut', 'and walks down to the']
    """
    step = max(len(text) // most, 1)
    found: dict[str, None] = {}
    end = 0
    for place in range(0, len(text), step):
        run = _RUN.search(text, max(place, end), place + step + _REACH_CHARS) if place >= end else None
        if run:
            found[run[0]] = None
            end = run.end()
    return list(found)[:most]


def sampled(text: str, whole: str, most: int) -> float | None:
    """The share of up to `most` runs that stand in another text, 0.0 to 1.0; None where there are none."""
    looked = runs(text, most)
    return sum(run in whole for run in looked) / len(looked) if looked else None


def shingles(text: str) -> frozenset[Shingle]:
    """Each five words in a row, in lower case."""
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[i:] for i in range(_SIZE)), strict=False))


def share(text: str, known: Set[Shingle]) -> float | None:
    """The share of a text's shingles that are known, 0.0 to 1.0; None for a text of fewer than five words."""
    own = shingles(text)
    return len(own & known) / len(own) if own else None
