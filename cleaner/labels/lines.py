"""The line model: every line's probability of being content, then one cut for the dump.

The network of the block model, fed with other columns (`features.lines`): the shape of a line and of those
around it, and what its words say by a learned weight each. How it was trained, on what, and how good it is:
docs/flat-text.md.
"""

from __future__ import annotations

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

__all__ = ["judge", "weigh"]

_PORTION = 4_000  # lines judged at a time, as if they were all there are: memory has an end
# A dump that was cleaned already, by a person or an extractor, loses only what is surely none of the text. It
# has hardly a share label or menu word, or its first and last lines are likely content: it does not begin with
# a menu and end with a footer. So are 9 % of wcxb's pages dumped by html-text, 94 % by resiliparse's main
# content, 99 % by readability. With .10 or .15 for .12, or five or fifteen lines, F1 differs by under .001.
_FEW_PHRASES, _CAUTIOUS = 4, 0.1
_EDGE_LINES, _EDGES = 10, 0.12
_SURE_TYPE = 0.5  # as in labels/model.py


def judge(blocks: Blocks) -> Judgement:
    """The judgement on a text dump; a long one is judged in portions and cut as a whole."""
    learned = load()
    if not len(blocks):
        return Judgement([], f"lines-{learned.version}", 0.0)
    said, words = weigh(learned, blocks)
    chosen = cut.choose(learned.cuts, said.blocks, words, said.types)
    phrases = [phrase(text, tag) for text, tag in zip(blocks.texts, blocks.tags, strict=True)]
    cleaned = sum(map(bool, phrases)) <= _FEW_PHRASES or _edges(said.blocks) >= _EDGES
    threshold = min(chosen.threshold, _CAUTIOUS) if cleaned else chosen.threshold
    likely = int(said.types.argmax())
    return Judgement(
        labels=list(_labels(blocks, phrases, said.blocks.tolist(), threshold)),
        model=f"lines-{learned.version}",
        confidence=round(chosen.confidence, 3),
        page_type=PAGE_TYPES[likely] if said.types[likely] >= _SURE_TYPE else None,
    )


def weigh(learned: LineWeights, blocks: Blocks) -> tuple[Heard, NDArray[np.float32]]:
    """What was learned says of a dump, and the length of its lines in words."""
    heard, words = [], []
    for start in range(0, len(blocks), _PORTION):
        part = lines.read_lines(blocks, start, start + _PORTION)
        heard.append(learned.network(lines.columns(part, lines.scores(learned.words, part.tokens))))
        words.append(part.words)
    return Heard(np.concatenate([said.blocks for said in heard]), heard[0].types), np.concatenate(words)


def _edges(probability: NDArray[np.float32]) -> float:
    """How likely a dump's first and last lines are content; the first count twice: extractors leave footers."""
    first, last = probability[:_EDGE_LINES].mean(), probability[-_EDGE_LINES:].mean()
    return float(first * first * last) ** (1 / 3)


def _labels(
    blocks: Blocks, phrases: list[str], probability: list[float], threshold: float
) -> Iterator[Label]:
    headline = sequence.headline_runs(blocks)
    for i, p in enumerate(probability):
        why = f"p={p:.2f}, cut {threshold:.2f}"
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
