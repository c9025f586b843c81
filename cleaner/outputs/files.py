"""A place for each document, and files that are written whole or not at all.

A folder in gives a folder out with the same relative names. Names come from files that others made, so
nothing in a name may lead out of the output folder.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import OutputError
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["target_for", "targets", "write_whole"]

# Suffixes of saved pages: what goes when the new suffix comes. "Vol. 2" is no suffix.
_PAGE_SUFFIX = re.compile(
    r"\.(?:html?|xhtml|shtml|mhtml?|php|aspx?|jsp|txt|text|md|warc|wacz|eml)(?:\.(?:gz|zst))?\Z|\.(?:gz|zst)\Z",
    re.I,
)
# Microsoft, "Naming files, paths, and namespaces": names that are devices, signs that are not allowed.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.I)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DRIVE = re.compile(r"\A[A-Za-z]:")
_LONGEST_BYTES = 200  # of a name; file systems allow 255, suffixes and temporary names need room
_DEEPEST = 32  # folders
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


def target_for(
    source_name: str,
    out_dir: str | Path,
    suffix: str,
    *,
    keep_suffix: bool = False,
    record: int | None = None,
) -> Path:
    """Where the document of a source goes: `a/b.html` to `out_dir/a/b.md`, always inside `out_dir`.

    `keep_suffix` gives `a/b.html.md`, `record` (of a file that holds several pages) `a/b.3.md`. OutputError
    if a symbolic link in `out_dir` would lead out of it. For the sources of a whole run take `targets`.
    """
    *folders, name = _parts(source_name)
    if not keep_suffix:
        name = _PAGE_SUFFIX.sub("", name) or name
    if record is not None:
        name = f"{name}.{record}"
    return _inside(Path(out_dir), [*map(_component, folders[-_DEEPEST:]), _component(name, suffix)])


def targets(source_names: Sequence[str], out_dir: str | Path, suffix: str) -> list[Path]:
    """A place of its own for each source of a run, the same in every order of the sources.

    Sources that differ in their suffix alone (`x.html`, `x.txt`) keep it: `x.html.md`, `x.txt.md`. Those that
    would still meet, or meet where case does not count, get a digest of their name.
    """
    short = [target_for(name, out_dir, suffix) for name in source_names]
    met = Counter(map(_meeting, short))
    long = [
        path if met[_meeting(path)] == 1 else target_for(name, out_dir, suffix, keep_suffix=True)
        for name, path in zip(source_names, short, strict=True)
    ]
    met = Counter(map(_meeting, long))
    return [
        path
        if met[_meeting(path)] == 1
        else path.with_name(f"{path.name[: -len(suffix)]}~{_digest(name)}{suffix}")
        for name, path in zip(source_names, long, strict=True)
    ]


def write_whole(path: str | Path, text: str) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of it.

    Folders are made as needed; a symbolic link at `path` is replaced, not followed. OutputError says what
    to do.
    """
    path = Path(path)
    part = path.with_name(f".cleaner-{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0) or f"{error.strerror or error} - choose another folder with -o"
        raise OutputError(f"{printable(str(path))}: cannot be written: {advice}") from error


def _parts(source_name: str) -> list[str]:
    """The steps of a name, without those that lead anywhere but down; ["page"] if none is left."""
    name = _DRIVE.sub("", source_name.replace("\\", "/"))
    return [part for part in name.split("/") if part.strip(". ")] or ["page"]


def _component(part: str, suffix: str = "") -> str:
    """A part of a path that every file system takes, as near to the source's as can be."""
    part = part.encode("utf-8", "replace").decode()  # bytes that are no text come as surrogates
    name = _FORBIDDEN.sub("_", part).rstrip(". ") or "_"
    if _DEVICES.match(name):
        name = "_" + name
    if len(name.encode()) > _LONGEST_BYTES - len(suffix):
        room = _LONGEST_BYTES - len(suffix) - _DIGEST_CHARS - 1
        name = f"{name.encode()[:room].decode(errors='ignore')}~{_digest(part)}"
    return name + suffix


def _inside(out_dir: Path, parts: Sequence[str]) -> Path:
    path = out_dir.joinpath(*parts)
    if not path.parent.resolve().is_relative_to(out_dir.resolve()):
        raise OutputError(
            f"{printable(str(path))}: a symbolic link leads out of {printable(str(out_dir))} - "
            "remove the link, or choose another folder with -o"
        )
    return path


def _meeting(path: Path) -> str:
    """Equal for paths that are one file where case and accents' spelling do not count."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARS]
