"""Markdown with the metadata as YAML front matter, as Obsidian and Hugo read it.

Example: `cleaner clean raw/ -o clean/` writes clean/page.md for raw/page.html:

    ---
    title: Ten huts in the Alps
    authors:
    - Mara Quill
    published: '2024-05-02'
    ---
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yaml import SafeDumper

    from cleaner.types import Document

__all__ = ["NAME", "SUFFIX", "front_matter", "write_many", "write_one"]

NAME = "md"
SUFFIX = ".md"
# YAML 1.2, 10.3.2 "core schema", and the one-letter booleans of YAML 1.1: kind, form, first letters.
_TAKEN_FOR = (
    ("float", r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?\Z", "-+.0123456789"),
    ("int", r"0o[0-7]+\Z", "0"),
    ("bool", r"[yYnN]\Z", "yYnN"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MINUTES = re.compile(r"(T\d\d:\d\d)(?!:)")
_NO_FOLDING = 1_000_000  # columns: a title stays on its line


def write_one(document: Document) -> str:
    """Front matter and body; what the page does not say has no line."""
    body = f"\n{document.markdown}\n" if document.markdown else ""
    return front_matter(document) + body


def write_many(documents: Iterable[Document]) -> Iterator[str]:
    """One after the other, an empty line between them."""
    before = ""
    for document in documents:
        yield before + write_one(document)
        before = "\n"


def front_matter(document: Document) -> str:
    """The YAML between two lines of dashes. Dates are strings: YAML's own would lose how exact they are."""
    import yaml

    said = {
        "title": document.title,
        "authors": list(document.authors),
        **_dated(document.published),
        "url": document.url,
        "site_name": document.site_name,
        "tags": list(dict.fromkeys(tag for tag in map(_tag, document.tags) if tag)),
        "language": document.language,
    }
    said = {key: value for key, value in said.items() if value}
    if not said:
        return "---\n---\n"
    # A quoted scalar never holds a line of dashes, and the dumper quotes whatever is no plain string.
    dumped = yaml.dump(
        said,
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=_NO_FOLDING,
    )
    return f"---\n{dumped}---\n"


def _dated(published: str | None) -> dict[str, str]:
    """The day as Obsidian and Hugo take one; a month or a year, which is none, by another name.

    >>> _dated("2024-05-02T10:11+02:00"), _dated("2024-05")
    ({'published': '2024-05-02T10:11:00+02:00'}, {'published_in': '2024-05'})
    """
    if not published:
        return {}
    if not _DAY.match(published):
        return {"published_in": published}
    return {"published": _MINUTES.sub(r"\1:00", published)}


@cache
def _dumper() -> type[SafeDumper]:
    """PyYAML's safe dumper, which speaks YAML 1.1, quoting also what YAML 1.2 readers take for no string."""
    import yaml

    class Quoting(yaml.SafeDumper):
        pass

    for kind, pattern, firsts in _TAKEN_FOR:
        Quoting.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(pattern), list(firsts))
    return Quoting


def _tag(tag: str) -> str:
    """A tag as Obsidian takes it: no spaces, no hash before it."""
    return "-".join(tag.lstrip("#").split())
