"""Patterns of how texts begin, of which only those are tried that open with the text's first letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    # What finds a beginning, its role, and its most words.
    _Beginning = tuple[Callable[[str], re.Match[str] | None], str, int]

__all__ = ["Beginnings"]

_ANY = "."
_SIGNS = frozenset(".[^$")  # of patterns, that stand for many characters
_REPEATED = frozenset("?*+{|")  # signs behind a letter that may be missing
_ANY_DIGIT, _DIGIT = r"\d", "0"  # as the first letter, one digit stands for all
_OPENING = 2  # letters that tell which beginnings may match


class Beginnings:
    """The patterns of a word list, in its order; each is compiled when a text first opens like it.

    >>> found = Beginnings([{"role": "share", "words": 9, "patterns": ["share (?:this|on)"]}])
    >>> [(role, words) for matches, role, words in found.of("share on paper") if matches("share on paper")]
    [('share', 9)]
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._entries = tuple(
            (source, entry["role"], entry["words"]) for entry in entries for source in entry["patterns"]
        )
        self._openers: dict[str, list[int]] = {}
        self._opening = lru_cache(maxsize=4_000)(self._that_open)

    def of(self, folded: str) -> list[_Beginning]:
        """The beginnings that open as a folded text does."""
        return self._opening(folded[:_OPENING])

    def _that_open(self, start: str) -> list[_Beginning]:
        """The beginnings that open like this: few openings know more than a handful."""
        openers = self._openers or self._opened()
        if start[:1].isdecimal():
            start = _DIGIT + start[1:]
        keys = (start, start[:1] + _ANY, _ANY)
        found = sorted({i for opening in keys for i in openers.get(opening, ())})
        return [
            (_compiled(source).match, role, words)
            for source, role, words in map(self._entries.__getitem__, found)
        ]

    def _opened(self) -> dict[str, list[int]]:
        for i, (source, _, _) in enumerate(self._entries):
            for opening in _openings(source):
                self._openers.setdefault(opening, []).append(i)
        return self._openers


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """One of the beginnings; of their words a page has few, so each is compiled when a text opens like it."""
    return re.compile(source)


@cache
def _openings(pattern: str, size: int = _OPENING) -> frozenset[str]:
    """The characters that what a pattern matches can start with, up to the first that may be _ANY.

    >>> sorted(_openings("(?:the )?(?:story|article) ends"))
    ['ar', 'st', 'th']
    """
    if not size or not pattern:
        return frozenset({"" if not size else _ANY})
    if not pattern.startswith("(?:"):
        first = pattern[1:2] if pattern.startswith("\\") else pattern[:1]
        rest = pattern[2:] if pattern.startswith("\\") else pattern[1:]
        is_digit = first.isdecimal() or pattern.startswith(_ANY_DIGIT)
        if is_digit and size == _OPENING and rest[:1] not in _REPEATED - {"+"}:
            return frozenset({_DIGIT + _ANY})
        if pattern[:1] in _SIGNS or (first != pattern[:1] and first.isalpha()) or rest[:1] in _REPEATED:
            return frozenset({_ANY})
        return frozenset(first + opening for opening in _openings(rest, size - 1))
    choices, rest = _choices(pattern)
    if rest[:1] in _REPEATED - {"?"}:
        return frozenset({_ANY})
    optional = rest.startswith("?")
    rest = rest[optional:]
    found = frozenset().union(*[_openings(choice + rest, size) for choice in choices])
    return found | _openings(rest, size) if optional else found


def _choices(pattern: str) -> tuple[list[str], str]:
    """What stands in the group that a pattern begins with, and what comes after it."""
    depth, choices, at = 1, [""], 3
    while depth:
        char = pattern[at : at + 2] if pattern[at] == "\\" else pattern[at]
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 1:
            choices.append("")
        elif depth:
            choices[-1] += char
        at += len(char)
    return choices, pattern[at:]
