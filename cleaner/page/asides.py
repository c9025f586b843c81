"""Notes that stand inside a sentence in the source, and beside or below it for a reader.

`It held<span class="sidenote">For nineteen years.</span> until spring.`: Tufte's style for the web and the
many themes after it, the footnotes of LaTeXML, so of all arXiv's HTML, and those of Modern Footnotes for
WordPress. Each is made a block of its own behind the paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["body", "is_aside"]

_Piece = tuple[int, str]  # as in `Blocks.runs`
_NAMES = frozenset(
    "ltx_note_outer margin-note marginnote modern-footnotes-footnote__note sidenote side-note".split()
)
_CLASS_CHARS = 200
_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[^\W\d_]|[*†‡§¶]{1,3})[)\].]?")


def is_aside(attributes: Mapping[str, str | None]) -> bool:
    """True for an inline element that a style sheet puts beside the text."""
    classes = attributes.get("class")
    # Each of the names has it: asked first, since most elements have none of them.
    return classes is not None and "note" in classes and not _NAMES.isdisjoint(classes[:_CLASS_CHARS].split())


def body(run: list[_Piece]) -> list[_Piece]:
    """A note's pieces with its number once: LaTeXML writes it twice, and leaves the space to the style."""
    start = 0
    while start < len(run) and _is_number(run[start][1]):
        start += 1
    if not 0 < start < len(run):
        return run
    node, number = run[start - 1]
    return [(node, f"{number.strip()} "), *run[start:]]


def _is_number(text: str) -> bool:
    return not text.strip() or _NUMBER.fullmatch(text.strip()) is not None
