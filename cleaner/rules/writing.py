"""Rules as YAML that people read: keys in the grammar's order, short lists in one line, comments kept."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Noted", "flow", "scalar", "site_lines"]

# Plain only where nobody reads anything else than the text; all else is quoted, as JSON is, which is YAML.
_PLAIN = re.compile(r"[A-Za-z./][\w ./-]*(?<! )\Z", re.A)
_MISREAD = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", ".nan", ".inf"}
)
_WIDTH = 100


class Noted(NamedTuple):
    """An entry of a list with a comment behind it."""

    value: Any
    comment: str


def site_lines(name: str, keys: Mapping[str, Any], comments: Iterable[str] = ()) -> Iterator[str]:
    """The lines of a site, indented to stand under `sites:`."""
    yield f"  {scalar(name)}:"
    for comment in comments:
        yield f"    # {' '.join(comment.split())}"
    for key, value in keys.items():
        yield from _entry(key, value, 4)


def scalar(value: object) -> str:
    """A text, number or truth as YAML reads it back."""
    if isinstance(value, bool | int):
        return json.dumps(value)
    text = str(value)
    if _PLAIN.match(text) and text.lower() not in _MISREAD:
        return text
    # Within JSON's own quotes YAML reads what JSON does, but for a few characters that it forbids bare.
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff]",
        lambda m: f"\\u{ord(m[0]):04x}",
        json.dumps(text, ensure_ascii=False),
    )


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    noted = isinstance(value, list) and any(isinstance(item, Noted) for item in value)
    line = "" if noted else flow(value)
    if not isinstance(value, list | dict) or (line and len(pad) + len(key) + len(line) + 2 <= _WIDTH):
        yield f"{pad}{scalar(key)}: {line}"
    elif isinstance(value, dict):
        yield f"{pad}{scalar(key)}:"
        for inner, below in value.items():
            yield from _entry(inner, below, indent + 2)
    else:
        yield f"{pad}{scalar(key)}:"
        for item in value:
            yield from _item(item, f"{pad}  ")


def _item(item: Any, pad: str) -> Iterator[str]:
    if isinstance(item, Noted):
        yield f"{pad}- {flow(item.value)}  # {' '.join(item.comment.split())}"
    elif isinstance(item, dict) and len(pad) + len(flow(item)) + 2 > _WIDTH:
        lines = [line for key, value in item.items() for line in _entry(key, value, len(pad) + 2)]
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield f"{pad}- {flow(item)}"


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_in_flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return _in_flow(value)


def _in_flow(value: object) -> str:
    return scalar(value) if value != "class~" else "class~"
