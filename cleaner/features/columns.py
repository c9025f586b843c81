"""The model's columns: a block by itself, and by what stands around it, above it and elsewhere on the page.

Every column is a number that holds in any language; words come in through the vocabulary's scores alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.features import context, elements
from cleaner.features.chars import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.features.frame import Frame
    from cleaner.features.vocabulary import Scores

__all__ = ["columns", "names"]

_K = {name: i for i, name in enumerate(KINDS)}
_CHARS_PER_WORD = 1.7  # of scripts without spaces; see shape.py
_GROUPS = (
    ("p",), ("li",), ("h1",), ("h2",), ("h3",), ("h4", "h5", "h6"), ("td", "th"), ("dt", "dd"), ("div",),
    ("pre", "listing", "xmp"), ("blockquote",), ("figcaption", "caption"),
    ("button", "legend", "option"), ("img",),
)  # fmt: skip
# What a container is for, and what a text reads like; each a column.
_SHARED = (
    "nav", "related", "share", "newsletter", "comments", "bio", "caption", "ad", "legal", "cookie", "byline",
    "other",
)  # fmt: skip
_ZONES, _PHRASES = (*_SHARED, "footer", "masthead"), (*_SHARED, "date")
_ZONE, _PHRASE = ({role: i for i, role in enumerate(roles)} for roles in (_ZONES, _PHRASES))
_GROUP = {tag: i for i, tags in enumerate(_GROUPS) for tag in tags}
_HEADING_LEVEL = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_OWN = (
    "chars", "words", "link_density", "link_chars", "upper", "digits", "commas", "stops", "ends",
    "ends_per_word", "symbols", "word_length", "unspaced", "first_upper", "first_digit", "first_symbol",
    "last_stop", "last_comma", "hidden", "control", "joins", "picture", "copies", "earlier", "title",
    "heading_level", "v_own", "v_above", "v_text", "v_sum", "q",
)  # fmt: skip


def names() -> tuple[str, ...]:
    """The columns' names, in order; weights are only good for the names they were fitted with."""
    return (
        *_OWN,
        *(f"is_{tags[0]}" for tags in _GROUPS),
        *(f"in_{tag}" for tag in elements.ABOVE),
        *(f"zone_{role}" for role in _ZONES),
        *(f"says_{role}" for role in _PHRASES),
        *context.NAMES,
    )


def columns(frame: Frame, scores: Scores) -> NDArray[np.float32]:
    """One row a column, one column a block: len(names()) x blocks."""
    kinds = frame.kinds.astype(np.float32)
    words = kinds[:, _K["spaces"]] + (frame.chars > 0) + kinds[:, _K["unspaced"]] / _CHARS_PER_WORD
    size = np.maximum(frame.chars, 1)
    link = (frame.link_chars / size).astype(np.float32)
    total = scores.own + scores.above + scores.text
    levels = np.array([_HEADING_LEVEL.get(tag, 0) for tag in frame.tags], np.float32)
    # 8 and 30: limits of exp; a first estimate of how much of the block is content.
    q = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    first, last = frame.kinds[:, _K["first"]], frame.kinds[:, _K["last"]]
    ends = kinds[:, _K["ends"]]
    own = (
        np.log1p(frame.chars), np.log1p(words), link, np.log1p(frame.link_chars),
        *(kinds[:, _K[name]] / size for name in ("upper", "digits")),
        *(kinds[:, _K[name]] / np.maximum(words, 1) for name in ("commas", "stops")),
        np.log1p(ends), ends / np.maximum(words, 1), kinds[:, _K["symbols"]] / size,
        size / np.maximum(words, 1), kinds[:, _K["unspaced"]] / size,
        first & 2, first & 4, first & 32, last & 16, last & 8,
        *frame.marks.T, np.log1p(frame.copies), np.log1p(frame.earlier), frame.title, levels,
        scores.own, scores.above, scores.text, total, q,
    )  # fmt: skip
    ways = elements.ways(frame.keys, frame.key.tolist(), frame.parent.tolist())
    base = context.Base(words=words, link=link, ends=ends, total=total, q=q, levels=levels)
    groups, zones, phrases = (
        np.array([number.get(value, -1) for value in values])
        for number, values in ((_GROUP, frame.tags), (_ZONE, frame.zones), (_PHRASE, frame.phrases))
    )
    return np.vstack(
        [
            np.array(own, np.float32),
            groups == np.arange(len(_GROUPS))[:, None],
            ways.inside[:, frame.owner],
            zones == np.arange(len(_ZONES))[:, None],
            phrases == np.arange(len(_PHRASES))[:, None],
            context.columns(frame, scores, base, ways),
        ]
    ).astype(np.float32)
