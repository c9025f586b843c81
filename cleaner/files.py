"""Files that are written whole or not at all, under names that every file system takes.

Names come from pages and addresses that others made: nothing in one may lead out of the folder it is for.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import OutputError, PlaceError
from cleaner.text import printable, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

__all__ = ["component", "digest", "inside", "real", "write_whole"]

# Microsoft, "Naming files, paths, and namespaces": names that are devices, signs that are not allowed.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.I)
_FORBIDDEN = re.compile(r'[/\\<>:"|?*\x00-\x1f\x7f]')
_LONGEST_BYTES = 200  # of a name; file systems allow 255, suffixes and temporary names need room
_DIGEST_CHARS = 8

_ADVICE = {
    errno.ENOSPC: "no space left - free some, or write elsewhere with -o",
    errno.EDQUOT: "the disk quota is used up - free some space, or write elsewhere with -o",
    errno.EACCES: "no permission to write - choose another folder with -o",
    errno.EPERM: "no permission to write - choose another folder with -o",
    errno.EROFS: "the file system is read-only - choose another folder with -o",
    errno.EISDIR: "a folder has this name - remove it, or choose another one with -o",
    errno.ENOTDIR: "a file stands where a folder is needed - remove it, or choose another folder with -o",
    errno.EEXIST: "a file stands where a folder is needed - remove it, or choose another folder with -o",
    errno.ENAMETOOLONG: "the name is too long for this file system - choose a shorter folder with -o",
}
_OF_THE_PLACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_OF_THE_FOLDER = frozenset({errno.EACCES, errno.EPERM})


def write_whole(
    path: str | Path,
    content: str | bytes | Iterable[str | bytes],
    *,
    durable: bool = True,
    unfinished: Path | None = None,
) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of it.

    Content that comes in pieces is written as they come. Folders are made as needed; a symbolic link at
    `path` is replaced, not followed. A `durable` file is on the disk when this returns, so that it outlives
    a power cut too. What is not finished lies beside `path`, or in the folder `unfinished`, where a process
    that is killed leaves it. OutputError says what to do; PlaceError, that it is not about this file alone.
    """
    path = Path(path)
    pieces = (content,) if isinstance(content, str | bytes) else content
    part = (unfinished or path.parent) / f".cleaner-{os.urandom(8).hex()}.part"
    try:
        try:
            with _opened(part) as file:
                for piece in pieces:
                    file.write(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            _moved(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0) or f"{error.strerror or error} - choose another folder with -o"
        kind = PlaceError if _is_of_the_place(error) else OutputError
        raise kind(f"{printable(str(path))}: cannot be written: {advice}") from error


def _is_of_the_place(error: OSError) -> bool:
    # A file that may not be replaced, as one that is open on Windows, is known by the error's second name.
    return error.errno in _OF_THE_PLACE or (error.errno in _OF_THE_FOLDER and error.filename2 is None)


def _opened(path: Path) -> BinaryIO:
    """A new file, in a folder that is made where it is missing."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def _moved(part: Path, path: Path) -> None:
    """A finished file into its place."""
    try:
        part.replace(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)


def component(part: str, suffix: str = "") -> str:
    """A part of a path that every file system takes, as near to what was given as can be.

    >>> component('what?<x>.html'), component("CON"), component("a", ".md")
    ('what__x_.html', '_CON', 'a.md')
    """
    part = part.encode("utf-8", "replace").decode()  # bytes that are no text come as surrogates
    # A right-to-left override in a name shows an ending that is not its own.
    name = safe(_FORBIDDEN.sub("_", part)).rstrip(". ") or "_"
    if _DEVICES.match(name):
        name = "_" + name
    if len(name.encode()) > _LONGEST_BYTES - len(suffix):
        room = _LONGEST_BYTES - len(suffix) - _DIGEST_CHARS - 1
        name = f"{name.encode()[:room].decode(errors='ignore')}~{digest(part)}"
    return name + suffix


def inside(out_dir: Path, parts: Sequence[str]) -> Path:
    """The path of these components in a folder; OutputError where a symbolic link would lead out of it."""
    path = out_dir.joinpath(*parts)
    if not real(path.parent).is_relative_to(real(out_dir)):
        raise OutputError(
            f"{printable(str(path))}: a symbolic link leads out of {printable(str(out_dir))} - "
            "remove the link, or choose another folder with -o"
        )
    return path


def real(path: str | Path) -> Path:
    """The absolute path, links followed as far as they lead: one in a circle raises in `Path.resolve`."""
    return Path(os.path.realpath(path))


def digest(name: str) -> str:
    """Eight characters that tell one name from another."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARS]
