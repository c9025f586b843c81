"""What names say: which of the files in a folder or an archive may be pages, and which lie beside them."""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["ending", "is_companion", "is_page", "pages_among", "passed_over", "stems"]

# What lies beside saved pages and is none: parts of "save as, complete", side records of crawlers, and what
# wget keeps of a page before it changes the links.
_NOT_PAGES = frozenset(
    """
    css less scss js mjs cjs map ts wasm json geojson webmanifest cdx cdxj idx
    png jpg jpeg jpe jfif gif webp avif svg ico bmp tif tiff heic cur
    woff woff2 ttf otf eot
    mp3 m4a aac ogg oga opus wav flac mp4 m4v webm ogv mov avi mkv m3u8 vtt srt
    orig
    """.split()
)
# In mirrors of wget and HTTrack; what we read and write ourselves.
_NAMES_OF_NONE = frozenset({"robots.txt", "hts-log.txt", "cookies.txt", "sources.yaml", "lines.yaml"})
_QUERY = re.compile("[?@].*", re.S)  # of an address in a mirror: "style.css?ver=5.2", on Windows with "@"
_PACKED = frozenset({"gz", "zst", "zstd"})
# What browsers put behind a page's name for the folder with its parts, by language of the system.
# https://learn.microsoft.com/en-us/windows/win32/shell/manage#connected-files
_COMPANIONS = tuple(
    """
    _files .files -Dateien _fichiers _bestanden _file _archivos -filer _tiedostot _pliki _soubory _elemei
    _ficheiros _arquivos _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak
    """.split()
)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml")
_HIDDEN = (".", "__MACOSX")  # and what macOS puts into its archives
_STEPS = frozenset({".", ".."})
_MOST_FOLDERS = 100  # above a page, of which one may be a companion; names in tar may be of any length


def is_page(name: str) -> bool:
    """True for the name of a file that may be a page, judged by its ending.

    >>> is_page("huts.html"), is_page("huts.json.gz"), is_page(".huts.html"), is_page("huts.css?ver=5.2")
    (True, False, False, False)
    """
    return not name.startswith(_HIDDEN) and passed_over(name) is None


def passed_over(name: str) -> str | None:
    """The ending, or the whole name, for which a file is passed over; None for what may be a page.

    >>> passed_over("huts.css?ver=5.2"), passed_over("robots.txt"), passed_over("huts.html")
    ('.css', 'robots.txt', None)
    """
    if name.lower() in _NAMES_OF_NONE:
        return name.lower()
    endings = (ending(name), ending(_QUERY.sub("", name)))
    return next((f".{each}" for each in endings if each in _NOT_PAGES), None)


def is_companion(folder: str, pages: Collection[str]) -> bool:
    """True for a folder with the parts of one of the pages beside it, which are given by their `stems`."""
    return any(folder.endswith(end) and folder[: -len(end)] in pages for end in _COMPANIONS)


def stems(names: Iterable[str]) -> frozenset[str]:
    """The names of the pages among the entries of a folder, without their endings."""
    return frozenset(
        name[: -len(end)] for name in names for end in _PAGE_ENDINGS if name.lower().endswith(end)
    )


def pages_among(paths: Iterable[str]) -> set[str]:
    """Those of an archive's paths that may be pages, as `walk` would take them from a folder."""
    paths = list(paths)
    pages = stems(paths)
    found = set()
    for path in paths:
        *folders, name = path.split("/")
        above = islice(accumulate(folders, "{}/{}".format), _MOST_FOLDERS)
        hidden = any(folder.startswith(_HIDDEN) for folder in folders if folder not in _STEPS)
        if name and is_page(name) and not hidden and not any(is_companion(folder, pages) for folder in above):
            found.add(path)
    return found


def ending(name: str) -> str:
    """What a file's name ends with, without `.gz`: "json" for both "a.json" and "a.json.gz"."""
    stem, _, last = name.lower().rpartition(".")
    while last in _PACKED:
        stem, _, last = stem.rpartition(".")
    return last
