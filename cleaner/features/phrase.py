"""What short blocks say by their words: labels ("Share this"), blurbs, notices, clocks, credits.

The words lie in `phrases.toml`. A phrase is evidence for an engine, which looks at the surroundings too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.features import shape, wordlists
from cleaner.features.beginnings import Beginnings
from cleaner.patterns import pattern
from cleaner.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks

__all__ = ["QUOTED", "asks_to_pay", "label", "phrase", "phrases"]

_PHRASES = wordlists.table("phrases.toml")
_LINES: dict[str, str] = {line: role for role, lines in _PHRASES["lines"].items() for line in lines}
_BEGINNINGS = Beginnings(_PHRASES["beginnings"])
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
# A player's clock, a counter, the sign of a button: digits and their separators, or a sign or two.
_CLOCK = pattern(r"^(?:(?=\D*\d)[\d\s:/.,%|+()#-]+|[\W_]{1,2})$")
_CLOCK_CHARS = 40
_LABEL_WORDS = 8
_LABEL = pattern(r"([^:：፦]{2,40})[:：፦]\s*\S")
_PAYWALL_WORDS = 40
_LEAST_SPACES = 2
# Where a figure or a word alone is content.
QUOTED = frozenset({"td", "th", "pre", "code"})
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
    return _phrase(text) if text and tag not in QUOTED else ""


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
    for matches, role, limit in _BEGINNINGS.of(folded):
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
