"""Line patterns: a glob against a whole line or block, or a regular expression where somebody asks for one.

Globs see the folded text (`text.fold`: case, quotes and white space made equal). Regular expressions see the
text as it stands on the page. Both are safe on hostile pages: a glob is matched without backtracking into
what it has passed, a regular expression that could run away is refused when the rule is loaded, and the rest
see only so much text.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cleaner.text import fold

__all__ = ["Pattern", "glob", "match", "regex"]

# How many characters a regular expression may see, by the degree of the polynomial that bounds its steps:
# a few million steps for the worst text, some milliseconds.
_LONGEST = {0: 5000, 1: 5000, 2: 1000, 3: 400}
_WILD = re.compile(r"[*?]")
_MANY = 10  # a repeat that may run more often than this counts as one without end
_parser: Any = importlib.import_module("re._parser")  # the standard library's own, not part of its stubs


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a line or block must look like."""

    source: str  # as written in the rule
    folded: str | None  # the glob, folded; None for a regular expression
    longest: int = 0  # characters that the regular expression may see
    part: bool = False  # the match may be a part of a block; only for regular expressions
    # The one folded line that matches, None where there may be several.
    literal: str | None = field(init=False, compare=False)
    # The longest text that every line which matches must hold; "" for a regular expression.
    core: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        pieces = _WILD.split(self.folded or "")
        # Worked out once: a text dump is asked for some nine hundred of them.
        object.__setattr__(self, "literal", self.folded if len(pieces) == 1 else None)
        object.__setattr__(self, "core", max(pieces, key=len))


def glob(source: str) -> Pattern:
    """A pattern with `*` for any run of characters and `?` for one; ValueError if it matches everything.

    >>> glob("Sign up for*newsletter*").folded
    'sign up for*newsletter*'
    """
    folded = fold(source)
    if not folded.strip("*? "):
        raise ValueError(f'"{source}" matches everything - name some of the text')
    return Pattern(source, folded)


def regex(source: str, *, part: bool = False) -> Pattern:
    """A pattern from a regular expression; ValueError if it is bad, matches everything or could run away."""
    try:
        parsed = _parser.parse(source)
        compiled = _compiled(source)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f'bad regular expression "{source}" - {error}') from error
    anchored = bool(parsed.data) and str(parsed.data[0][1]) in ("AT_BEGINNING", "AT_BEGINNING_STRING")
    degree = _degree(parsed, source) + (not anchored)
    if degree not in _LONGEST:
        raise ValueError(
            f'"{source}" can run away: {degree} open repeats in a row - at most 3, and start it with "^"'
        )
    if compiled.search("") is not None:
        raise ValueError(f'"{source}" matches everything, even an empty line - name some of the text')
    return Pattern(source, None, _LONGEST[degree], part)


def match(pattern: Pattern, text: str, folded: str) -> re.Match[str] | bool:
    """True or a match where the text, given as it stands and folded, fits the pattern; else False.

    Of a text that is longer than a regular expression may see it sees the beginning.
    """
    if pattern.folded is not None:
        return _glob_compiled(pattern.folded).match(folded) is not None
    compiled = _compiled(pattern.source)
    if len(text) <= pattern.longest:
        return compiled.search(text) or False
    found = compiled.search(text, 0, pattern.longest)
    # A match that ends where the view ends might have ended elsewhere.
    return found if found and found.end() < pattern.longest else False


@lru_cache(maxsize=4096)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@lru_cache(maxsize=4096)
def _glob_compiled(folded: str) -> re.Pattern[str]:
    """The glob as an expression that never backs up: each piece stays at the first place found."""
    first, *rest = [re.escape(piece).replace(r"\?", ".") for piece in re.sub(r"\*+", "*", folded).split("*")]
    if not rest:
        return re.compile(first + r"\Z", re.S)
    middle = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    return re.compile(f"{first}{middle}.*{rest[-1]}\\Z" if rest[-1] else first + middle, re.S)


def _degree(parsed: Any, source: str) -> int:
    """How many open repeats can compete for the same text; ValueError where one stands inside another."""
    total = 0
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, body = argument
            inner = _degree(body, source)
            if high <= _MANY:
                total += inner * int(high)
                continue
            if inner or _varies(body):
                raise ValueError(
                    f'"{source}" can run away: a repeat inside a repeat - use one, for instance "[a-z ]+"'
                )
            total += low != high
        elif name == "GROUPREF":
            total += 1
        elif name != "ATOMIC_GROUP":
            total += sum(_degree(body, source) for body in _bodies(name, argument))
    return total


def _varies(body: Any) -> bool:
    """True where two runs of the body could share out the same text in more than one way."""
    for operation, argument in body:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = argument
            if low != high or _varies(inner):
                return True
        elif name == "BRANCH":
            firsts = [branch[0] if len(branch) else None for branch in argument[1]]
            letters = {first[1] for first in firsts if first and str(first[0]) == "LITERAL"}
            if len(letters) < len(firsts):
                return True
        if name != "ATOMIC_GROUP" and any(_varies(inner) for inner in _bodies(name, argument)):
            return True
    return False


def _bodies(name: str, argument: Any) -> list[Any]:
    """The expressions inside one element of an expression."""
    if name == "SUBPATTERN":
        return [argument[-1]]
    if name == "BRANCH":
        return list(argument[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if name == "GROUPREF_EXISTS":
        return [body for body in argument[1:] if body is not None]
    return []
