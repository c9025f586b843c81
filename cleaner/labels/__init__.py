"""Blocks -> labels -> verdicts: who says what of a block, and who wins.

The engine speaks on every block: the learned `model`, or on request `density` or `trafilatura`. Page logic
adds what only a look at the whole page tells: titles that echo, bylines and dates read off the page. Rules
speak next (`site`); a note goes with its sign (`notes`), and what is kept twice by then is kept once
(`repeated`). Nobody deletes: each gives labels with a reason, and `decide` weighs them in one place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.labels import (
    amid,
    captions,
    cards,
    described,
    dumps,
    echo,
    ends,
    invites,
    menus,
    parts,
    telling,
    visible,
    walls,
)
from cleaner.labels.decide import decide
from cleaner.labels.flags import flags
from cleaner.labels.judgement import Judgement
from cleaner.labels.notes import labels as notes
from cleaner.labels.repeated import labels as repeats
from cleaner.labels.scripted import labels as scripted
from cleaner.labels.sisters import labels as shared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cleaner.types import Blocks, Metadata

__all__ = ["Judgement", "decide", "flags", "judge", "notes", "repeats", "scripted", "shared"]


# What the models learned from: of 2,341 pages one has fewer blocks, none has more, none nests as deep, and
# none has a block with half as many characters in links.
_FEW, _MANY, _DEEP, _LINKED = 10, 4_000, 150, 20_000


def _learned(blocks: Blocks) -> Judgement:
    """The learned models, of blocks and of lines; on pages unlike all that they learned from, density."""
    if len(blocks) > _MANY or max(blocks.link_chars, default=0) > _LINKED:
        return _density(blocks)
    if blocks.page.tree is None:
        from cleaner.labels import lines

        judgement = lines.judge(blocks)
    elif len(blocks) >= _FEW and max(blocks.depths) <= _DEEP:
        from cleaner.labels import model

        judgement = model.judge(blocks)
    else:
        return _density(blocks)
    said = judgement.labels
    kind = judgement.page_type
    aside = [
        *cards.labels(blocks, said, kind),
        *invites.labels(blocks, said, kind),
        *captions.labels(blocks, said, kind),
    ]
    gone = {label.block for label in aside}
    rest = [label for label in said if label.block not in gone]  # a card's lead is no end of an article
    logic = [*telling.labels(blocks, rest), *amid.labels(blocks, rest), *ends.labels(blocks, rest)]
    return replace(judgement, labels=[*said, *aside, *logic])


def _density(blocks: Blocks) -> Judgement:
    from cleaner.labels import density

    return density.judge(blocks)


def _trafilatura(blocks: Blocks) -> Judgement:
    from cleaner.labels import trafilatura

    return trafilatura.judge(blocks)


# One function an engine: blocks -> one label a block. The names are types.ENGINES. Each brings along what it
# alone needs, and so loads when it is asked.
_ENGINES: Mapping[str, Callable[[Blocks], Judgement]] = {
    "blocks": _learned,
    "density": _density,
    "trafilatura": _trafilatura,
}
# Page logic: (blocks, metadata, what the engine said) -> labels where it has something to say.
_PAGE_LOGIC = (echo.labels, visible.labels, dumps.labels, walls.labels)


def judge(blocks: Blocks, metadata: Metadata, *, engine: str) -> Judgement:
    """What the engine says of the page, with the labels of page logic behind its own."""
    judgement = _ENGINES[engine](blocks)
    said = judgement.labels
    kind = judgement.page_type
    found = [
        *menus.labels(blocks, said, kind),
        *described.labels(blocks, metadata, said, kind),
        *parts.labels(blocks, said),
    ]
    logic = [label for logic in _PAGE_LOGIC for label in logic(blocks, metadata, said)]
    return replace(judgement, labels=[*said, *found, *logic])
