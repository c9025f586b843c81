"""Rows of a run as tables for a terminal or for the docs: by corpus, by group within it, and metadata."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import fields, scores
from benchmarks.systems import SYSTEMS, YARDSTICK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.runner import Row

__all__ = [
    "Table",
    "by_corpus",
    "by_group",
    "corpus_score",
    "cpu_ms",
    "errors",
    "metadata",
    "page_score",
    "render",
    "worst",
]

_URL_CHARS = 90  # of an address, enough to know the page by
PEER = "trafilatura"  # what CPU time is compared with, as the issues' figures are


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, the names of the columns, and one list of cells a line; the first column is words."""

    title: str
    header: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    note: str = ""


def render(table: Table, *, markdown: bool = False) -> str:
    """The table as text, columns aligned; GitHub's Markdown on request."""
    widths = [max(len(cell) for cell in column) for column in zip(table.header, *table.lines, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |" if markdown else "  ".join(padded).rstrip()

    rule = "|".join((":" + "-" * w + "-", "-" + "-" * w + ":")[place > 0] for place, w in enumerate(widths))
    parts = [f"### {table.title}" if markdown else table.title]
    parts += ["", line(table.header), f"|{rule}|"] if markdown else [line(table.header)]
    parts += [line(cells) for cells in table.lines]
    if table.note:
        parts += ["", table.note] if markdown else [table.note]
    return "\n".join(parts) + "\n"


def by_corpus(rows: Sequence[Row]) -> list[Table]:
    """One table a corpus: each system's scores over all its pages, its CPU time, and how often it failed."""
    return [_corpus_table(corpus, _of(rows, corpus)) for corpus in _values(rows, "corpus")]


def by_group(rows: Sequence[Row], key: str) -> list[Table]:
    """One table a corpus that has groups (`page_type` or `lang`): the main score of each, with (P/R)."""
    tables = []
    for corpus in _values(rows, "corpus"):
        own = _of(rows, corpus)
        sizes = Counter(getattr(row, key) for row in own if row.system == own[0].system)
        groups = [group for group, _ in sizes.most_common() if group not in (None, "?")]
        if not groups:
            continue
        lines = []
        for system in _systems(own):
            cells = [
                _group_cell(row for row in own if getattr(row, key) == group and row.system == system)
                for group in groups
            ]
            lines.append((system, *cells))
        header = ("F1 (P/R)", *(f"{group} {sizes[group]}" for group in groups))
        tables.append(Table(f"{corpus} by {key.replace('page_', '')}", header, tuple(lines)))
    return tables


def metadata(rows: Sequence[Row]) -> list[Table]:
    """An overview of all systems, then one table a corpus and field, over the pages where it is annotated."""
    return [_metadata_overview(rows), *_metadata_tables(rows)]


def _metadata_overview(rows: Sequence[Row]) -> Table:
    systems = [name for name in _systems(rows) if SYSTEMS[name].metadata]
    lines = []
    for corpus in _values(rows, "corpus"):
        own = _of(rows, corpus)
        for name in fields.FIELDS:
            tallies = [field_tally(own, system, name) for system in systems]
            if tallies and tallies[0].annotated:
                asked = str(tallies[0].annotated)
                lines.append((f"{corpus}: {name}", asked, *map(_overview_cell, tallies)))
    note = "right (given and wrong / none given), then how often one is given where none is annotated"
    return Table("Metadata", ("field", "annotated", *systems), tuple(lines), note)


def _overview_cell(tally: fields.Tally) -> str:
    wrong, silent = (f"{tally.share(count):.2f}".removeprefix("0") for count in (tally.wrong, tally.silent))
    extra = f", {100 * tally.extra / tally.unasked:.0f} %" if tally.unasked else ""
    return f"{_figure(tally.share(tally.right))} ({wrong}/{silent}){extra}"


def _metadata_tables(rows: Sequence[Row]) -> list[Table]:
    header = ("system", "annotated", "right", "any", "wrong", "none", "given, not annotated")
    tables = []
    for corpus in _values(rows, "corpus"):
        own = _of(rows, corpus)
        for name in fields.FIELDS:
            lines = []
            for system in _systems(own):
                tally = field_tally(own, system, name)
                if SYSTEMS[system].metadata and tally.annotated:
                    lines.append((system, *_tally_cells(tally)))
            if lines:
                tables.append(Table(f"{corpus}: {name}", header, tuple(lines)))
    return tables


def worst(rows: Sequence[Row], system: str, count: int) -> list[Table]:
    """The pages with the lowest main score of a system, per corpus."""
    header = ("page", "type", "F1", "P", "R", "url")
    tables = []
    for corpus in _values(rows, "corpus"):
        scored = [(page_score(row), row) for row in _of(rows, corpus) if row.system == system]
        ranked = sorted(
            ((s, r) for s, r in scored if s is not None), key=lambda pair: (pair[0].f1, pair[1].id)
        )
        lines = tuple(
            (f"{corpus}/{row.id}", row.page_type or row.lang, *_three(score), (row.url or "-")[:_URL_CHARS])
            for score, row in ranked[:count]
        )
        tables.append(Table(f"{corpus}: the worst pages of {system}", header, lines))
    return tables


def errors(rows: Sequence[Row]) -> list[Table]:
    """Every page on which a system failed, with what it said; no table where none did."""
    lines = tuple(
        (row.system, f"{row.corpus}/{row.id}", " ".join((row.error or "").split())[:120])
        for row in rows
        if row.error
    )
    return [Table("Failures", ("system", "page", "why"), lines)] if lines else []


def corpus_score(rows: Sequence[Row]) -> scores.Score | None:
    """The main score over pages: mean word F1 where text is annotated, else snippets counted over all."""
    texts = [row.words for row in rows if row.words is not None]
    return scores.mean(texts) if texts else _snippets(rows)


def page_score(row: Row) -> scores.Score | None:
    """The main score of one page."""
    return row.words or (row.snippets.score() if row.snippets else None)


def cpu_ms(rows: Sequence[Row], system: str) -> float:
    """Mean CPU milliseconds a page of a system; 0.0 where it did not run."""
    times = [row.cpu_s for row in rows if row.system == system]
    return 1000 * sum(times) / len(times) if times else 0.0


def field_tally(rows: Sequence[Row], system: str, name: str) -> fields.Tally:
    """A system's metadata field over all pages."""
    return sum((row.fields[name] for row in rows if row.system == system), fields.Tally())


def _corpus_table(corpus: str, rows: Sequence[Row]) -> Table:
    systems = _systems(rows)
    has = {
        kind: any(getattr(row, kind) is not None for row in rows)
        for kind in ("words", "paragraphs", "snippets")
    }
    header = ["system"]
    header += ["word F1", "P", "R"] if has["words"] else []
    header += ["par. F1"] if has["paragraphs"] else []
    header += ["snippet F", "P", "R"] if has["snippets"] else []
    header += ["CPU ms", f"x {YARDSTICK}", f"x {PEER}", "failed"]
    lines = []
    for system in systems:
        own = [row for row in rows if row.system == system]
        cells = [system]
        if has["words"]:
            cells += _three(corpus_score(own))
        if has["paragraphs"]:
            cells.append(_figure(scores.mean([row.paragraphs for row in own if row.paragraphs]).f1))
        if has["snippets"]:
            cells += _three(_snippets(own))
        ms = cpu_ms(rows, system)
        cells += [f"{ms:.1f}", _ratio(ms, cpu_ms(rows, YARDSTICK)), _ratio(ms, cpu_ms(rows, PEER), 3)]
        lines.append((*cells, str(sum(row.error is not None for row in own))))
    first = [row for row in rows if row.system == systems[0]] if systems else []
    pages = len(first)
    annotated = sum(row.words is not None for row in first)
    told = f", text annotated on {annotated}" if has["words"] and annotated < pages else ""
    parse = f"; one bare lxml parse takes {ms:.2f} ms" if (ms := cpu_ms(rows, YARDSTICK)) else ""
    return Table(f"{corpus}: {pages} pages{told}{parse}", tuple(header), tuple(lines))


def _group_cell(rows: object) -> str:
    score = corpus_score(list(rows))  # type: ignore[call-overload]
    if score is None:
        return "-"
    return f"{_figure(score.f1)} ({score.precision:.2f}/{score.recall:.2f})".replace("0.", ".")


def _snippets(rows: Sequence[Row]) -> scores.Score | None:
    counted = [row.snippets for row in rows if row.snippets is not None]
    return sum(counted, scores.Snippets()).score() if counted else None


def _tally_cells(tally: fields.Tally) -> tuple[str, ...]:
    shares = (tally.right, tally.overlapping, tally.wrong, tally.silent)
    extra = f"{tally.extra} of {tally.unasked}" if tally.unasked else "-"
    return (str(tally.annotated), *(_figure(tally.share(count)) for count in shares), extra)


def _three(score: scores.Score | None) -> list[str]:
    if score is None:
        return ["-", "-", "-"]
    return [_figure(score.f1), _figure(score.precision), _figure(score.recall)]


def _figure(share: float) -> str:
    return f"{share:.3f}".removeprefix("0") if share < 1 else "1.00"


def _ratio(value: float, base: float, digits: int = 1) -> str:
    return f"{value / base:.{digits}f}" if base else "-"


def _of(rows: Sequence[Row], corpus: str) -> list[Row]:
    return [row for row in rows if row.corpus == corpus]


def _values(rows: Sequence[Row], key: str) -> list[str]:
    return list(dict.fromkeys(getattr(row, key) for row in rows))


def _systems(rows: Sequence[Row]) -> list[str]:
    """Those that extract, in the order of SYSTEMS."""
    ran = {row.system for row in rows} - {YARDSTICK}
    return [name for name in SYSTEMS if name in ran]
