"""Page logic: kept blocks that say by their words what they are, in roles that are hardly ever content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import phrase
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# Phrases are among the model's columns, so on pages like those that it learned from this changes next to
# nothing: word F1 by .0002 at most, snippets by +.001, cross-validated, and .58 of the words that it drops
# were in the truth (2,318 pages, November 2026). It is there for what the model has hardly seen: a reprint
# notice in Chinese. Bylines, biographies and captions were in the truth more often (.83, .81, .68): there the
# model has the last word.
_ROLES = frozenset({"comments", "cookie", "date", "legal", "newsletter", "related", "share"})


def labels(blocks: Blocks, said: Sequence[Label]) -> list[Label]:
    """A label for each block that the engine keeps although its words say that it is clutter."""
    found = []
    for opinion in said:
        if not opinion.keep or not (text := blocks.texts[opinion.block]):
            continue
        role = phrase.phrase(text, blocks.tags[opinion.block])
        if role in _ROLES:
            found.append(Label(opinion.block, role, False, Layer.PAGE, "phrase", f"reads like {role}"))
    return found
