"""Paths as a user gives them -> the files to read, one after the other, each with a name for its document."""

from __future__ import annotations

import glob
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["STANDARD_INPUT", "Source", "walk"]

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, and what its document is to be called."""

    path: str  # as `read` takes it; "-" is standard input
    name: str  # relative, with "/", below the folder that was given; unique in its walk; safe to join


# What lies beside saved pages and is none: parts of "save as, complete", side records of crawlers.
_NOT_PAGES = frozenset(
    """
    css less scss js mjs cjs map ts wasm json jsonl ndjson geojson webmanifest
    png jpg jpeg jpe jfif gif webp avif svg ico bmp tif tiff heic cur
    woff woff2 ttf otf eot
    mp3 m4a aac ogg oga opus wav flac mp4 m4v webm ogv mov avi mkv m3u8 vtt srt
    """.split()
)
_PACKED = frozenset({"gz", "zst", "zstd"})
# What browsers put behind a page's name for the folder with its parts, by language of the system.
# https://learn.microsoft.com/en-us/windows/win32/shell/manage#connected-files
_COMPANIONS = frozenset(
    """
    _files .files -Dateien _fichiers _bestanden _file _archivos -filer _tiedostot _pliki _soubory _elemei
    _ficheiros _arquivos _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak
    """.split()
)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml")
_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


def walk(paths: Sequence[str | Path]) -> Iterator[Source]:
    """The files behind files, folders, globs and "-", in the order given, folders sorted by name.

    Below a folder, hidden files and what is evidently no page (styles, pictures, `*.json`, the parts of a
    page saved as "complete") are passed over; a file named explicitly is always tried. InputError, before
    the first file, for a path that does not exist.
    """
    return _named([file for path in paths for file in _found(os.fspath(path))])


def _found(path: str) -> list[tuple[str, str]]:
    """What a path stands for, as (path, the folder that names are relative to)."""
    if path == STANDARD_INPUT or (path and os.path.lexists(path)):
        return [(path, "")]
    if path and glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        # "raw/**/*.html" names its documents below raw/, as if the folder had been given.
        fixed = re.split(r"[*?\[]", path, maxsplit=1)[0].rpartition("/")[0]
        files = {match: fixed or "." for match in matches if not Path(match).is_dir()}
        if files:
            return list(files.items())
        raise InputError(f"{path}: no file fits this pattern - check the folder and the ending")
    raise InputError(
        f"{path or '(empty path)'}: no such file or folder - check the spelling and the current folder"
    )


def _named(found: Iterable[tuple[str, str]]) -> Iterator[Source]:
    taken: set[str] = set()
    for path, base in found:
        if path == STANDARD_INPUT:
            yield Source(path, _unique("stdin", taken))
        elif not Path(path).is_dir():
            name = os.path.relpath(path, base) if base else Path(path).name
            yield Source(path, _unique(_safe(name), taken))
        else:
            for below in _below(path):
                yield Source(os.path.join(path, below), _unique(_safe(below), taken))  # noqa: PTH118


def _below(folder: str) -> Iterator[str]:
    """Relative paths of the pages in a folder and those in it, sorted; each real folder is read once."""
    seen: set[tuple[int, int]] = set()
    waiting = [""]
    while waiting:
        relative = waiting.pop()
        here = Path(folder, relative)
        if relative and not here.is_dir():
            yield relative
            continue
        try:
            status = here.stat()
            names = sorted(entry.name for entry in here.iterdir())
        except OSError:
            yield relative or "."  # reading it says why it cannot be read, and the walk goes on
            continue
        # A link may lead back to a folder that we are in.
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        waiting.extend(os.path.join(relative, name) for name in reversed(_pages(here, names)))  # noqa: PTH118


def _pages(folder: Path, names: Sequence[str]) -> list[str]:
    """Those of a folder's entries that are pages or folders with pages."""
    stems = {name[: -len(end)] for name in names for end in _PAGE_ENDINGS if name.lower().endswith(end)}
    kept = []
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        if path.is_dir():
            if not any(name.endswith(end) and name[: -len(end)] in stems for end in _COMPANIONS):
                kept.append(name)
        elif path.is_file() and _ending(name) not in _NOT_PAGES:
            kept.append(name)
    return kept


def _ending(name: str) -> str:
    """What a file's name ends with, without `.gz`: "json" for both "a.json" and "a.json.gz"."""
    stem, _, ending = name.lower().rpartition(".")
    return _ending(stem) if ending in _PACKED else ending


def _safe(relative: str) -> str:
    r"""A name that stays below any folder it is put in, and that every file system takes.

    >>> _safe("../a:b/./c\n.html")
    'a_b/c_.html'
    """
    parts = [part for part in Path(relative).parts if part not in {"/", "..", Path(relative).anchor}]
    return "/".join(_UNSAFE_IN_NAMES.sub("_", part) for part in parts) or "page"


def _unique(name: str, taken: set[str]) -> str:
    """The name, with a number where two of the given folders hold the same one."""
    stem, dot, ending = name.rpartition(".")
    wanted, number = name, 2
    while _as_on_disk(wanted) in taken:
        wanted = f"{stem}-{number}{dot}{ending}" if stem and "/" not in ending else f"{name}-{number}"
        number += 1
    taken.add(_as_on_disk(wanted))
    return wanted


def _as_on_disk(name: str) -> str:
    # Where "A.html" and "a.html" are one file.
    return name.casefold() if sys.platform in {"darwin", "win32"} else name
