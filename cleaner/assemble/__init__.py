"""Blocks and verdicts -> the document.

`pieces.py` takes the kept blocks and cuts spans out of them, `tables.py` puts the cells of data tables
together, `text.py` and `markdown.py` write the same units twice: plain, and with the structure that
`places.py` (quotes, lists, headings) and `inline.py` (links, emphasis, code) read off the tree. What is not
kept is counted by role. Nothing here decides what is content.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cleaner.assemble.markdown import markdown
from cleaner.assemble.notes import noted
from cleaner.assemble.parts import join
from cleaner.assemble.pieces import kept_blocks
from cleaner.assemble.places import Places
from cleaner.assemble.tables import data_tables, units
from cleaner.assemble.text import plain_text
from cleaner.text import safe, squeeze, word_count
from cleaner.types import ROLES, SCHEMA, Document
from cleaner.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.types import Blocks, Metadata, Page, RawPage, Verdict

__all__ = ["assemble", "join"]

_ID_CHARS = 16  # of a SHA-256 in hex: among a billion pages two share one with probability 0.03
_BLANK = "it is blank: white space, or nothing at all - save the page again"
_EMPTY = (
    "no text was left: either the page has no article, or every block was dropped - see `cleaner explain`"
)


def assemble(
    blocks: Blocks,
    verdicts: Sequence[Verdict],
    metadata: Metadata,
    *,
    rule: str | None = None,
    rules_version: str | None = None,
    flags: Sequence[str] = (),
    warnings: Sequence[str] = (),
    confidence: float | None = None,
    model: str | None = None,
) -> Document:
    """The document of a page: kept blocks as text and as Markdown, the metadata, and where it all comes from.

    `flags` and `warnings` are those of the steps before; the page's own warnings come first.
    """
    places = Places(blocks)
    kept = kept_blocks(blocks, verdicts, places)
    data = data_tables(blocks, kept, places)
    kept, notes = noted(blocks, kept, data)
    parts = list(units(blocks, kept, places, data))
    text = plain_text(parts, notes.firsts)
    words = word_count(text)
    page = blocks.page
    said = [*page.warnings, *warnings]
    if page.raw.truncated:
        flags = [*flags, "truncated"]
    if not words:
        blank = not page.text.strip()
        flags, said = [*flags, "empty"], [*said, _BLANK if blank else _EMPTY]
    return Document(
        schema=SCHEMA,
        id=_id(page),
        url=_line(page.url),
        canonical_url=_line(metadata.canonical_url),
        source_url=_line(metadata.source_url),
        title=_line(metadata.title),
        description=_line(metadata.description),
        site_name=_line(metadata.site_name),
        section=_line(metadata.section),
        authors=_lines(metadata.authors),
        tags=_lines(metadata.tags),
        published=_line(metadata.published),
        modified=_line(metadata.modified),
        language=_line(metadata.language),
        image=_line(metadata.image),
        license=_line(metadata.license),
        page_type=_line(metadata.page_type),
        text=text,
        markdown=markdown(blocks, parts, places, notes),
        word_count=words,
        confidence=confidence,
        flags=_lines(flags),
        removed=_removed(blocks, verdicts),
        rule=_line(rule),
        warnings=_lines(said),
        source=_source(page),
        cleaner={"version": __version__, "model": model, "rules": rules_version},
    )


def _removed(blocks: Blocks, verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Words dropped by role, of whole blocks and of spans, the greatest loss first."""
    texts: dict[str, list[str]] = {role: [] for role in ROLES}
    for verdict in verdicts:
        label = verdict.label
        if not label.keep:
            texts[label.role].append(blocks.texts[verdict.block])
            continue
        for cut in verdict.cuts:
            if cut.span:
                texts[cut.role].append(blocks.texts[verdict.block][slice(*cut.span)])
    counts = [(role, word_count("\n".join(dropped))) for role, dropped in texts.items() if dropped]
    return {role: count for role, count in sorted(counts, key=lambda item: (-item[1], item[0])) if count}


def _id(page: Page) -> str:
    """The page's name for good: of its url, else of where it lies, else of its bytes."""
    origin = page.raw.origin
    if page.url:
        identity = f"url {page.url}"
    elif origin.path and origin.path != "-":
        identity = f"source {origin.path} {origin.record or ''}"
    else:
        identity = f"sha256 {_sha256(page.raw)}"
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_CHARS]


def _sha256(raw: RawPage) -> str:
    return raw.sha256 or hashlib.sha256(raw.body).hexdigest()


def _source(page: Page) -> dict[str, Any]:
    raw = page.raw
    path = raw.origin.path
    status = raw.headers.get(":status", "")
    return {
        # A path may hold bytes that are no text in any encoding; they are shown as \xNN.
        "path": None if path is None else safe(path.encode("utf-8", "backslashreplace").decode()),
        "record": raw.origin.record,
        "media_type": raw.media_type,
        "encoding": page.encoding,
        "sha256": _sha256(raw),
        "captured_at": _line(raw.captured_at),
        "http_status": int(status) if status.isascii() and status.isdigit() and len(status) == 3 else None,
    }


def _line(value: str | None) -> str | None:
    """A value as one line of harmless characters; None where nothing is left of it."""
    return squeeze(value) or None if value else None


def _lines(values: Iterable[str]) -> tuple[str, ...]:
    """The values as such lines, each once, in order."""
    return tuple(dict.fromkeys(line for value in values if (line := _line(value))))
