"""JSON as pages write it down: inside comments, with commas too many, in pieces.

A script that cannot be read is no error: the page is as its author left it.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from cleaner.page import mended

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["load", "value", "values"]

_MAX_CHARS = 5_000_000  # of one script; real ones stay under a megabyte
_MAX_TRIES = 30  # at finding where the next object begins in a broken script
_OPENINGS = ("//", "/*", "<![CDATA[", "<!--", "*/")  # what old pages wrap a script's text in
_CLOSINGS = (";", "//", "*/", "]]>", "-->", "/*")
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])', re.S)
_QUOTED_WHOLE = re.compile(r'[{\[]\s*\\"')  # {\"@type\": ...}: a string's inside, pasted as it is
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


def values(script: str) -> list[Any]:
    r"""Every JSON value in a script; [] where nothing can be saved.

    >>> values('<!-- {"a": "one' + chr(10) + 'two", "b": [1,],} -->')
    [{'a': 'one\ntwo', 'b': [1]}]
    """
    text = _unwrapped(script[:_MAX_CHARS])
    whole = _repaired(text)
    if whole is None:
        whole = mended.mended(text.replace('\\"', '"') if _QUOTED_WHOLE.match(text) else text)
    return [whole] if whole is not None else list(_pieces(_without_trailing_commas(text)))


def value(script: str) -> Any:
    """The one JSON value that a script is, mended where need be; None where it is none, or several."""
    return _repaired(_unwrapped(script[:_MAX_CHARS]))


def _repaired(text: str) -> Any:
    for repair in (_as_it_is, _without_trailing_commas, _without_bad_escapes, _unescaped):
        found = load(repair(text))
        if found is not None:
            return found
    return None


def _unwrapped(text: str) -> str:
    text = text.strip("\ufeff \t\r\n")
    for _ in range(6):
        before = text
        for opening in _OPENINGS:
            text = text.removeprefix(opening).lstrip()
        for closing in _CLOSINGS:
            text = text.removesuffix(closing).rstrip()
        if text == before:
            break
    return text


def load(text: str) -> Any:
    """The value of a JSON text; None where it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):  # RecursionError: nested deeper than any honest page
        return None


def _as_it_is(text: str) -> str:
    return text


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(lambda found: found[1] or "", text)


def _without_bad_escapes(text: str) -> str:
    return _BAD_ESCAPE.sub(r"\\\\", _without_trailing_commas(text))


def _unescaped(text: str) -> str:
    return _without_trailing_commas(html.unescape(text)) if "&" in text else text


def _pieces(text: str) -> Iterator[Any]:
    """Objects in a row, with whatever stands between them."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_MAX_TRIES):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            yield found
