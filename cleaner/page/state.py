"""The data that a page's scripts hold: JSON-LD, the state of an application, what is assigned to `window`.

A script that cannot be read is no error: the page is as its author left it, and the other scripts are read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleaner.page import loose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.types import Nodes, Page

__all__ = ["Script", "assigned", "read", "scripts"]

_MAX_CHARS = 5_000_000  # of one script, and of a page that is searched for assignments
# window.__INITIAL_STATE__ = {"..., data["page"] = [{"..., x = JSON.parse('...
_ASSIGNMENT = re.compile(r"=\s{0,4}(?:JSON\.parse\(\s{0,4}(?=[\"'])|(?=\{\s{0,20}\"|\[\s{0,20}\{))")
_NAME = re.compile(r"([\w$.]{1,60})(?:[\"']\])?\s{0,4}\Z")
_NAME_CHARS = 80
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'", re.S)
_ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})|\\(.)|\"", re.S)
_MAX_ASSIGNMENTS = 40
_LEAST_CHARS = 400  # of an assigned value worth reading
_UNDEFINED = re.compile(r"(?<=[:,\[])\s{0,4}undefined\s{0,4}(?=[,}\]])")


@dataclass(frozen=True, slots=True)
class Script:
    """The source of some data."""

    name: str  # for people: "JSON-LD", "__NEXT_DATA__", "window.__STATE__"
    node: int  # of the script element; -1 where it is not known which
    text: str


def scripts(nodes: Nodes) -> Iterator[Script]:
    """The page's data scripts in document order."""
    tags, ends, texts = nodes.tags, nodes.ends, nodes.texts
    at = -1
    while True:
        try:
            at = tags.index("script", at + 1)
        except ValueError:
            return
        if ends[at] == at + 1:
            continue
        text = "".join(texts[at + 1 : ends[at]])
        if text and len(text) <= _MAX_CHARS:
            attributes = nodes.attributes[at]
            kind = attributes.get("type") or ""
            yield Script("JSON-LD" if "ld+json" in kind else attributes.get("id") or "script", at, text)


def read(script: Script) -> Any:
    """The value of a data script; None where it is not JSON."""
    return loose.value(script.text)


def assigned(page: Page, is_wanted: Callable[[str], bool]) -> Iterator[tuple[Script, Any]]:
    """Values that ordinary scripts assign to some name, read off the page's source where that is wanted."""
    source = page.text
    if len(source) > _MAX_CHARS:
        return
    end = 0
    for _ in range(_MAX_ASSIGNMENTS):
        found = _ASSIGNMENT.search(source, end)
        if found is None:
            return
        end = found.end()
        stop = source.find("</script", end)
        text = source[end : stop if stop >= 0 else len(source)]
        if len(text) < _LEAST_CHARS or not is_wanted(text):
            continue
        value, length = _parsed(text) if "JSON" in found[0] else _literal(text)
        if value is not None:
            end += length
            name = _NAME.search(source[max(found.start() - _NAME_CHARS, 0) : found.start()])
            yield Script(name[1] if name else "script", -1, text[:length]), value


def _literal(text: str) -> tuple[Any, int]:
    """The value of an object that is JSON as well as JavaScript, and its length; (None, 0) for any other."""
    if "undefined" in text:
        text = _UNDEFINED.sub(lambda found: "null".ljust(len(found[0])), text)
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):  # JavaScript, not JSON; or nested deeper than any honest page
        return None, 0


def _parsed(text: str) -> tuple[Any, int]:
    """The value of a string of JavaScript that holds JSON, and the string's length."""
    quoted = _QUOTED.match(text)
    if quoted is None:
        return None, 0
    inside = quoted[1] if quoted[1] is not None else quoted[2]
    string = loose.load('"' + _ESCAPED.sub(_as_json, inside) + '"')
    return (loose.load(string) if isinstance(string, str) else None), quoted.end()


def _as_json(escape: re.Match[str]) -> str:
    """An escape of JavaScript, or a bare quote, as JSON writes it."""
    if escape[1]:
        return f"\\u00{escape[1]}"
    if escape[2] is None:
        return '\\"'
    return escape[0] if escape[2] in '"\\/bfnrtu' else escape[2]
