"""The learned engine: every block's probability of being content, then one cut for the page.

1. *Frame*: what blocks and the elements around them look like, as columns (`features.frame`).
2. *Words*: what class names and the text's own words say, by a learned weight each (`features.vocabulary`).
3. *Page type*: what the page's address, declarations and class names say it is: a first opinion.
4. *Network and trees*: the probability that a block is content, by its columns (`trees`), and by those of the
   blocks around it too (`network`, which also names the page's type).
5. *Cut*: which probability is enough on this page, and the word F1 to expect of that (`cut`).

How it was trained, on what, and how good it is: docs/model-card.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.features.columns import columns
from cleaner.features.frame import read_frame
from cleaner.labels import cut, weights
from cleaner.labels.judgement import Judgement
from cleaner.labels.network import Heard
from cleaner.labels.siblings import with_siblings
from cleaner.labels.tables import outermost, tables_of_data, whole_tables, with_tables
from cleaner.page.blocks import HEADINGS
from cleaner.types import PAGE_TYPES, Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.features.frame import Frame
    from cleaner.labels.network import Network
    from cleaner.labels.trees import Trees
    from cleaner.labels.weights import Weights
    from cleaner.types import Blocks

__all__ = ["heard", "judge", "page_odds", "weigh"]

_NETWORK = 0.65  # the network's share of a probability, the trees' is the rest; .5 and .8 are hardly worse
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
    said, words = weigh(learned, frame)
    tables = tables_of_data(frame)
    probability, odds = whole_tables(tables, said.blocks), said.types
    chosen = cut.choose(learned.cuts, probability, words, odds)
    keep = with_tables(frame, tables, probability, probability >= chosen.threshold)
    kept = _with_pictures(blocks, frame, with_siblings(frame, probability, keep))
    likely = int(odds.argmax())
    return Judgement(
        labels=_labels(blocks, frame, probability.tolist(), kept, chosen.threshold),
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


def weigh(learned: Weights, frame: Frame) -> tuple[Heard, NDArray[np.float32]]:
    """What was learned says of a page, and the length of its blocks in words."""
    table = columns(frame, learned.vocabulary.scores(frame))
    odds = page_odds(learned, frame.page)
    all_columns = np.vstack([table, np.repeat(odds[:, None], table.shape[1], axis=1)])
    return heard(learned.network, learned.blocks, all_columns), np.expm1(table[1])


def heard(network: Network, trees: Trees, columns: NDArray[np.float32]) -> Heard:
    """What network and trees say together: they err on different blocks."""
    said = network(columns)
    by_trees = 1 / (1 + np.exp(-trees(columns)))
    mixed = _NETWORK * said.blocks + (1 - _NETWORK) * by_trees
    return Heard(mixed.astype(np.float32), said.types)


def _with_pictures(blocks: Blocks, frame: Frame, keep: NDArray[np.bool_]) -> list[bool]:
    """Pictures stand or fall with the text around them, captions apart: the model was not taught any.

    Beside a dropped byline or an advertisement it is the text in the same container that tells.
    """
    kept: list[bool] = keep.tolist()
    tells = [bool(text) and zone != "caption" for text, zone in zip(blocks.texts, frame.zones, strict=True)]
    before, after = -1, [len(kept)] * (len(kept) + 1)  # the nearest block that tells
    for i in reversed(range(len(kept))):
        after[i] = i if tells[i] else after[i + 1]
    places = np.sort(frame.owner[np.array(kept) & np.array(tells)])
    for i, text in enumerate(blocks.texts):
        if tells[i]:
            before = i
        elif not text:
            beside = [kept[j] for j in (before, after[i + 1]) if 0 <= j < len(kept)]
            kept[i] = any(beside) and (
                (len(beside) == 2 and all(beside)) or _holds(frame, places, i, before, after[i + 1])
            )
    return kept


def _holds(frame: Frame, places: NDArray[np.intp], block: int, before: int, after: int) -> bool:
    """True where the smallest container of a picture that has text has kept text, at those `places`."""
    container = frame.parent[outermost(frame, frame.owner[block], before, after)]
    first, last = np.searchsorted(places, [container, frame.end[container]])
    return bool(first < last)


def _labels(
    blocks: Blocks, frame: Frame, probability: list[float], keep: list[bool], threshold: float
) -> list[Label]:
    found = []
    whys = [f"p={percent / 100:.2f}, cut {threshold:.2f}" for percent in range(101)]
    for i, (p, kept) in enumerate(zip(probability, keep, strict=True)):
        if not blocks.texts[i]:
            why = "among kept text" if kept else "not among kept text"
            found.append(Label(i, "body" if kept else "other", kept, Layer.MODEL, "model", why, 0.5))
            continue
        why = whys[round(100 * p)]
        if kept:
            role = "heading" if blocks.tags[i] in HEADINGS else "body"
            sure = (p - threshold) / (1 - threshold)
        else:
            role, what = _dropped_role(blocks, i, frame.zones[i], frame.phrases[i])
            why, sure = why + what, (threshold - p) / threshold
        found.append(Label(i, role, kept, Layer.MODEL, "model", why, 0.5 + max(sure, 0.0) / 2))
    return found


def _dropped_role(blocks: Blocks, i: int, zone: str, phrase: str) -> tuple[str, str]:
    """What a dropped block is, and how that is known."""
    if zone:
        return zone, f"; in a container for {zone}"
    if phrase:
        return phrase, f"; reads like {phrase}"
    return _plain_role(blocks, i), ""


def _plain_role(blocks: Blocks, i: int) -> str:
    """The role of a dropped block of which neither words nor containers say what it is."""
    text = blocks.texts[i]
    if blocks.link_chars[i] <= _LINK_LIST * len(text):
        return "other"
    return "related" if text.count(" ") >= _MENU_WORDS else "nav"
