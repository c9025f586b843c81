"""Language tags as BCP 47 writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.metadata.patterns import pattern

__all__ = ["normalize"]

_TAG = pattern(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].*)?", re.I)
# What pages write instead of a tag; ISO 639 codes that no longer hold, and names of languages.
_OTHER_NAMES = {
    "iw": "he", "in": "id", "ji": "yi", "english": "en", "german": "de", "deutsch": "de", "french": "fr",
    "français": "fr", "spanish": "es", "español": "es", "italian": "it", "portuguese": "pt", "russian": "ru",
    "chinese": "zh", "japanese": "ja", "polish": "pl", "dutch": "nl", "eng": "en", "ger": "de", "deu": "de",
    "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "jpn": "ja", "zho": "zh",
    "jp": "ja", "cn": "zh", "ua": "uk", "cz": "cs", "dk": "da", "gr": "el", "kr": "ko",
}  # fmt: skip
_NONE = frozenset({"und", "zxx", "mul", "xx", "null", "none"})


@lru_cache(maxsize=256)
def normalize(text: str) -> str | None:
    """A declared language as a BCP 47 tag; None for what is none.

    >>> normalize("de_de"), normalize("zh-hans-CN"), normalize("en-US,en;q=0.9"), normalize("hello")
    ('de-DE', 'zh-Hans-CN', 'en-US', None)
    """
    word = text[:100].strip().split(",")[0].split(";")[0].strip()
    name = _OTHER_NAMES.get(word.lower())
    if name:
        return name
    match = _TAG.fullmatch(word)
    if match is None or match[1].lower() in _NONE:
        return None
    language = match[1].lower()
    parts = [
        _OTHER_NAMES.get(language, language) if language in ("iw", "in", "ji", "jp", "ua", "cn") else language
    ]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)
