"""A place for each document.

A folder in gives a folder out with the same relative names. Names come from files that others made, so
nothing in a name may lead out of the output folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.files import component, digest, inside, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["target_for", "targets", "write_whole"]

# Suffixes of saved pages: what goes when the new suffix comes. "Vol. 2" is no suffix.
_PAGE_SUFFIX = re.compile(
    r"\.(?:html?|xhtml|shtml|mhtml?|webarchive|php|aspx?|jsp|txt|text|md|warc|wacz|eml|zip|tar|tgz|jsonl|ndjson"
    r"|parquet)(?:\.(?:gz|zst))?\Z|\.(?:gz|zst)\Z",
    re.I,
)
_DRIVE = re.compile(r"\A[A-Za-z]:")
_DEEPEST = 32  # folders


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
    return inside(Path(out_dir), [*map(component, folders[-_DEEPEST:]), component(name, suffix)])


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
        else path.with_name(f"{path.name[: -len(suffix)]}~{digest(name)}{suffix}")
        for name, path in zip(source_names, long, strict=True)
    ]


def _parts(source_name: str) -> list[str]:
    """The steps of a name, without those that lead anywhere but down; ["page"] if none is left."""
    name = _DRIVE.sub("", source_name.replace("\\", "/"))
    return [part for part in name.split("/") if part.strip(". ")] or ["page"]


def _meeting(path: Path) -> str:
    """Equal for paths that are one file where case and accents' spelling do not count."""
    return unicodedata.normalize("NFC", str(path)).casefold()
