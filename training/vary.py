"""Pages as the corpora have too few of, made of those that they have: columns change, the truth stays.

Most of what we learn from is in a few languages of Europe, and names its parts in English. Variants of a page
take away what others lack: its words (a language that the vocabulary does not know), its spaces (Chinese,
Japanese, Thai...), the names of its elements (hashed class names), or two of these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features.chars import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.features.frame import Frame

__all__ = ["VARIANTS"]

_K = {name: i for i, name in enumerate(KINDS)}
_UPPER, _UNSPACED = (1 << _K[name] for name in ("upper", "unspaced"))  # of the first and the last character
_SIGNS_PER_WORD = (1.7, 2.5, 4.0)  # about as in Chinese, Japanese and Thai
_KEPT_SPACES = 0.04  # of spaces, those that remain between clauses, digits and Latin words
_BY_TAG = frozenset({"nav", "footer", "masthead", "caption"})  # zones that tags show without names


def foreign(frame: Frame) -> Frame:
    """A language of which no word is known."""
    return replace(frame, words=[()] * len(frame.words), phrases=[""] * len(frame.phrases))


def unspaced(frame: Frame) -> Frame:
    """A script without spaces: a word is a few signs, on some pages more, and every stop ends a sentence."""
    per_word = _SIGNS_PER_WORD[len(frame.tags) % len(_SIGNS_PER_WORD)]
    kinds = frame.kinds.copy()
    words = np.where(frame.chars > 0, kinds[:, _K["spaces"]] + 1, 0)
    others = kinds[:, [_K[name] for name in ("digits", "commas", "stops", "symbols")]].sum(axis=1)
    # Of a word that is all digits or signs no letters are left to write in another way.
    letters = np.maximum(frame.chars - kinds[:, _K["spaces"]] - others, 0)
    signs = np.where(letters > 0, np.maximum(np.round(per_word * np.minimum(words, letters)), 1), 0)
    kinds[:, _K["spaces"]] = np.round(_KEPT_SPACES * kinds[:, _K["spaces"]])
    kinds[:, _K["upper"]] = 0
    kinds[:, _K["unspaced"]] = signs
    kinds[:, _K["ends"]] = kinds[:, _K["stops"]]
    for column in ("first", "last"):
        plain = (kinds[:, _K[column]] & ~_UPPER) == 0  # neither digit nor sign
        kinds[:, _K[column]] = np.where(plain & (signs > 0), _UNSPACED, kinds[:, _K[column]])
    chars = (kinds[:, _K["spaces"]] + others + signs).astype(np.float32)
    linked = frame.link_chars * chars / np.maximum(frame.chars, 1)
    return replace(foreign(frame), kinds=kinds, chars=chars, link_chars=linked.astype(np.float32))


def nameless(frame: Frame) -> Frame:
    """Class names and ids that say nothing: what is left of an element is its tag, role and property."""
    names = [tuple(word for word in own if word[0] in "<@%") for own in frame.names]
    zones = [zone if zone in _BY_TAG else "" for zone in frame.zones]
    return replace(frame, names=names, zones=zones)


# By what the page lacks.
VARIANTS: dict[str, Callable[[Frame], Frame]] = {
    "words": foreign,
    "spaces": unspaced,
    "names": nameless,
    "words and names": lambda frame: nameless(foreign(frame)),
    "spaces and names": lambda frame: nameless(unspaced(frame)),
}
