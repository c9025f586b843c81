"""What texts say that stand on a page in place of its content: errors, bot checks, consent dialogs.

The words lie in `notices.toml`. They are asked only of pages that show little else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cleaner.features import wordlists
from cleaner.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["asks", "says", "titled"]

# Longer ones are text that speaks of such things; dialogs explain themselves at length, in short paragraphs.
_MAX_CHARS = 1500
_TITLE_CHARS = 150
# What stands around a notice in a title: a site's name, an error's number (RFC 9110, 15.5 and 15.6), a sigh.
_PARTS = re.compile(r"\s+[|–—·»-]+\s+|\s*\|\s*")
_AROUND = re.compile(
    r"\b(?:http|status|code|error|fehler|erreur|oops|ooops|whoops|uh oh|sorry|40[0-9]|410|429|50[0-4])\b"
)
_EDGE = " .!?…:;,-–—|()[]#'\"。！"


def says(text: str) -> str:
    """The flag that a block's words speak for, "" for none.

    >>> says("You need to enable JavaScript to run this app."), says("We and our partners store cookies.")
    ('error-page', 'consent-wall')
    """
    if len(text) > _MAX_CHARS:
        return ""
    folded = fold(text)
    said = (flag for flag in _words()["sentences"] if any(_phrases(flag, folded)))
    return next(said, "") or titled(text)


def asks(texts: Sequence[str]) -> bool:
    """True where many words of a consent dialog are one: they speak as a site does, of several things.

    >>> asks(["We and our partners store cookies."]), asks(["Cookies keep for a week in our tins."])
    (True, False)
    """
    folded = [fold(text) for text in texts]
    spoken = sum([len(text) for text in folded if _speaks(text)])
    named = {phrase for text in folded for phrase in _phrases("consent-wall", text)}
    return len(named) > 1 and 2 * spoken >= sum(map(len, folded))


def titled(text: str) -> str:
    """The flag that a title or a heading speaks for, "" for none; it must say nothing else.

    >>> titled("404 - Page not found | Example Post"), titled("Page not found: a history of the web")
    ('error-page', '')
    """
    if len(text) > _TITLE_CHARS:
        return ""
    folded = fold(text)
    for flag, titles in _titles():
        if any(_bare(part) in titles for part in (folded, *_PARTS.split(folded)[:1])):
            return flag
    return ""


def _phrases(flag: str, folded: str) -> Iterator[str]:
    """The phrases of a flag that a text says."""
    # 300 searches for a string take a twentieth of the time of one for their alternation.
    return (phrase for phrase in _words()["sentences"][flag] if phrase in folded)


def _speaks(folded: str) -> bool:
    speakers = _words()["speakers"]
    return not set(speakers["words"]).isdisjoint(words(folded)) or any(
        part in folded for part in speakers["parts"]
    )


def _bare(title: str) -> str:
    """A title without what stands around a notice; "404" where that is all it says, "" for a mere sign."""
    bare = _AROUND.sub(" ", title).strip(_EDGE)
    return " ".join(bare.split()) or ("404" if _AROUND.search(title) else "")


@cache
def _titles() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((flag, frozenset(titles) | {"404"}) for flag, titles in _words()["titles"].items())


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = wordlists.table("notices.toml")
    return found
