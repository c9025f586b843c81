"""Page logic: the title said again, as heading or as an image's alt text, is no part of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

_SLACK = 12  # characters
_EDGE = " \t\"'.:!?|-*#"
# Of a dump the title may be a guess, and a guess that is a tenth of the dump is no headline but its text.
_TEXT_SHARE = 0.1


def labels(blocks: Blocks, metadata: Metadata, model: Sequence[Label]) -> list[Label]:  # noqa: ARG001
    """A `title` label for each block that says just what the title says."""
    titles = {_bare(c.value) for c in metadata.candidates if c.field == "title" and isinstance(c.value, str)}
    titles.add(_bare(metadata.title or ""))
    titles.discard("")
    if not titles:
        return []
    # Folding is dear, and changes a text's length by little: an ellipsis, quotes at its edges.
    lengths = {len(title) + more for title in titles for more in range(-_SLACK, _SLACK + 1)}
    echoes = [
        i for i, text in enumerate(blocks.texts) if len(text) in lengths and text and _bare(text) in titles
    ]
    if len(echoes) == 1 and blocks.page.tree is None and _is_the_text(blocks, echoes[0]):
        return []
    return [Label(i, "title", False, Layer.PAGE, "title-echo", "repeats the title") for i in echoes]


def _is_the_text(blocks: Blocks, line: int) -> bool:
    return len(blocks.texts[line]) > _TEXT_SHARE * sum(map(len, blocks.texts))


def _bare(text: str) -> str:
    return fold(text).strip(_EDGE)
