"""Lines of labels and values in Chinese, Japanese and Korean: "来源：青川晚报 作者：宋晓岚".

Nothing but the labels tells there where a value begins and ends: the scripts have no capitals, and often the
line has no spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata.tables import lines
from cleaner.patterns import pattern
from cleaner.text import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["author_label", "author_part", "is_label", "starts"]


def _by_kind() -> dict[str, str]:
    """Label -> "author", "editor" or "other"."""
    table: dict[str, str] = {}
    for kind, _, labels in (line.partition(": ") for line in lines("labels.txt")):
        table |= dict.fromkeys(labels.split(), kind)
    return table


_KINDS = _by_kind()
_LONGEST_FIRST = sorted(_KINDS, key=len, reverse=True)
# One of a single sign ("文") may be the end of a word.
_ANY = "|".join(label if len(label) > 1 else rf"(?<!\w){label}" for label in _LONGEST_FIRST)
_LABEL = pattern(rf"(?P<label>{_ANY})\s*[:\uff1a]\s*")
_COLONS = (":", "\uff1a")
_EDGES = " \t|·•,，、;；()（）[]【】"


def is_label(text: str) -> bool:
    """True for a label without its value: "发布日期：", "更新时间"."""
    return text.endswith("\uff1a") or fold(text.rstrip(" :")) in _KINDS


def author_part(text: str) -> str:
    """What a line says of its author: the value of that label, else what has no label, else the editor.

    >>> author_part("来源：青川晚报 作者：宋晓岚 编辑：李岚"), author_part("Ann Roe")
    ('宋晓岚', 'Ann Roe')
    """
    found = list(_labels(text))
    if not found:
        return text
    values: dict[str, list[str]] = {"": [text[: found[0].start()].strip(_EDGES)]}
    for label, end in zip(found, [*(one.start() for one in found[1:]), len(text)], strict=True):
        values.setdefault(_KINDS[label["label"]], []).append(text[label.end() : end].strip(_EDGES))
    for kind in ("author", "", "editor"):
        if named := [value for value in values.get(kind, ()) if value]:
            return "、".join(named)
        if kind in values and kind == "author":
            break  # nobody is named behind the author's label: nor is anybody else the author
    return ""


def author_label(text: str) -> re.Match[str] | None:
    """The label of the author, in a line that begins with another label."""
    found = list(_labels(text))
    if not found or found[0].start() > 0:
        return None
    return next((one for one in found if _KINDS[one["label"]] == "author"), None)


def starts(text: str) -> list[int]:
    """Where the labels of a line begin."""
    return [one.start() for one in _labels(text)]


def _labels(text: str) -> Iterator[re.Match[str]]:
    return _LABEL.finditer(text) if not text.isascii() and any(map(text.__contains__, _COLONS)) else iter(())
