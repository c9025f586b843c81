"""The corpora: pages as saved beside what a person says is on them. They lie outside the checkout."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "NAMES",
    "CorpusError",
    "Example",
    "Truth",
    "default_folder",
    "digest",
    "language",
    "names_in",
    "read",
    "sample",
]

# The order of the tables; a folder may hold others, which come after these.
NAMES = ("wcxb", "news", "segments", "publishers")
_LANG = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_HEAD_BYTES = 16_384  # <html> opens far before that


class CorpusError(Exception):
    """A corpus that is missing or not in the form its README promises; the text says where."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What was annotated of a page; None means that nobody looked, never that the page has none."""

    text: str | None = None
    paragraphs: tuple[str, ...] | None = None
    wanted: tuple[str, ...] | None = None  # snippets that must be in the output
    unwanted: tuple[str, ...] | None = None  # snippets that must not
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    topics: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One page of a corpus with its truth; the page itself stays on disk until it is asked for."""

    corpus: str
    id: str
    path: Path
    url: str | None
    domain: str
    page_type: str | None
    lang: str | None  # as annotated
    truth: Truth
    record: str  # the truth's line as it stands, for the digest

    def body(self) -> bytes:
        """The page's bytes as saved."""
        return gzip.decompress(self.path.read_bytes())


def default_folder() -> Path:
    """Where the corpora are looked for: CLEANER_CORPORA, or ../shared/corpora beside the checkout."""
    named = os.environ.get("CLEANER_CORPORA")
    return Path(named) if named else Path(__file__).parents[2] / "shared" / "corpora"


def names_in(folder: Path) -> tuple[str, ...]:
    """The corpora that lie in a folder, in the order of the tables."""
    found = {path.parent.name for path in folder.glob("*/truth.jsonl.gz")}
    return (*(name for name in NAMES if name in found), *sorted(found - set(NAMES)))


def read(folder: Path, name: str) -> list[Example]:
    """All pages of a corpus, in the order of its truth file; CorpusError where it cannot be read."""
    source = folder / name / "truth.jsonl.gz"
    try:
        with gzip.open(source, "rt", encoding="utf-8") as lines:
            return [_example(folder / name, line) for line in lines if line.strip()]
    except FileNotFoundError as error:
        there = ", ".join(names_in(folder)) or "none"
        raise CorpusError(
            f"{source}: no such corpus (there: {there}) - give the folder with --corpora"
        ) from error
    except (KeyError, ValueError, gzip.BadGzipFile) as error:
        raise CorpusError(f"{source}: not a truth file: {error!r} - see the corpora's README") from error


def sample(examples: Sequence[Example], size: int | None) -> list[Example]:
    """`size` pages chosen by the hash of their name, in corpus order: the same ones on every machine.

    A larger sample holds every smaller one. All pages if `size` is None or no less than there are.
    """
    if size is None or size >= len(examples):
        return list(examples)
    chosen = set(sorted((_rank(example), example.id) for example in examples)[:size])
    return [example for example in examples if (_rank(example), example.id) in chosen]


def digest(examples: Iterable[Example]) -> str:
    """A digest over pages and truth: two runs are comparable only where it is the same."""
    whole = hashlib.sha256()
    for example in sorted(examples, key=lambda example: (example.corpus, example.id)):
        whole.update(hashlib.sha256(example.record.encode()).digest())
        whole.update(hashlib.sha256(example.body()).digest())
    return whole.hexdigest()[:16]


def language(example: Example) -> str:
    """The page's language as annotated, else as its <html> declares it, else "?"; two or three letters."""
    if example.lang:
        return example.lang
    found = _LANG.search(example.body()[:_HEAD_BYTES])
    return found[1].decode().lower() if found else "?"


def _rank(example: Example) -> str:
    return hashlib.sha256(f"{example.corpus}/{example.id}".encode()).hexdigest()


def _example(folder: Path, line: str) -> Example:
    record = json.loads(line)
    truth = Truth(
        text=record.get("text"),
        paragraphs=_strings(record, "paragraphs"),
        wanted=_strings(record, "with"),
        unwanted=_strings(record, "without"),
        title=record.get("title"),
        authors=_strings(record, "authors"),
        published=record.get("published"),
        topics=_strings(record, "topics"),
    )
    path = folder / "pages" / f"{record['id']}.html.gz"
    domain, kind, lang = record.get("domain", ""), record.get("type"), record.get("lang")
    return Example(folder.name, record["id"], path, record.get("url"), domain, kind, lang, truth, line)


def _strings(record: Mapping[str, object], key: str) -> tuple[str, ...] | None:
    value = record.get(key)
    if value is None:
        return None
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value)  # type: ignore[attr-defined]
