"""Where the documents of a run go: standard output, one file, or a folder with the pages' own names."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleaner.cli.terminal import is_terminal
from cleaner.errors import UsageError
from cleaner.files import real
from cleaner.outputs import WRITERS, target_for, targets, write_whole
from cleaner.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.inputs import Source
    from cleaner.outputs import Writer
    from cleaner.types import Document

__all__ = ["Place", "deliver_file", "deliver_stream", "paths_for", "place_of", "without_output"]

# The longest first: "a.embed.html" is not of the format that ".html" stands for.
_SUFFIXES = {
    writer.SUFFIX: name for name, writer in sorted(WRITERS.items(), key=lambda item: -len(item[1].SUFFIX))
}
# "clean.v2" may well be a folder; ".csv" and ".jsn" are formats that we don't know, or misspelt ones.
_LIKE_A_SUFFIX = re.compile(r"\.[a-z]{2,8}\Z", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """One of three: a folder, a file, or standard output where both are None."""

    format: str
    folder: Path | None = None
    file: Path | None = None

    @property
    def is_standard_output(self) -> bool:
        """True where documents are for the screen or for the next program."""
        return self.folder is None and self.file is None

    @property
    def writer(self) -> Writer:
        """Who writes the format."""
        return WRITERS[self.format]

    def __str__(self) -> str:
        if self.folder is not None:
            return f"{self.folder}/ ({self.format})"
        return str(self.file) if self.file is not None else f"standard output ({self.format})"


def place_of(output: str | None, format: str | None) -> Place:  # noqa: A002 - the option's name
    """What `-o` and `--format` ask for; UsageError where a suffix is of another format, or of none."""
    if output in (None, "-"):
        return Place(format or "md")
    path = Path(output)
    if path.is_dir() or output.endswith(("/", "\\")):
        return Place(format or "md", folder=path)
    suffix = next((suffix for suffix in _SUFFIXES if path.name.lower().endswith(suffix)), None)
    if suffix:
        wanted = WRITERS[format or _SUFFIXES[suffix]].SUFFIX
        if not wanted.endswith(suffix):
            named = path.name[: -len(suffix)] + wanted
            raise UsageError(
                f"clean: {path}: the name is that of {_SUFFIXES[suffix]}, and --format asks for {format}"
                f" - leave --format out, or name the file {named}"
            )
        return Place(format or _SUFFIXES[suffix], file=path)
    if path.exists():
        raise UsageError(f"clean: {path}: a file, not a folder - choose another folder with -o")
    if _LIKE_A_SUFFIX.search(path.name) and path.stem:
        hint = did_you_mean(path.suffix, _SUFFIXES)
        raise UsageError(f'clean: {path}: unknown format "{path.suffix}" (a folder ends in "/"){hint}')
    return Place(format or "md", folder=path)


def without_output(sources: Sequence[Source], given: Sequence[str], place: Place) -> list[Source]:
    """The sources but for documents of earlier runs, where the output lies among the pages.

    A path that names the output folder or something in it is meant as it is given. UsageError where a
    document would take the place of a page.
    """
    out = place.folder or place.file
    if out is None:
        return list(sources)
    out = real(out)
    meant = any(_lies_in(path, out) for path in given)
    rest = [source for source in sources if meant or not _lies_in(source.path, out)]
    pages = {real(source.path): source.path for source in rest}
    for source in rest:
        file = out
        if place.folder is not None:
            file = real(target_for(source.name, place.folder, place.writer.SUFFIX))
        if file in pages:
            raise UsageError(
                f"clean: {pages[file]}: the document of {source.path} would overwrite this page"
                " - choose another place with -o"
            )
    return rest


def paths_for(sources: Sequence[Source], place: Place) -> Mapping[str, Path]:
    """The file of each source's document in the output folder, by the source's path."""
    if place.folder is None:
        return {}
    files = targets([source.name for source in sources], place.folder, place.writer.SUFFIX)
    return {source.path: file for source, file in zip(sources, files, strict=True)}


def deliver_file(document: Document, file: Path, place: Place) -> None:
    """A document into its file, with the number of the record where the source holds several pages."""
    record = document.source.get("record")
    if record is not None:
        suffix = place.writer.SUFFIX
        file = file.with_name(f"{file.name.removesuffix(suffix)}.{record}{suffix}")
    write_whole(file, place.writer.write_one(document))


def deliver_stream(documents: Iterable[Document], place: Place, *, single: bool) -> None:
    """All documents into one stream: standard output as they come, or a file in one go."""
    pieces = _pieces(documents, place.writer, single=single)
    if place.file is not None:
        write_whole(place.file, pieces)
        return
    for piece in pieces:
        if isinstance(piece, bytes):
            _binary_output(place).write(piece)
        else:
            sys.stdout.write(piece)
        sys.stdout.flush()


def _binary_output(place: Place) -> BinaryIO:
    if is_terminal(sys.stdout):
        raise UsageError(f"clean: {place.format} is no text for a terminal - name a file with -o")
    return sys.stdout.buffer


def _pieces(documents: Iterable[Document], writer: Writer, *, single: bool) -> Iterator[str | bytes]:
    waiting = iter(documents)
    # A single file may hold several pages all the same.
    first = list(islice(waiting, 2)) if single else []
    if single and len(first) < 2:
        yield from map(writer.write_one, first)
    else:
        yield from writer.write_many(chain(first, waiting))


def _lies_in(path: str, folder: Path) -> bool:
    return path != "-" and real(path).is_relative_to(folder)
