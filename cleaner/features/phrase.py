"""What short blocks say by their words: labels ("Share this"), blurbs, notices, clocks, credits.

The words lie in `phrases.toml`. A phrase is evidence for an engine, which looks at the surroundings too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleaner.features import shape, wordlists
from cleaner.patterns import pattern
from cleaner.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.types import Blocks

    # What finds a beginning, its role, and its most words.
    _Beginning = tuple[Callable[[str], re.Match[str] | None], str, int]

__all__ = ["asks_to_pay", "label", "phrase", "phrases"]

_PHRASES = wordlists.table("phrases.toml")
_LINES: dict[str, str] = {line: role for role, lines in _PHRASES["lines"].items() for line in lines}
_BEGINNINGS = tuple(
    (source, entry["role"], entry["words"])
    for entry in _PHRASES["beginnings"]
    for source in entry["patterns"]
)
_FIRST_WORDS = frozenset(line.split()[0] for line in _LINES)
_PAYWALL = pattern(
    "|".join(source for entry in _PHRASES["beginnings"] if "flag" in entry for source in entry["patterns"])
)
_NEWSLETTERS = (
    "newsletter", "mailing list", "nieuwsbrief", "your inbox", "dein postfach", "ihr postfach", "ta boîte",
    "votre boîte", "tu bandeja", "tu correo", "邮件",
)  # fmt: skip
_INVITES = pattern(
    r"\b(?:inbox|sign up|signup|subscribe|subscription|delivered|straight to|free|weekly|daily|email|e-mail|"
    r"abonnier|anmeld|kostenlos|inscri|gratuit|suscr|gratis|iscriv|zapisz|join|unsubscribe|get the)"
)
_RESERVED = pattern(
    r"all rights reserved|alle rechte vorbehalten|"
    r"\b(?:this|these|our|any|no|all) .{0,80}"
    r"may not be (?:published|reproduced|reprinted|republished|copied|redistributed)|"
    r"(?:publish|reproduc|reprint|republish|redistribut|cop(?:y|ied|ies)|distribut|transmi|stored)\w*\b.{0,80}"
    r"without (?:the )?(?:prior |express |written )*(?:permission|consent)|"
    r"reproduction (?:is )?(?:prohibited|interdite)|未经.{0,8}(?:授权|许可)"
)
_RESERVING = ("reserved", "may not be", "without", "vorbehalten", "reproduction", "未经")  # quick to look for
_BIO = pattern(
    r"^(?:about the authors?\b|[^\W\d_][\w.'-]+(?: [^\W\d_][\w.'-]*){0,4},? "
    r"(?:is|was|are|has been|ist|est|writes|covers|works|reports) (?:an? |the |un |une |eine? )?.{0,90}?\b"
    r"(?:journalist|reporter|writer|author|editor|columnist|"
    r"correspondent|contributor|contributing|blogger|freelance\w*|novelist|producer|analyst|professor|researcher|"
    r"fellow|founder|redakteur\w*|autor\w*|journaliste|rédact\w+)\b)"
)
# Who is spoken to, or speaks: an invitation says "your inbox", "our letter"; an article need not.
_ADDRESSES = pattern(
    r"\b(?:you|your|yours|our|us|sie|ihr|ihre[mnrs]?|unser\w*|vous|votre|vos|notre|nos|tu|tus|su|sus|nuestr\w+|"
    r"nostr\w+|tuo|tua|vostr\w+|je|jouw|onze|uw|ons|twoj\w+|nasz\w*|assine|cadastre\w*|abonnieren)\b|您|你"
)
_ANY = "."
_SIGNS = frozenset(".[^$")  # of patterns, that stand for many characters
_REPEATED = frozenset("?*+{|")  # signs behind a letter that may be missing
_ANY_DIGIT, _DIGIT = r"\d", "0"  # as the first letter, one digit stands for all
_OPENING = 2  # letters that tell which beginnings may match
# A player's clock, a counter, the sign of a button: digits and their separators, or a sign or two.
_CLOCK = pattern(r"^(?:(?=\D*\d)[\d\s:/.,%|+()#-]+|[\W_]{1,2})$")
_CLOCK_CHARS = 40
_LABEL_WORDS = 8
_LABEL = pattern(r"([^:：፦]{2,40})[:：፦]\s*\S")
_PAYWALL_WORDS = 40
_LEAST_SPACES = 2
# Where a figure or a word alone is content.
_QUOTED = frozenset({"td", "th", "pre", "code"})
_EDGE = " :.!?→›»>…·|-–+▾▼↓↑()[]*#•0123456789"
# Longer blocks are text, whatever their words; an author's life may take a paragraph.
_MAX_WORDS, _MAX_CHARS = 80, 900
_LONG_WORD = 15  # characters, on average
_MAX_BIO_WORDS, _BIO_CHARS = 160, 200


def phrases(blocks: Blocks, asked: Sequence[bool] | None = None) -> list[str]:
    """The role that each block's words betray, "" for none, and for blocks that are not `asked`."""
    if asked is None:
        asked = [True] * len(blocks)
    return [
        phrase(text, tag) if wanted else ""
        for text, tag, wanted in zip(blocks.texts, blocks.tags, asked, strict=True)
    ]


