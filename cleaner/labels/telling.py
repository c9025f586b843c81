"""Page logic: kept blocks that say by their words what they are, in roles that are hardly ever content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import phrase
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

# Of the words that the model keeps although their phrase says one of these, .46 were in the truth (634 pages
# of wcxb, news and publishers, November 2026). Bylines, biographies, captions and menu words were in it more
# often (.95, .77, .60, .59): there the model knows better.
_ROLES = frozenset({"comments", "cookie", "date", "legal", "newsletter", "related", "share"})


def labels(blocks: Blocks, metadata: Metadata, said: Sequence[Label]) -> list[Label]:  # noqa: ARG001
    """A label for each block that the engine keeps although its words say that it is clutter."""
    found = []
    for opinion in said:
        if not opinion.keep or not (text := blocks.texts[opinion.block]):
            continue
        role = phrase.phrase(text, blocks.tags[opinion.block])
        if role in _ROLES:
            found.append(Label(opinion.block, role, False, Layer.PAGE, "phrase", f"reads like {role}"))
    return found
