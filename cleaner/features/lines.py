"""The line model's columns: a line of a text dump by itself, and by what stands around it.

Where tags are lost, a line says what it is by its shape, its first and last words, the blank lines beside it
and its place among longer ones. Every column is a number that holds in any language; words come in through
one learned score a line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from cleaner.features.chars import KINDS, kind_counts
from cleaner.features.frame import copy_counts
from cleaner.features.phrase import phrase
from cleaner.features.tokens import texts_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from cleaner.types import Blocks

    Array = NDArray[np.float32]

__all__ = ["Lines", "columns", "names", "read_lines", "scores"]

_K = {name: i for i, name in enumerate(KINDS)}
_CHARS_PER_WORD = 1.7  # of scripts without spaces; see shape.py
_LONG = 25.0  # words that make a line a paragraph wherever it stands, as in labels/density.py
_HEADLINE = 24.0  # words at most, as in sequence.py
_PHRASES = (
    "nav", "related", "share", "newsletter", "comments", "bio", "caption", "ad", "legal", "cookie", "byline",
    "date", "other",
)  # fmt: skip
_PHRASE = {role: i for i, role in enumerate(_PHRASES)}
_TAGS = ("li", "blockquote", "h2")  # the guesses of page/lines.py, beside p
_TAG = {"li": 0, "blockquote": 1, **{f"h{level}": 2 for level in range(1, 7)}}
_NEAR, _FAR = 3, 12  # lines to either side
_OWN = (
    "chars", "words", "upper", "digits", "commas", "stops", "ends", "ends_per_word", "symbols", "word_length",
    "unspaced", "first_upper", "first_digit", "first_symbol", "last_stop", "last_comma",
    "blank_before", "blank_after", "joins", "sources", "copies", "earlier", "stencil",
    "cohesion", "topic", "first_line", "v", "q",
)  # fmt: skip
_PLACE = ("place", "index", "rest", "words_before", "page_words", "page_lines", "page_long", "page_blank")
_AROUND = (
    "run", "run_place", "run_rest", "run_closed", "since_long", "until_long",
    *(f"{what}_{reach}" for reach in ("near", "far") for what in ("v", "q_share", "words", "long", "ends")),
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
_WORD_CHARS = 4  # shorter words are any text's
_OFTEN = 3  # paragraphs that say a word of the dump's topic
_STENCIL_CHARS = 60


@dataclass(frozen=True, slots=True)
class Lines:
    """What is read off the lines of a dump without any weights, one entry a line."""

    kinds: NDArray[np.int32]  # chars.KINDS
    chars: Array
    words: Array
    tags: NDArray[np.intp]  # index into _TAGS, -1 for a paragraph
    phrases: NDArray[np.intp]  # index into _PHRASES, -1 for none
    marks: Array  # 4 x lines: blank line before, behind, joins the line before, lines in the source
    counts: Array  # 6 x lines: copies, of which before, lines alike but for digits; then as _cohesion
    tokens: list[tuple[str, ...]]  # tokens.texts_tokens


def names() -> tuple[str, ...]:
    """The columns' names, in order; weights are only good for the names they were fitted with."""
    return (*_OWN, *(f"is_{tag}" for tag in _TAGS), *(f"says_{role}" for role in _PHRASES), *_PLACE, *_AROUND)


def read_lines(blocks: Blocks, start: int = 0, stop: int | None = None) -> Lines:
    """The lines of a dump, or of a part of it, with at least one."""
    texts, tags = blocks.texts[start:stop], blocks.tags[start:stop]
    kinds = kind_counts(texts)
    chars = np.fromiter(map(len, texts), np.float32, len(texts))
    words = (kinds[:, _K["spaces"]] + 1 + kinds[:, _K["unspaced"]] / _CHARS_PER_WORD).astype(np.float32)
    tokens = texts_tokens(texts)
    alike = [_DIGITS.sub("0", text) if len(text) < _STENCIL_CHARS else text for text in texts]
    copies, earlier = (counts.astype(np.float32) for counts in copy_counts(texts))
    stencil = copy_counts(alike)[0].astype(np.float32)
    return Lines(
        kinds=kinds,
        chars=chars,
        words=words,
        tags=np.array([_TAG.get(tag, -1) for tag in tags]),
        phrases=np.array([_PHRASE.get(role, -1) for role in map(phrase, texts, tags)]),
        marks=_marks(blocks.lines[start:stop], blocks.joins[start:stop]),
        counts=np.stack(
            [np.log(copies), np.log1p(earlier), np.log(stencil), *_cohesion(texts, tokens, words)]
        ),
        tokens=tokens,
    )


def scores(weights: Mapping[str, float], tokens: Sequence[tuple[str, ...]]) -> Array:
    """What the words of each line say, as log-odds; `weights` has one a word."""
    line_of = _lines_of(tokens)
    said = np.fromiter(map(weights.get, chain.from_iterable(tokens), repeat(0.0)), np.float64, len(line_of))
    return _sums(said, line_of, np.bincount(line_of, minlength=len(tokens)) ** 0.5)