def phrase(text: str, tag: str) -> str:
    """The role that one block's words betray, "" for none; `tag` is the block's."""
    return _phrase(text) if text and tag not in _QUOTED else ""


def label(text: str) -> str:
    """The role of the label that a text begins with, up to its colon; "" for none.

    >>> label("Xem thêm: Con đường lên núi"), label("The path: a climb")
    ('related', '')
    """
    found = _LABEL.match(text)
    return _LINES.get(fold(found[1]).strip(_EDGE), "") if found else ""


def asks_to_pay(text: str) -> bool:
    """True for a short text that asks the reader to pay or to sign in before reading on.

    >>> asks_to_pay("Already a subscriber? Sign in"), asks_to_pay("She paid and went in.")
    (True, False)
    """
    return text.count(" ") < _PAYWALL_WORDS and _PAYWALL.match(fold(text)) is not None


@lru_cache(maxsize=4_000)
def _phrase(text: str) -> str:
    """The role of one text; labels come again and again, and who judges asks what page logic asks again.

    >>> _phrase("Share this article:"), _phrase("0:00"), _phrase("A path climbs to the hut.")
    ('share', 'other', '')
    """
    spaces, size = text.count(" "), len(text)
    if spaces * _LONG_WORD < size <= _MAX_CHARS and not text.isascii():
        spaces = int(shape.length(text)) - 1  # words may stand without spaces
    if spaces >= _MAX_WORDS or size > _MAX_CHARS:
        return "bio" if spaces < _MAX_BIO_WORDS and _BIO.match(fold(text[:_BIO_CHARS])) else ""
    folded = text.lower() if text.isascii() else fold(text)  # a block's text is squeezed already
    if spaces < _LABEL_WORDS and (
        role := _LINES.get(folded) or _LINES.get(folded.strip(_EDGE)) or _labels(folded)
    ):
        return role
    if size <= _CLOCK_CHARS and not folded[:1].isalpha() and _CLOCK.match(folded):
        return "other"
    for matches, role, limit in _beginnings(folded[:_OPENING]):
        if matches(folded):
            if spaces < limit:
                return role
            break
    # What follows is said in three words at least, where words are told apart by spaces.
    if spaces < _LEAST_SPACES and folded.isascii():
        return ""
    letter = any([word in folded for word in _NEWSLETTERS])  # noqa: C419 - faster
    if letter and _INVITES.search(folded) and _ADDRESSES.search(folded):
        return "newsletter"
    if any([word in folded for word in _RESERVING]) and _RESERVED.search(folded):  # noqa: C419 - faster
        return "legal"
    return "bio" if _BIO.match(folded) else ""


@lru_cache(maxsize=4_000)
def _beginnings(start: str) -> list[_Beginning]:
    """The beginnings that open like this, in their order."""
    openers = _openers()
    if start[:1].isdecimal():
        start = _DIGIT + start[1:]
    keys = (start, start[:1] + _ANY, _ANY)
    return [_compiled(i) for i in sorted({i for opening in keys for i in openers.get(opening, ())})]


@cache
def _compiled(number: int) -> _Beginning:
    """One of the beginnings; of its words a page has few, so each is compiled when a text opens like it."""
    source, role, limit = _BEGINNINGS[number]
    return re.compile(source).match, role, limit


@cache
def _openers() -> dict[str, list[int]]:
    """The beginnings by what they can start with: few openings know more than a handful."""
    found: dict[str, list[int]] = {}
    for i, (source, _, _) in enumerate(_BEGINNINGS):
        for opening in _openings(source):
            found.setdefault(opening, []).append(i)
    return found


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


def _labels(folded: str) -> str:
    """The first one's role where a line is nothing but labels side by side, "" else.

    >>> _labels("facebook twitter copy link"), _labels("facebook sued twitter")
    ('share', '')
    """
    first, _, rest = folded.partition(" ")
    if not rest or first not in _FIRST_WORDS:
        return ""
    parts = folded.split()
    at, role = 0, ""
    while at < len(parts):
        for size in (3, 2, 1):
            found = _LINES.get(" ".join(parts[at : at + size]).strip(_EDGE))
            if found and at + size <= len(parts):
                break
        else:
            return ""
        role = role or found
        at += size
    return role
