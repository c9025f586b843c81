"""Measures of a text that corpora are commonly filtered by, each a share from 0.0 to 1.0, or a mean.

From Rae et al., "Scaling language models: methods, analysis & insights from training Gopher" (2021), table
A1, and Raffel et al., "Exploring the limits of transfer learning" (2020), section 2.2. None is a filter here.
"""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MEASURES", "quality"]

# What a row's `quality` holds, and what it means.
MEASURES = {
    "mean_word_chars": "characters a word",
    "alphabetic_words": "share of words with a letter in them",
    "symbols_per_word": "signs like # and … a word",
    "sentence_lines": "share of lines that end as a sentence does",
    "bullet_lines": "share of lines that begin with a bullet",
    "repeated_chars": "share of the characters that lie in lines which stood there before",
}
_LETTER = re.compile(r"[^\W\d_]")
_SYMBOL = re.compile(r"#|…|\.\.\.")
_SENTENCE_ENDS = frozenset(".!?。！？…।؟")
_CLOSING = "\"'”’»)]"  # may stand behind the end of a sentence
_BULLET = re.compile(r"[•‣◦▪*\-–—·]\s")


def quality(text: str) -> dict[str, float]:
    """The measures of a text, by the names in MEASURES; all 0.0 for a text without words.

    >>> quality("Ten huts stood in a row.")["sentence_lines"]
    1.0
    """
    words = text.split()
    lines = [line for line in (line.strip() for line in text.splitlines()) if line]
    return {
        "mean_word_chars": _ratio(sum(map(len, words)), len(words)),
        "alphabetic_words": _ratio(len(words) - _letterless(words), len(words)),
        "symbols_per_word": _ratio(len(_SYMBOL.findall(text)), len(words)),
        "sentence_lines": _ratio(sum(map(_ends_sentence, lines)), len(lines)),
        "bullet_lines": _ratio(sum(map(bool, map(_BULLET.match, lines))), len(lines)),
        "repeated_chars": _repeated(lines),
    }


def _letterless(words: Sequence[str]) -> int:
    # Most words are letters alone, or with signs behind them: that is found in a tenth of the time.
    rest = filterfalse(str.istitle, filterfalse(str.islower, filterfalse(str.isalpha, words)))
    return sum(not _LETTER.search(word) for word in rest)


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def _repeated(lines: Sequence[str]) -> float:
    seen: set[str] = set()
    repeated = 0
    for line in lines:
        repeated += len(line) if line in seen else 0
        seen.add(line)
    return _ratio(repeated, sum(map(len, lines)))


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
