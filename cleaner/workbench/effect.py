"""What a rule does to the loaded pages, as plain values for the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.explain import explain
from cleaner.explain.html import LAYER_NAMES
from cleaner.rules.directives.meta import Meta
from cleaner.text import word_count
from cleaner.types import FIELDS
from cleaner.workbench.frame import marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.pipeline import Result
    from cleaner.rules import Site
    from cleaner.rules.site import Item
    from cleaner.types import Label
    from cleaner.workbench.session import Loaded

__all__ = ["effect_of", "entries_of"]


def effect_of(pages: Sequence[Loaded], results: Sequence[Result], number: int, name: str) -> dict[str, Any]:
    """Every page in figures, and one page block by block."""
    return {
        "pages": [_figures(page, result, name) for page, result in zip(pages, results, strict=True)],
        "page": _in_detail(results[number]),
    }


def entries_of(site: Site, results: Sequence[Result], pages: Sequence[Loaded]) -> list[dict[str, Any]]:
    """Each entry of the site's own rule, and how much it hits."""
    entries = []
    for directive, items in site.parts[-1].items.items():
        for number, item in enumerate(items, 1):
            found = [_hits(directive, item, result) for result in results]
            entries.append(
                {
                    "directive": directive,
                    "number": number,
                    "field": item.field if isinstance(item, Meta) else None,
                    "shown": item.shown,
                    "role": item.role,
                    "pages": sum(bool(labels) for labels in found),
                    "blocks": sum(map(len, found)),
                    "words": sum(
                        _words(labels, result, page)
                        for labels, result, page in zip(found, results, pages, strict=True)
                    ),
                    "value": _value(item, results) if isinstance(item, Meta) else None,
                }
            )
    return entries


def _figures(page: Loaded, result: Result, name: str) -> dict[str, Any]:
    document = result.document
    return {
        "file": page.file,
        "title": document.title or "",
        "words": document.word_count,
        "before": page.plain.document.word_count,
        "applies": result.site is not None and result.site.name == name,
        "warnings": list(document.warnings),
        "flags": list(document.flags),
    }


def _in_detail(result: Result) -> dict[str, Any]:
    places = marks(result.blocks)
    chosen = result.metadata.chosen
    return {
        "blocks": [
            {
                "keep": block.keep,
                "role": block.role,
                "by": block.by,
                "why": block.why,
                "layer": LAYER_NAMES[block.verdict.label.layer],
                "tag": block.block.tag,
                "text": block.text,
                "cuts": [list(cut.span or ()) for cut in block.cuts],
                "lost": [_said(label) for label in block.losing],
                "marks": places[block.index],
            }
            for block in explain(result)
        ],
        "metadata": [
            {"field": field, "value": _plain(chosen[field].value), "source": chosen[field].source}
            for field in FIELDS
            if field in chosen
        ],
    }


def _hits(directive: str, item: Item, result: Result) -> list[Label]:
    """The labels that an entry gave. Entries in one line of the file differ in what they show."""
    if isinstance(item, Meta):
        candidate = result.metadata.chosen.get(item.field)
        wins = candidate is not None and candidate.source == item.by
        return [result.verdicts[0].label] if wins and result.verdicts else []
    said = f"{directive} {item.shown}"
    return [
        label
        for verdict in result.verdicts
        for label in (verdict.label, *verdict.losing, *verdict.cuts)
        if label.by == item.by and (label.why == said or label.why.endswith(f"({said})"))
    ]


def _words(labels: Sequence[Label], result: Result, page: Loaded) -> int:
    """How many words of the text, as it was without the rule, an entry drops."""
    same = len(result.blocks) == len(page.plain.blocks)  # else the rule cuts the page into other blocks
    return sum(
        word_count(result.blocks.texts[label.block][slice(*(label.span or (None,)))])
        for label in labels
        if not label.keep and same and label.block in page.kept
    )


def _value(item: Meta, results: Sequence[Result]) -> str | None:
    """The first value that a `meta` entry gives."""
    return next(_values(item, results), None)


def _values(item: Meta, results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        candidate = result.metadata.chosen.get(item.field)
        if candidate is not None and candidate.source == item.by:
            yield _plain(candidate.value)


def _said(label: Label) -> str:
    wish = "keep" if label.keep else "drop"
    return f"{wish} as {label.role}, by {label.by} ({label.score:.2f}): {label.why}"


def _plain(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
