"""Page logic: the title said again, as heading or as an image's alt text, is no part of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.labels.judgement import surely_text
from cleaner.page.blocks import HEADINGS
from cleaner.text import fold
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

_SLACK = 12  # characters
_EDGE = " \t\"'.:!?|-*#"
# Behind the first block of so many characters only the title itself is an echo: what else might have been the
# title, another <h1>, is a heading there.
_TEXT_CHARS = 60
# Of a dump the title may be a guess: one further down, unless the dump begins with a page's title that says
# it too; and a guess that is a tenth of the dump is no headline but its text.
_SURE_TITLE, _HEAD = 0.8, 3
_TEXT_SHARE = 0.1


def labels(blocks: Blocks, metadata: Metadata, model: Sequence[Label]) -> list[Label]:
    """A `title` label for each block that says just what the title says."""
    chosen = _bare(metadata.title or "")
    titles = {_bare(c.value) for c in metadata.candidates if c.field == "title" and isinstance(c.value, str)}
    titles = {chosen, *titles} - {""}
    if not titles:
        return []
    # Folding is dear, and changes a text's length by little: an ellipsis, quotes at its edges.
    lengths = {len(title) + more for title in titles for more in range(-_SLACK, _SLACK + 1)}
    echoes = [
        i for i, text in enumerate(blocks.texts) if len(text) in lengths and text and _bare(text) in titles
    ]
    if blocks.page.tree is None:
        title = metadata.chosen.get("title")
        if title is not None and title.score < _SURE_TITLE and (title.block or 0) >= _HEAD:
            sure = surely_text(blocks, model)
            echoes = [i for i in echoes if i not in sure]
        if len(echoes) == 1 and _is_the_text(blocks, echoes[0]):
            return []
    else:
        text = next((label.block for label in model if label.keep and _is_text(blocks, label.block)), -1)
        echoes = [i for i in echoes if i < text or text < 0 or _bare(blocks.texts[i]) == chosen]
        echoes = _not_sung(blocks, echoes, model)
    return [Label(i, "title", False, Layer.PAGE, "title-echo", "repeats the title") for i in echoes]


def _not_sung(blocks: Blocks, echoes: Sequence[int], model: Sequence[Label]) -> list[int]:
    """The echoes but for lines of the text: a song's refrain, the first line of the poem that it names.

    A line of the text stands between others beside it, all kept by the engine, and is no heading.
    """
    if not echoes:
        return []
    kept = {label.block for label in model if label.keep and blocks.texts[label.block]}
    first = min(kept, default=0)

    def is_sung(i: int) -> bool:
        return i > first and all(j in kept and blocks.beside(i, j) for j in (i - 1, i, i + 1))

    return [i for i in echoes if blocks.tags[i][0] == "h" or not is_sung(i)]


def _is_text(blocks: Blocks, i: int) -> bool:
    return len(blocks.texts[i]) > _TEXT_CHARS and blocks.tags[i] not in HEADINGS


def _is_the_text(blocks: Blocks, line: int) -> bool:
    return len(blocks.texts[line]) > _TEXT_SHARE * sum(map(len, blocks.texts))


def _bare(text: str) -> str:
    return fold(text).strip(_EDGE)
