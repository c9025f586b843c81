"""The learned engine: every block's probability of being content, then one cut for the page.

1. *Frame*: what blocks and the elements around them look like, as columns (`features.frame`).
2. *Words*: what class names and the text's own words say, by a learned weight each (`features.vocabulary`).
3. *Page type*: what the page's address, declarations and class names say it is.
4. *Trees*: columns and page type give the probability that a block is content (`trees`).
5. *Cut*: which probability is enough on this page, and the word F1 to expect of that (`cut`).

How it was trained, on what, and how good it is: docs/model-card.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.features import phrase, zone
from cleaner.features.columns import columns
from cleaner.features.frame import read_frame
from cleaner.labels import cut, weights
from cleaner.labels.judgement import Judgement
from cleaner.types import PAGE_TYPES, Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.features.frame import Frame
    from cleaner.labels.weights import Weights
    from cleaner.types import Blocks

__all__ = ["judge", "page_odds", "weigh"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINK_LIST = 0.5  # link density from which a dropped block is a list of links
_MENU_WORDS = 4  # and up to which it is a menu's
# Page types that look like articles but are not often enough right are left unsaid.
_SURE_TYPE = 0.5


def judge(blocks: Blocks) -> Judgement:
    """The judgement on an HTML page; ValueError for a text dump, which has no tags to read."""
    learned = weights.load()
    if not len(blocks):
        return Judgement([], f"blocks-{learned.version}", 0.0)
    frame = read_frame(blocks)
    odds = page_odds(learned, frame.page)
    probability, words = weigh(learned, frame, odds)
    chosen = cut.choose(learned.cuts, probability, words, odds)
    keep = _with_pictures(blocks, probability >= chosen.threshold)
    likely = int(odds.argmax())
    return Judgement(
        labels=_labels(blocks, probability.tolist(), keep, chosen.threshold),
        model=f"blocks-{learned.version}",
        confidence=round(chosen.confidence, 3),
        page_type=PAGE_TYPES[likely] if odds[likely] >= _SURE_TYPE else None,
    )


def page_odds(learned: Weights, page: Sequence[str]) -> NDArray[np.float32]:
    """The probability of each page type, by the words that the page is known by."""
    table = learned.page_weights
    rows = [learned.page_words[word] for word in page if word in learned.page_words]
    z = table[rows].sum(axis=0) / max(len(page), 1) ** 0.5 + table[-1]
    odds = np.exp(z - z.max())
    shares: NDArray[np.float32] = (odds / odds.sum()).astype(np.float32)
    return shares


def weigh(
    learned: Weights, frame: Frame, odds: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The probability that each block is content, and its length in words."""
    table = columns(frame, learned.vocabulary.scores(frame))
    words = np.expm1(table[1])
    z = learned.blocks(np.vstack([table, np.repeat(odds[:, None], table.shape[1], axis=1)]))
    return (1 / (1 + np.exp(-z))).astype(np.float32), words


def _with_pictures(blocks: Blocks, keep: NDArray[np.bool_]) -> list[bool]:
    """Pictures stand or fall with the text around them: the model was not taught any."""
    kept: list[bool] = keep.tolist()
    before = False
    after = [False] * (len(kept) + 1)
    for i in reversed(range(len(kept))):
        after[i] = kept[i] if blocks.texts[i] else after[i + 1]
    for i, text in enumerate(blocks.texts):
        if text:
            before = kept[i]
        else:
            kept[i] = before and after[i + 1]
    return kept


def _labels(blocks: Blocks, probability: list[float], keep: list[bool], threshold: float) -> list[Label]:
    zones = zone.zones(blocks)
    found = []
    for i, (p, kept) in enumerate(zip(probability, keep, strict=True)):
        if not blocks.texts[i]:
            why = "among kept text" if kept else "not among kept text"
            found.append(Label(i, "body" if kept else "other", kept, Layer.MODEL, "model", why, 0.5))
            continue
        why = f"p={p:.2f}, cut {threshold:.2f}"
        if kept:
            role, sure = (
                ("heading" if blocks.tags[i] in _HEADINGS else "body"),
                (p - threshold) / (1 - threshold),
            )
        else:
            role, what = _dropped_role(blocks, i, zones[i])
            why, sure = why + what, (threshold - p) / threshold
        found.append(Label(i, role, kept, Layer.MODEL, "model", why, 0.5 + max(sure, 0.0) / 2))
    return found


def _dropped_role(blocks: Blocks, i: int, zone_of: str) -> tuple[str, str]:
    """What a dropped block is, and how that is known; phrases are the dearer question and come second."""
    if zone_of:
        return zone_of, f"; in a container for {zone_of}"
    if said := phrase.phrase(blocks.texts[i], blocks.tags[i]):
        return said, f"; reads like {said}"
    return _plain_role(blocks, i), ""


def _plain_role(blocks: Blocks, i: int) -> str:
    """The role of a dropped block of which neither words nor containers say what it is."""
    text = blocks.texts[i]
    if blocks.link_chars[i] <= _LINK_LIST * len(text):
        return "other"
    return "related" if text.count(" ") >= _MENU_WORDS else "nav"
