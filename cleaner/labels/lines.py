"""The line model: every line's probability of being content, then one cut for the dump.

The network of the block model, fed with other columns (`features.lines`): the shape of a line and of those
around it, and what its words say by a learned weight each. How it was trained, on what, and how good it is:
docs/flat-text.md.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features import lines, sequence
from cleaner.features.phrase import phrase
from cleaner.labels import cut
from cleaner.labels.judgement import Judgement
from cleaner.labels.network import Heard
from cleaner.labels.weights.lines import load
from cleaner.types import PAGE_TYPES, Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from cleaner.labels.weights.lines import LineWeights
    from cleaner.types import Blocks

    Array = NDArray[np.float32]

__all__ = ["judge", "weigh"]

_PORTION = 4_000  # lines judged at a time, as if they were all there are: memory has an end
# A dump that was cleaned already, by a person or an extractor, loses only what is surely none of the text. It
# has hardly a share label or menu word; or most of it is likely content, its first and last lines too, where
# others have a menu and a footer. So are 8 % of wcxb's pages dumped by html-text, 92 % by resiliparse's main
# content, 98 % by readability. With .10 or .15 for .12, five lines or fifteen, F1 differs by under .001.
_FEW_PHRASES, _CLEANED = 4, 0.1
_EDGE_LINES, _EDGES, _MOST = 10, 0.12, 0.5
# Less surely so: of resiliparse's dumps of wcxb 3 of 12 lose a tenth of their true words for 6 without this.
_MAYBE_EDGES, _MAYBE_CLEANED = 0.08, 0.2
# Few labels show that only where the model knows the language: of a dump in English it knows .6 to .9 of the
# words, in German .6, in Polish .3, in one that is not in the corpora under .1. Elsewhere the cut is this.
_KNOWN_WORDS, _STRANGE = 0.25, 0.3
_SURE_TYPE = 0.5  # as in labels/model.py
# What is in doubt beside an article is another one's, or about it: the cut there is this at least. Word F1 of
# all html-text's dumps, cross-validated: news .890 -> .893, publishers .924 -> .928, wcxb .8575 -> .8569; .65
# adds .001 to the first two and takes .001 from the third.
_ARTICLE = 0.6


def judge(blocks: Blocks) -> Judgement:
    """The judgement on a text dump; a long one is judged in portions and cut as a whole."""
    learned = load()
    if not len(blocks):
        return Judgement([], f"lines-{learned.version}", 0.0)
    said, words, known = weigh(learned, blocks)
    chosen = cut.choose(learned.cuts, said.blocks, words, said.types)
    phrases = list(map(phrase, blocks.texts, blocks.tags))
    likely = int(said.types.argmax())
    threshold = max(chosen.threshold, _ARTICLE) if PAGE_TYPES[likely] == "article" else chosen.threshold
    threshold = min(threshold, _caution(said.blocks, words, sum(map(bool, phrases)), known))
    return Judgement(
        labels=list(_labels(blocks, phrases, said.blocks.tolist(), threshold)),
        model=f"lines-{learned.version}",
        confidence=round(chosen.confidence, 3),
        page_type=PAGE_TYPES[likely] if said.types[likely] >= _SURE_TYPE else None,
    )


def weigh(learned: LineWeights, blocks: Blocks) -> tuple[Heard, Array, float]:
    """What was learned says of a dump, the length of its lines in words, and the share of its known words."""
    heard, words = [], []
    count = known = 0
    for start in range(0, len(blocks), _PORTION):
        part = lines.read_lines(blocks, start, start + _PORTION)
        heard.append(learned.network(lines.columns(part, lines.scores(learned.words, part.tokens))))
        words.append(part.words)
        count += sum(map(len, part.tokens))
        known += sum(map(learned.words.__contains__, chain.from_iterable(part.tokens)))
    blockwise = np.concatenate([said.blocks for said in heard])
    return Heard(blockwise, heard[0].types), np.concatenate(words), known / max(count, 1)


def _caution(probability: Array, words: Array, labels: int, known: float) -> float:
    """The highest threshold to take: low where the dump neither begins with a menu nor ends with a footer."""
    first, last = probability[:_EDGE_LINES].mean(), probability[-_EDGE_LINES:].mean()
    edges = float(first * first * last) ** (1 / 3)  # the first count twice: some extractors leave footers
    mostly_content = float(probability @ words) >= _MOST * float(words.sum())
    is_few = labels <= _FEW_PHRASES
    if (is_few and known >= _KNOWN_WORDS) or (edges >= _EDGES and mostly_content):
        return _CLEANED
    if edges >= _MAYBE_EDGES:
        return _MAYBE_CLEANED
    return _STRANGE if is_few else 1.0


def _labels(
    blocks: Blocks, phrases: list[str], probability: list[float], threshold: float
) -> Iterator[Label]:
    headline = sequence.headline_runs(blocks)
    cut_at = f", cut {threshold:.2f}"
    for i, p in enumerate(probability):
        why = f"p={p:.2f}{cut_at}"
        if p >= threshold:
            role = "heading" if blocks.tags[i].startswith("h") else "body"
            yield Label(i, role, True, Layer.MODEL, "model", why, 0.5 + (p - threshold) / (1 - threshold) / 2)
            continue
        role, what = phrases[i], ""
        if role:
            what = f"; reads like {role}"
        elif headline[i]:
            role, what = "related", "; in a run of headlines"
        sure = 0.5 + (threshold - p) / threshold / 2
        yield Label(i, role or "other", False, Layer.MODEL, "model", why + what, sure)