def columns(lines: Lines, score: Array) -> Array:
    """One row a column, one column a line: len(names()) x lines."""
    kinds = lines.kinds.T.astype(np.float32)
    words, chars = lines.words, np.maximum(lines.chars, 1)
    first, last = lines.kinds[:, _K["first"]], lines.kinds[:, _K["last"]]
    ends = kinds[_K["ends"]]
    q = (1 / (1 + np.exp(-np.clip(score, -30, 30)))).astype(np.float32)
    own = (
        np.log1p(chars), np.log1p(words), kinds[_K["upper"]] / chars, kinds[_K["digits"]] / chars,
        kinds[_K["commas"]] / words, kinds[_K["stops"]] / words, np.log1p(ends), ends / words,
        kinds[_K["symbols"]] / chars, chars / words, kinds[_K["unspaced"]] / chars,
        first & 2, first & 4, first & 32, last & 16, last & 8,
        *lines.marks, *lines.counts, score, q,
    )  # fmt: skip
    return np.vstack(
        [
            np.array(own, np.float32),
            lines.tags == np.arange(len(_TAGS))[:, None],
            lines.phrases == np.arange(len(_PHRASES))[:, None],
            _place(lines),
            _around(lines, score, q, ends),
        ]
    ).astype(np.float32)


def _marks(lines: Sequence[tuple[int, int]], joins: Sequence[bool]) -> Array:
    places = np.array(lines)
    apart = places[1:, 0] - places[:-1, 1] > 1
    sources = np.log1p(places[:, 1] - places[:, 0])
    return np.array([np.r_[True, apart], np.r_[apart, True], joins, sources], np.float32)


def _cohesion(texts: Sequence[str], tokens: Sequence[tuple[str, ...]], words: Array) -> tuple[Array, ...]:
    """Share of each line's longer words that other paragraphs, several of them, the first line say too."""
    long = words >= _LONG
    seen: Counter[str] = Counter()
    for i in np.flatnonzero(long).tolist():
        seen.update(set(texts[i].lower().split()))
    # Each word is looked at once for the whole dump, however many lines say it.
    number = {word: i for i, word in enumerate(dict.fromkeys(chain.from_iterable(tokens)))}
    line_of = _lines_of(tokens)
    word_of = np.fromiter(map(number.__getitem__, chain.from_iterable(tokens)), np.intp, len(line_of))
    longer = np.array([len(word) >= _WORD_CHARS and word.isalpha() for word in number], bool)[word_of]
    line_of, word_of = line_of[longer], word_of[longer]
    others = np.array([seen.get(word, 0) for word in number], np.intp)[word_of] - long[line_of]
    in_first = np.zeros(len(number), bool)
    in_first[[number[word] for word in tokens[0]]] = True
    total = np.bincount(line_of, minlength=len(tokens))
    shares = (others > 0, others >= _OFTEN, in_first[word_of])
    return tuple(_sums(share, line_of, total) for share in shares)


def _lines_of(tokens: Sequence[tuple[str, ...]]) -> NDArray[np.intp]:
    """The line of each word, all lines' words in a row."""
    return np.repeat(np.arange(len(tokens)), np.fromiter(map(len, tokens), np.intp, len(tokens)))


def _sums(values: NDArray[Any], line_of: NDArray[np.intp], over: NDArray[Any]) -> Array:
    """The values of each line added up, over its number; 0 for a line without any."""
    found = np.bincount(line_of, values, len(over))
    shares: Array = (found / np.maximum(over, 1)).astype(np.float32)
    return shares


def _place(lines: Lines) -> Array:
    """Where each line stands, and what the dump is like as a whole."""
    count, words = len(lines.chars), lines.words
    index = np.arange(count)
    total = words.sum()
    page = (
        np.log1p(total), np.log1p(count), words[words >= _LONG].sum() / total, lines.marks[0].mean(),
    )  # fmt: skip
    own = (index / count, np.log1p(index), np.log1p(count - 1 - index), (words.cumsum() - words) / total)
    return np.vstack([np.array(own), np.repeat(np.array(page)[:, None], count, axis=1)])


def _around(lines: Lines, score: Array, q: Array, ends: Array) -> Array:
    """Runs of short lines, the nearest paragraphs, and means over the lines near and far."""
    words, count = lines.words, len(lines.chars)
    index = np.arange(count)
    long = words >= _LONG
    short = (words <= _HEADLINE) & (ends <= 1)
    start = np.maximum.accumulate(np.where(short, 0, index + 1))
    end = np.minimum.accumulate(np.where(short, count, index)[::-1])[::-1]
    size = np.where(short, end - start, 0)
    closed = np.concatenate([[0], np.cumsum((ends > 0) & short)])
    share = np.where(short, (closed[end] - closed[np.minimum(start, end)]) / np.maximum(size, 1), 0)
    before = index - np.maximum.accumulate(np.where(long, index, -count))
    after = np.minimum.accumulate(np.where(long, index, 2 * count)[::-1])[::-1] - index
    runs = (
        np.log1p(size), *np.where(short, np.log1p(np.maximum([index - start, end - index], 0)), 0), share,
        np.log1p(np.minimum(before, 99)), np.log1p(np.minimum(after, 99)),
    )  # fmt: skip
    values = np.stack([score, q * words, words, long, ends])
    sums = np.concatenate([np.zeros((len(values), 1)), values.cumsum(axis=1)], axis=1)
    found = [*runs]
    for reach in (_NEAR, _FAR):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
        width = high - low
        v, mass, near_words, near_long, near_ends = sums[:, high] - sums[:, low]
        found += [v / width, mass / near_words, np.log1p(near_words / width), near_long / width,
                  near_ends / near_words]  # fmt: skip
    return np.array(found)
