"""Paths as a user gives them -> the files to read, one after the other, each with a name for its document."""

from __future__ import annotations

import glob
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import MissingError
from cleaner.inputs import mirror
from cleaner.inputs.beside import RECORD_SUFFIX
from cleaner.inputs.names import is_companion, passed_over, stems
from cleaner.inputs.sides import side_table
from cleaner.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

__all__ = ["STANDARD_INPUT", "Source", "source_of", "walk"]

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, and what its document is to be called."""

    path: str  # as `read` takes it; "-" is standard input
    name: str  # relative, with "/", below the folder that was given; unique in its walk; safe to join
    address: str | None = None  # of its page, where the path is that of a mirror (`mirror.address`)


_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


def walk(
    paths: Sequence[str | Path | Source], *, passed: Callable[[str], object] | None = None
) -> Iterator[Source]:
    """The files behind files, folders, globs and "-", in the order given, folders sorted by name.

    Below a folder, hidden files and what is evidently no page (styles, pictures, `*.json`, our own documents,
    the parts of a page saved as "complete") are passed over; a file named explicitly is always tried, and a
    link that leads nowhere is a file that cannot be read. A file that several of the paths name comes once.
    `passed` hears of what each file was passed over for, such as ".css"; not of hidden ones and of the parts
    of pages. MissingError, before the first file, for a path that does not exist.
    """
    return _named([file for path in paths for file in _found(path)], passed or _hear_nothing)


def _found(given: str | Path | Source) -> list[tuple[str, str] | Source]:
    """What a path stands for, as (path, the folder that names are relative to); a source for itself."""
    if isinstance(given, Source):
        return [given]
    path = os.fspath(given)
    if path == STANDARD_INPUT or (path and os.path.lexists(path)):
        return [(path, "")]
    if path and glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        # "raw/**/*.html" names its documents below raw/, as if the folder had been given.
        fixed = re.split(r"[*?\[]", path, maxsplit=1)[0].rpartition("/")[0]
        files = {match: fixed or "." for match in matches if not Path(match).is_dir()}
        if files:
            return list(files.items())
        raise MissingError(f"{path}: no file fits this pattern - check the folder and the ending")
    raise MissingError(
        f"{path or '(empty path)'}: no such file or folder - check the spelling and the current folder"
    )


def source_of(path: str | Path) -> Source:
    """A file as a source of its own."""
    path = os.fspath(path)
    return Source(path, _safe(Path(path).name), _address(path))


def _named(found: Iterable[tuple[str, str] | Source], passed: Callable[[str], object]) -> Iterator[Source]:
    taken: set[str] = set()
    seen: set[str] = set()
    for each in found:
        if isinstance(each, Source):
            yield each
        elif each[0] == STANDARD_INPUT:
            yield Source(STANDARD_INPUT, _unique("stdin", taken))
        else:
            for path, name, address in _files(*each, passed):
                if (place := os.path.normpath(path)) not in seen:
                    seen.add(place)
                    yield Source(path, _unique(_safe(name), taken), address)


def _files(path: str, base: str, passed: Callable[[str], object]) -> Iterator[tuple[str, str, str | None]]:
    """The file, or the pages in the folder: path, name below the base or the folder, address."""
    if not Path(path).is_dir():
        yield path, os.path.relpath(path, base) if base else Path(path).name, _address(path)
        return
    for below in _below(path, passed):
        yield os.path.join(path, below), below, _address(path, below)  # noqa: PTH118


def _address(path: str, below: str = "") -> str | None:
    """The address that a path gives, of a file or of one below a folder.

    What stands before the folder in an absolute path is where the user keeps the pages: "/srv/example.org/".
    """
    parts = Path(path).parts
    if Path(path).is_absolute():
        parts = parts[-1:]
    return mirror.address([*parts, *Path(below).parts])


def _below(folder: str, passed: Callable[[str], object]) -> Iterator[str]:
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
        pages = _pages(here, names, passed)
        waiting.extend(os.path.join(relative, name) for name in reversed(pages))  # noqa: PTH118


def _pages(folder: Path, names: Sequence[str], passed: Callable[[str], object]) -> list[str]:
    """Those of a folder's entries that are pages or folders with pages."""
    pages, beside = stems(names), frozenset(names)
    kept = []
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        if path.is_dir():
            if not is_companion(name, pages):
                kept.append(name)
        elif path.is_file() or _is_broken_link(path):
            reason = passed_over(name) or side_table(path)
            if reason is None:
                kept.append(name)
            elif not _is_record(name, beside):
                passed(reason)
    return kept


def _is_record(name: str, beside: Container[str]) -> bool:
    """True for what a store of `fetch` keeps beside a page: it is a part of the page."""
    return name.endswith(RECORD_SUFFIX) and name.removesuffix(RECORD_SUFFIX) in beside


def _hear_nothing(_: str) -> None:
    """For whoever does not ask what was passed over."""


def _is_broken_link(path: Path) -> bool:
    # What git-annex leaves of a file whose content is elsewhere: a page that is missing, not one less.
    return path.is_symlink() and not path.exists()


def _safe(relative: str) -> str:
    r"""A name that stays below any folder it is put in, and that every file system takes.

    >>> _safe("../a:b/./c\n.html")
    'a_b/c_.html'
    """
    parts = [part for part in Path(relative).parts if part not in {"/", "..", Path(relative).anchor}]
    return "/".join(safe(_UNSAFE_IN_NAMES.sub("_", part)) or "_" for part in parts) or "page"


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
