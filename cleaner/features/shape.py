"""The shape of a block's text: how long, how much of it links, whether it reads as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.patterns import pattern

if TYPE_CHECKING:
    from cleaner.types import Blocks

__all__ = ["length", "lengths", "link_densities", "sentence_count", "sentences"]

# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han. (Hangul has spaces.)
_UNSPACED = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# 1.7 Han characters carry what one English word does (parallel corpora give 1.5 to 1.8).
_CHARS_PER_WORD = 1.7
_SENTENCE_END = pattern(r"[.!?…؟।][\"'”’»)\]）」』]*(?:\s|$)|[。！？]")  # the last ones need no space behind


def lengths(blocks: Blocks) -> list[float]:
    """Words a block; where a script has no spaces, as many as its characters are worth."""
    # Most texts are in ASCII: a call for each would take longer than counting.
    return [text.count(" ") + 1.0 if text and text.isascii() else length(text) for text in blocks.texts]


def length(text: str) -> float:
    """Words of one text, as in `lengths`."""
    spaced = float(text.count(" ") + 1 if text else 0)
    unspaced = len(_UNSPACED.findall(text))
    return spaced + unspaced / _CHARS_PER_WORD if unspaced else spaced


def link_densities(blocks: Blocks) -> list[float]:
    """Share of each block's characters that lie inside links, 0.0 to 1.0.

    Kohlschütter et al., "Boilerplate detection using shallow text features", WSDM 2010.
    """
    return [
        linked / len(text) if linked else 0.0
        for linked, text in zip(blocks.link_chars, blocks.texts, strict=True)
    ]


def sentences(blocks: Blocks) -> list[int]:
    """Sentence ends a block: full stops and their like that close a word or the block."""
    return [sentence_count(text) for text in blocks.texts]


def sentence_count(text: str) -> int:
    """Full stops and their like that close a word or the text.

    >>> sentence_count("Version 2.5 is out. Is it?"), sentence_count("雪下了一夜。路断了。")
    (2, 2)
    """
    if text.isascii() and "." not in text and "!" not in text and "?" not in text:
        return 0  # most short lines, without the search
    return len(_SENTENCE_END.findall(text))
