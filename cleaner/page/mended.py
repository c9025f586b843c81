"""JSON that its author wrote down by hand or with a template: read as far as it makes sense.

Quotation marks inside strings, comments, commas too many or too few, single quotes, bare words, and an end
that was cut off. One pass over the text; nothing here recurses or looks back.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["mended"]

_MAX_CHARS = 150_000  # of a broken script; those seen have under 20,000
_MAX_DEPTH = 100
_SIGN = re.compile(r"""[\s,:]++|//[^\n]*+|/\*|[{}\[\]"']|[^\s,:{}\[\]"'/]++|/""")
_BARE = {"true": True, "false": False}
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_QUOTES = {quote: re.compile(rf"\\.|{quote}", re.S) for quote in "\"'"}
_KEY = r"""(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|\w{1,80})\s*+:"""
_COMMENT = r"//|/\*"
# What stands behind the quote that ends a key, a value in an object, one in a list: any other quote is text.
_ENDS_KEY = re.compile(r"\s*+:")
_ENDS_VALUE = re.compile(rf"""\s*+(?:[}}\]]|{_COMMENT}|,*+\s*+(?:{_KEY}|[}}\]]|{_COMMENT}|\Z))""")
_ENDS_ITEM = re.compile(rf"""\s*+(?:[}}\]]|{_COMMENT}|\Z|,\s*+(?:["'\[{{}}\]\d-]|{_COMMENT}|\Z))""")
_ESCAPE = re.compile(r"""\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\(')|\\|\"""")


@dataclass(slots=True)
class _Reader:
    """The containers that are open, outermost first, and the key that waits for its value in each."""

    open: list[dict[str, Any] | list[Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    pairs: int = 0

    @property
    def wants_key(self) -> bool:
        return isinstance(self.open[-1], dict) and self.keys[-1] is None

    def put(self, value: Any) -> None:
        inside, key = self.open[-1], self.keys[-1]
        if isinstance(inside, list):
            inside.append(value)
        elif key is None:
            self.keys[-1] = value if isinstance(value, str) else None
        else:
            inside[key] = value
            self.keys[-1] = None
            self.pairs += value is not None

    def begin(self, bracket: str) -> None:
        value: dict[str, Any] | list[Any] = {} if bracket == "{" else []
        if self.open and not self.wants_key:
            self.put(value)
        self.open.append(value)
        self.keys.append(None)


def mended(text: str) -> Any:
    r"""The object or the list that a broken JSON text is; None where it is none, or more than one.

    >>> mended('{"headline": "The "slow" ferry", /* who */ "author": {"name": \'Ann Roe\',},')
    {'headline': 'The "slow" ferry', 'author': {'name': 'Ann Roe'}}
    """
    if text[:1] not in ("{", "[") or len(text) > _MAX_CHARS:
        return None
    reader = _Reader()
    reader.begin(text[0])
    root, at = reader.open[0], 1
    while reader.open and len(reader.open) < _MAX_DEPTH and (found := _SIGN.match(text, at)):
        at = _take(reader, text, found)
    rest_is_nothing = not reader.open and not text[at:].strip(" \t\r\n;,}])")
    return root if reader.pairs and (rest_is_nothing or at >= len(text)) else None


def _take(reader: _Reader, text: str, found: re.Match[str]) -> int:
    """Reads one sign, and says where the next begins."""
    sign, at = found[0], found.end()
    if sign in ("{", "["):
        reader.begin(sign)
    elif sign in ("}", "]"):
        reader.open.pop()
        reader.keys.pop()
    elif sign in _QUOTES:
        return _take_string(reader, text, at, _QUOTES[sign])
    elif sign == "/*":
        end = text.find("*/", at)
        return end + 2 if end >= 0 else len(text)
    elif sign[0] == "," or (sign[0].isspace() and "," in sign):
        reader.keys[-1] = None  # a key without a value
    elif not (sign[0].isspace() or sign[0] in ":/"):
        reader.put(sign if reader.wants_key else _bare(sign))
    return at


def _take_string(reader: _Reader, text: str, begin: int, quotes: re.Pattern[str]) -> int:
    ends = _ENDS_VALUE if isinstance(reader.open[-1], dict) else _ENDS_ITEM
    ends = _ENDS_KEY if reader.wants_key else ends
    for quote in quotes.finditer(text, begin):
        if quote[0][0] != "\\" and ends.match(text, quote.end()):
            reader.put(_string(text[begin : quote.start()]))
            return quote.end()
    return len(text)  # cut off: half a text is none


def _string(inside: str) -> str:
    inside = inside.replace('\\\\"', '\\"')  # escaped twice
    plain = _ESCAPE.sub(lambda found: found[2] or (found[0] if found[1] else "\\" + found[0]), inside)
    return str(json.loads(f'"{plain}"', strict=False))


def _bare(word: str) -> Any:
    if word in _BARE:
        return _BARE[word]
    if not _NUMBER.fullmatch(word):
        return None
    return float(word) if "." in word else int(word)
