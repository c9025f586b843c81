"""Credits of pictures: a line that ends in one is a caption, also where no tag says so.

The names and words lie in `credits.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.features import wordlists
from cleaner.patterns import pattern

__all__ = ["is_credited"]

_LISTS = wordlists.table("credits.toml")
_LABELS, _BY = "|".join(_LISTS["labels"]), "|".join(_LISTS["by"])
_PICTURES, _AGENCIES = ("|".join(map(re.escape, _LISTS[name])) for name in ("pictures", "agencies"))
_MAX_CHARS = 700  # longer captions are rare, and so are credits at the end of longer paragraphs
_CREDIT_CHARS = 140
_LEAST_CHARS = 25  # of a sentence before a photographer and her paper, who are in no list
_CAPITAL = r"(?![a-zß-öø-ÿа-яё])[^\W\d_]"  # a letter that is no small one, of any script
_NAME = rf"{_CAPITAL}[\w.'’&-]*"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|de|da|di|van|von|der|den|of|for|and|und|et|y|the|&)){{0,7}}"
# Signs that no name has in it: were there two ways to read a text, long ones would take forever.
_PARTED = r"(?:\s?(?:/{1,2}|\||,)\s?|\s[-–]\s|\svia\s)"
_HOUSE = rf"(?:{_PICTURES}|{_AGENCIES})\b"
_BESIDE = rf"(?:{_NAMES}{_PARTED})*"
_BEHIND = rf"(?:{_PARTED}(?:{_NAMES}|@\w+))*"
_END = rf"[\s)\]”\"]*\.?\)?(?:\s+(?i:{'|'.join(_LISTS['tails'])}))?"
_START = r"(?:^|[(\[©|.!?:”\"’–-]\s?)"  # of a credit, behind the caption's end
# "Ann Roe/AFP via Getty Images", "AP Photo/Bo Ek", "(Getty Images)", "© dpa".
_BY_HOUSE = pattern(
    rf"(?:(?:{_START}{_BESIDE}|\s?[/|]\s?)(?:{_PICTURES})\b{_BEHIND}"
    rf"|{_START}(?:{_NAMES}{_PARTED}{_BESIDE}{_HOUSE}{_BEHIND}|{_HOUSE}\s?/{{1,2}}\s?{_NAMES}{_BEHIND})"
    rf"|[(\[©]\s?{_HOUSE}{_BEHIND}){_END}$"
)
# "(Photo: Ann Roe)", "Foto: dpa", "Photo by Ann Roe".
_LABELLED = pattern(
    rf"(?:^|[\s(\[|.。（])(?:(?i:{_LABELS})\s?[:：©]\s?(?:©\s?)?|(?i:{_BY}) )"
    rf"(?:@\w+|(?i:{_HOUSE})|{_NAMES}|[\w.]+\s?/\s?{_HOUSE}){_BEHIND}{_END}$"
)
# "... in Chicago on Nov. 5. (Ann Roe/Oban Herald)", "... in winter. © Ann Roe".
_BY_NAME = pattern(
    rf"(?:(?:\(|[.!?”\"’] ){_NAME}(?: {_NAME}){{1,3}}\s?/{{1,2}}\s?{_NAME}(?: {_NAME}){{0,4}}"
    rf"|[.!?”\"’)]\s?©\s?{_NAMES}){_END}$"
)
_CLOSED = (".", "!", "?", "…", "”", '"', "。")
_HOUSES = tuple(_LISTS["pictures"] + _LISTS["agencies"])
_ENDINGS = tuple(_LISTS["pictures"])


@lru_cache(maxsize=4_000)
def is_credited(text: str) -> bool:
    """True for a text that ends in a picture's credit.

    >>> [is_credited(text) for text in ("In May. Ann Roe/Getty Images", "Foto: dpa", "She told Reuters.")]
    [True, True, False]
    """
    if len(text) > _MAX_CHARS:
        return False
    end = text[-_CREDIT_CHARS:]
    # A whole sentence may end in "Photo by Ann Roe.", and in nothing else.
    is_closed = text.endswith(_CLOSED) and not text.endswith(").")
    if _may_be_labelled(end, is_closed=is_closed) and _LABELLED.search(end):
        return True
    if is_closed:
        return False
    parted = "/" in end or "(" in end or "[" in end or "©" in end
    if (parted or end.endswith(_ENDINGS)) and any(map(end.__contains__, _HOUSES)) and _BY_HOUSE.search(end):
        return True
    found = _BY_NAME.search(end) if "/" in end or "©" in end else None
    return found is not None and len(text) - len(found[0]) >= _LEAST_CHARS


def _may_be_labelled(end: str, *, is_closed: bool) -> bool:
    """False for most texts, in a tenth of the time of a search."""
    if not is_closed and (":" in end or "：" in end or "©" in end):
        return True
    lowered = end.lower()
    return (
        "photo" in lowered
        or "image" in lowered
        or "credit" in lowered
        or "foto" in lowered
        or "bild" in lowered
    )
