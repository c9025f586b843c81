"""Learned line sets: the lines that pages of one source share, in a small file that people read and edit.

    version: 1
    sources:
      example.org:
        pages: 14
        lines:
          Share this article: 14
          "# comments": 9

A source is the name of a site in the rule file, a host, or a folder; a line stands with the number of pages
that have it, and `#` in a short one is any number. A line that is taken out of the file is no longer dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, RuleError
from cleaner.rules.yamlfile import Reader, compose

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cleaner.rules.yamlfile import Entry

__all__ = ["LINE_FILE", "LineSets", "Source", "is_sentence", "key_of", "read", "written"]

LINE_FILE = "lines.yaml"
_VERSION = 1
_HEAD = """\
# Lines that pages of one source share, written by `cleaner learn`: on its other pages they are dropped.
# Yours to edit: a line that you take out stays in the text. Behind each line stands how many pages have it;
# a # in a short line is any number.
"""
_NUMBERS = re.compile(r"\d+(?:[.,:]\d+)*")
_MAX_CHARS = 400  # longer lines are kept by their beginning
_SENTENCE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Source:
    """What the pages of one source share."""

    pages: int
    lines: Mapping[str, int]  # key_of a line -> pages that have it
    by: str = ""  # "lines.yaml:3"


@dataclass(frozen=True, slots=True)
class LineSets:
    """The sources of a file, by name."""

    sources: Mapping[str, Source] = field(default_factory=dict)


def key_of(text: str) -> str:
    """A line as it is looked up: numbers count for nothing in a label, in a sentence they are what it says.

    >>> key_of("12 comments"), key_of("Rated 4.5 of 5 by 12 of 19 guests.")
    ('# comments', 'Rated 4.5 of 5 by 12 of 19 guests.')
    """
    line = text[:_MAX_CHARS]
    return line if is_sentence(line) else _NUMBERS.sub("#", line)


def is_sentence(key: str) -> bool:
    """True for a line too long for a label or a heading."""
    return key.count(" ") + 1 >= _SENTENCE_WORDS


def read(path: Path) -> LineSets:
    """The line sets of a file; RuleError with all that is wrong in it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CleanerError(f"{path}: {error.strerror} - name a file that `cleaner learn` wrote") from error
    reader = Reader(str(path), path.name)
    root = compose(data, reader)
    sources: dict[str, Source] = {}
    if root is not None:
        top = reader.mapping(root, "key", ("version", "sources"), of="a file of lines")
        if "version" not in top or reader.number(top["version"].value, "version") != _VERSION:
            reader.error(root, f"version is missing or unknown - write `version: {_VERSION}`")
        if "sources" in top:
            entries = reader.mapping(top["sources"].value, "source")
            sources = {name: _source(reader, name, entry) for name, entry in entries.items()}
    if reader.problems:
        raise RuleError(reader.problems)
    return LineSets(sources)


def _source(reader: Reader, name: str, entry: Entry) -> Source:
    of = f'source "{name}"'
    found = reader.mapping(entry.value, "key", ("pages", "lines"), of=of)
    pages = reader.number(found["pages"].value, "pages") if "pages" in found else 0
    lines: dict[str, int] = {}
    if "lines" in found:
        for line, count in reader.mapping(found["lines"].value, "line", of=f"the lines of {of}").items():
            lines[line] = reader.number(count.value, "the number of pages") or 0
    return Source(pages or 0, lines, reader.place(entry.key))


def written(sets: LineSets) -> str:
    """The file's text, sources by name, of each the commonest lines first."""
    import yaml

    sources = {
        name: {
            "pages": source.pages,
            "lines": dict(sorted(source.lines.items(), key=lambda item: (-item[1], item[0]))),
        }
        for name, source in sorted(sets.sources.items())
    }
    body = {"version": _VERSION, "sources": sources}
    return _HEAD + yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=1000)
