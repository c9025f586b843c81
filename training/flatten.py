"""HTML pages as the text dumps that people have: by other tools' flatteners, and made as dirty as they come.

`VISIBLE` keep all text that a reader sees, as selecting and copying does; `CRUDE` are extractors that drop
some clutter and leave some. `dirty` loses what dumps lose on their way: blank lines, line lengths.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from cleaner.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from training.datasets import Sample

__all__ = ["CRUDE", "VISIBLE", "dirty", "marked"]

_NARROW, _WIDE = 60, 100  # columns of hard-wrapped dumps
_BULLETS = ("- ", "* ", "• ", "\t")
_BLANK = re.compile(r"\n\s*\n")


def _html_text(html: str) -> str:
    import html_text

    return str(html_text.extract_text(html))


def _inscriptis(html: str) -> str:
    import inscriptis

    return str(inscriptis.get_text(html))


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, alt_texts=True, links=False, form_fields=True, noscript=True))


def _resiliparse_main(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


def _readability(html: str) -> str:
    from readability import Document

    return _html_text(Document(safe(html)).summary())  # lxml takes no control characters


VISIBLE: Mapping[str, Callable[[str], str]] = {
    "html-text": _html_text,
    "inscriptis": _inscriptis,
    "resiliparse": _resiliparse,
}
CRUDE: Mapping[str, Callable[[str], str]] = {
    "resiliparse-main": _resiliparse_main,
    "readability": _readability,
}


def dirty(text: str, random: Random) -> str:
    """The dump as it may come: as it is, without blank lines, with one behind each line, hard-wrapped."""
    blanks = random.choice(("kept", "kept", "lost", "lost", "doubled"))
    if blanks == "lost":
        text = _BLANK.sub("\n", text)
    elif blanks == "doubled":
        text = re.sub(r"\n+", "\n\n", text)
    return _wrapped(text, random.randint(_NARROW, _WIDE)) if random.random() < 1 / 3 else text


def _wrapped(text: str, width: int) -> str:
    lines = (
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def marked(sample: Sample, random: Random) -> str:
    """The page with marks like Markdown's for headings, items and quotes; a line a table's cell."""
    marks = {"li": random.choice(_BULLETS), "blockquote": "> "}
    marks |= {f"h{level}": "#" * level + " " for level in range(1, 7)}
    lines = []
    for text, tag, (hidden, _, joins, _) in zip(
        sample.texts, sample.frame.tags, sample.frame.marks.tolist(), strict=True
    ):
        if text and not hidden:
            lines.append("\n" if joins or tag in ("li", "td", "th") else "\n\n")
            lines.append(marks.get(tag, "") + text)
    return "".join(lines).strip()
