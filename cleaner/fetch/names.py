"""Addresses -> names of files that stay in their folder, don't meet, and read like the address.

https://example.org/huts/ten        example.org/huts/ten.html
https://example.org/                example.org/index.html
https://example.org/huts?page=2     example.org/huts~81602dea.html
"""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

from cleaner.files import component, digest

__all__ = ["name_for", "place_of"]

_ENDINGS = {"text/html": (".html", ".htm", ".xhtml"), "text/plain": (".txt",)}
_LONGEST_CHARS = 180  # of the whole name: Windows takes 260 with the folder's
_DEEPEST = 12  # folders


def name_for(url: str, media_type: str, *, unique: bool = False) -> str:
    """The file of a page, relative and with "/"; a `unique` one carries a digest of the address.

    >>> name_for("https://example.org/huts/ten?ref=1", "text/html")
    'example.org/huts/ten~49efc0ea.html'
    """
    parts = urlsplit(url)
    *folders, last = [_step(part) for part in parts.path.split("/")[1:]] or [""]
    endings = _ENDINGS.get(media_type, (".html",))
    own = next((ending for ending in endings if last.lower().endswith(ending)), "")
    stem, ending = (last[: -len(own)], own) if own else (last, endings[0])
    stem = stem or "index"
    if parts.query or unique or len(folders) > _DEEPEST:
        stem += f"~{digest(url)}"
    host = component(_visible(parts.netloc))
    name = "/".join(
        [host, *map(_folder, filter(None, folders[:_DEEPEST])), component(_visible(stem), ending)]
    )
    if len(name) > _LONGEST_CHARS:
        name = f"{host}/{component(_visible(stem[:60]))}~{digest(url)}{ending}"
    return name


def place_of(name: str) -> str:
    """Equal for names that are one file where case and accents' spelling do not count."""
    return unicodedata.normalize("NFC", name).casefold()


def _step(part: str) -> str:
    """A step of a path, readable where that is text."""
    read = unquote(part, errors="strict") if _is_text(part) else part
    return unicodedata.normalize("NFC", read)


def _is_text(part: str) -> bool:
    try:
        return unquote(part, errors="strict").isprintable()
    except UnicodeDecodeError:
        return False


def _folder(part: str) -> str:
    """A folder's name, which no page or record may have: `/a.html` and `/a.html/b` can both exist."""
    name = component(_visible(part))
    return name + "_" if name.lower().endswith((".html", ".htm", ".xhtml", ".txt", ".json")) else name


def _visible(name: str) -> str:
    """A name that does not begin with a dot: `walk` passes over hidden files, and the ledger lies in one."""
    return "_" + name if name.startswith(".") else name
