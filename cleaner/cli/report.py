"""An explanation as lines of styled text: a heading, a table of blocks, one block in detail, metadata."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from cleaner.cli.table import Cell, Column, Piece, fit, lay_out
from cleaner.text import printable, word_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.explain import Explanation, LabelledBlock
    from cleaner.types import Candidate, Label

__all__ = ["details", "heading", "metadata", "table"]

_STYLES = {"keep": "green", "drop": "red", "cut": "yellow", "keep?": "dim green", "drop?": "dim red"}


def heading(explanation: Explanation, page: str, width: int) -> Iterator[list[Piece]]:
    """What the page is and what became of it, in a few lines and an empty one."""
    document = explanation.document
    kept = [block for block in explanation if block.keep]
    words = sum(block.word_count for block in explanation)
    yield [(fit(document.title or "(no title)", width), "bold")]
    yield [(fit(page, width), "dim")]
    facts = [f"kept {len(kept):,} of {len(explanation):,} blocks, {document.word_count:,} of {words:,} words"]
    facts.append(f"rule {document.rule}" if document.rule else "no rule")
    if document.confidence is not None:
        facts.append(f"confidence {document.confidence:.2f}")
    if document.flags:
        facts.append(", ".join(document.flags))
    yield [(fit(" · ".join(facts), width), "")]
    for warning in document.warnings:
        yield from _wrapped("warning: ", warning, width, "yellow")
    yield []


def table(blocks: Iterable[LabelledBlock], width: int, *, losing: bool = False) -> Iterator[list[Piece]]:
    """A line a block; below it a line for every span that was cut, and for labels that lost if asked."""
    columns = [
        Column("#", 6, right=True),
        Column("", 5),
        Column("role", 10),
        Column("words", 7, right=True),
        Column("by", max(12, width // 6)),
        Column("why", max(16, width // 4)),
        Column("text"),
    ]
    rows: list[Sequence[Cell]] = []
    for block in blocks:
        verdict = "keep" if block.keep else "drop"
        rows.append(_row(str(block.index), verdict, block.verdict.label, block.text, shown=block.shown))
        rows += [_row("", "cut", cut, _part(cut, block.text)) for cut in block.cuts]
        if losing:
            rows += [_row("", "keep?" if label.keep else "drop?", label, "") for label in block.losing]
    return lay_out(columns, rows, width)


def details(blocks: Iterable[LabelledBlock], width: int) -> Iterator[list[Piece]]:
    """Blocks one below the other with all that is known of them."""
    for block in blocks:
        label, place = block.verdict.label, block.block
        hidden = ", hidden" if place.hidden else ""
        verdict = "kept" if block.keep else "dropped"
        yield [
            (f"block {block.index}", "bold"),
            ("  ", ""),
            (verdict, f"bold {_STYLES['keep' if block.keep else 'drop']}"),
            (f" as {printable(label.role)}, {block.word_count:,} words", ""),
        ]
        yield from _wrapped("  by     ", f"{label.by} (score {label.score:.2f})", width)
        yield from _wrapped("  why    ", label.why, width)
        for cut in block.cuts:
            said = f"{cut.role}, by {cut.by}: {cut.why}: {_part(cut, block.text)}"
            yield from _wrapped("  cut    ", said, width, _STYLES["cut"])
        for lost in block.losing:
            wish = "keep" if lost.keep else "drop"
            said = f"{wish} as {lost.role}, by {lost.by} (score {lost.score:.2f}): {lost.why}"
            yield from _wrapped("  lost   ", said, width, "dim")
        yield from _wrapped("  where  ", f"{place.where}, <{place.tag}>{hidden}", width, "dim")
        yield from _wrapped("  text   ", block.shown, width)
        yield []


def metadata(explanation: Explanation, width: int) -> Iterator[list[Piece]]:
    """A line a candidate, field by field; the one that won is marked, and a line below says why it did."""
    columns = [
        Column("field", 14),
        Column("", 4),
        Column("score", 5, right=True),
        Column("source", max(16, width // 3)),
        Column("value"),
    ]
    found, why = explanation.metadata, explanation.decisions()
    rows: list[Sequence[Cell]] = []
    for field, candidates in groupby(_by_field(found.candidates), key=lambda candidate: candidate.field):
        rows += [_candidate(one, won=found.chosen.get(field) == one) for one in candidates]
        rows.append([("", ""), ("why", "dim"), ("", ""), ("", ""), (why[field], "yellow")])
    return lay_out(columns, rows, width)


def _candidate(candidate: Candidate, *, won: bool) -> list[Cell]:
    style = "" if won else "dim"
    value = candidate.value if isinstance(candidate.value, str) else "; ".join(candidate.value)
    place = candidate.source if candidate.block is None else f"{candidate.source}, block {candidate.block}"
    return [
        (candidate.field, style),
        ("won" if won else "", _STYLES["keep"]),
        (f"{candidate.score:.2f}", style),
        (place, style),
        (value, style),
    ]


def _by_field(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in the schema's order of fields, the strongest of each first."""
    from cleaner.types import FIELDS

    return sorted(candidates, key=lambda candidate: (FIELDS.index(candidate.field), -candidate.score))


def _row(index: str, verdict: str, label: Label, text: str, *, shown: str = "") -> list[Cell]:
    style = "" if verdict == "keep" else "dim"
    words = f"{word_count(text):,}" if text else ""
    return [
        (index, "dim"),
        (verdict, _STYLES[verdict]),
        (label.role, style),
        (words, style),
        (label.by, style),
        (label.why, style),
        (shown or text, style),
    ]


def _part(cut: Label, text: str) -> str:
    return text if cut.span is None else text[slice(*cut.span)]


def _wrapped(head: str, text: str, width: int, style: str = "") -> Iterator[list[Piece]]:
    """A text over as many lines as it needs, below each other behind its head."""
    lines = textwrap.wrap(printable(text), max(20, width - len(head)), break_on_hyphens=False) or [""]
    for i, line in enumerate(lines):
        yield [(head if i == 0 else " " * len(head), "dim"), (line, style)]
