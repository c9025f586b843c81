"""Page logic: the title said again, as heading or as an image's alt text, is no part of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

_EDGE = " \t\"'.:!?|-*#"


def labels(blocks: Blocks, metadata: Metadata, model: Sequence[Label]) -> list[Label]:  # noqa: ARG001
    """A `title` label for each block that says just what the title says."""
    titles = {_bare(c.value) for c in metadata.candidates if c.field == "title" and isinstance(c.value, str)}
    titles.add(_bare(metadata.title or ""))
    titles.discard("")
    if not titles:
        return []
    longest = 2 * max(map(len, titles))  # folding may change a text's length, not double it
    return [
        Label(i, "title", False, Layer.PAGE, "title-echo", "repeats the title")
        for i, text in enumerate(blocks.texts)
        if text and len(text) <= longest and _bare(text) in titles
    ]


def _bare(text: str) -> str:
    return fold(text).strip(_EDGE)
