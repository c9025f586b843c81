"""Explanation -> one page to look at: every block in order, kept on the left, dropped on the right.

The page holds everything it needs and asks for nothing: no script, no picture, no address. Its filters are
check boxes that the style sheet looks at, so the content security policy forbids all but that one style.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import lru_cache
from html import escape
from importlib import resources
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING

from cleaner.text import safe, squeeze
from cleaner.types import FIELDS, ROLES, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.explain import Explanation, LabelledBlock
    from cleaner.types import Candidate, Label

__all__ = ["LAYER_NAMES", "as_html", "static"]

# What people call the layers.
LAYER_NAMES = {
    Layer.MODEL: "engine",
    Layer.PAGE: "page logic",
    Layer.PRESET: "preset",
    Layer.SITE: "site rule",
    Layer.COMMAND: "command line",
}


def as_html(explanation: Explanation) -> str:
    """The whole explanation as an HTML file that stands alone; all that comes from the page is escaped."""
    document = explanation.document
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    chosen = explanation.metadata.chosen
    return Template(static("report.html")).substitute(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=style,
        title=_text(document.title or "(no title)"),
        where=_text(document.url or document.source.get("path") or ""),
        facts=_text(" · ".join(_facts(explanation))),
        warnings="".join(f'<p class="warning">{_text(warning)}</p>' for warning in document.warnings),
        fields=_text(", ".join(field for field in FIELDS if field in chosen) or "none"),
        candidates="\n".join(_candidates(explanation)),
        roles=_filters("role", ROLES, ROLES, Counter(block.role for block in explanation)),
        layers=_filters(
            "layer",
            [layer.name.lower() for layer in Layer],
            LAYER_NAMES.values(),
            Counter(block.verdict.label.layer.name.lower() for block in explanation),
        ),
        runs="\n".join(_runs(explanation)),
    )


@lru_cache
def static(name: str) -> str:
    """The text of a file in `cleaner/explain/static`."""
    return (resources.files("cleaner.explain") / "static" / name).read_text(encoding="utf-8")


@lru_cache
def _style() -> str:
    """The style sheet: the files, and for each check box what it hides."""
    names = [*(f"role-{role}" for role in ROLES), *(f"layer-{layer.name.lower()}" for layer in Layer)]
    hiding = (f"body:has(#show-{name}:not(:checked)) .block.{name}{{display:none}}" for name in names)
    return "\n".join([static("roles.css"), static("report.css"), *hiding])


def _facts(explanation: Explanation) -> Iterator[str]:
    document = explanation.document
    kept = sum(block.keep for block in explanation)
    words = sum(block.word_count for block in explanation)
    yield f"kept {kept:,} of {len(explanation):,} blocks, {document.word_count:,} of {words:,} words"
    yield f"rule {document.rule}" if document.rule else "no rule"
    if document.confidence is not None:
        yield f"confidence {document.confidence:.2f}"
    yield from document.flags


def _filters(kind: str, names: Iterable[str], shown: Iterable[str], counts: Counter[str]) -> str:
    """A check box for each name that occurs on the page."""
    return "".join(
        f'<label class="{kind}-{name}"><input type="checkbox" id="show-{kind}-{name}" checked>{text} '
        f"<b>{counts[name]:,}</b></label>"
        for name, text in zip(names, shown, strict=True)
        if counts[name]
    )


def _runs(explanation: Explanation) -> Iterator[str]:
    """Blocks with the same fate that follow each other, together in the column of the kept or the dropped."""
    for keep, run in groupby(explanation, key=lambda block: block.keep):
        yield f'<div class="run {"kept" if keep else "dropped"}">{"".join(map(_block, run))}</div>'


def _block(block: LabelledBlock) -> str:
    label, place = block.verdict.label, block.block
    # Nothing that the page chose goes into a class: a tag's name may be anything.
    tag = f" tag-{place.tag}" if place.tag.isalnum() and place.tag.isascii() else ""
    facts = [f"words {block.word_count:,}", f"score {label.score:.2f}", place.where, f"<{place.tag}>"]
    if place.hidden:
        facts.append("hidden on the page")
    said = [f"<li>{_text(', '.join(facts))}</li>"]
    said += [
        f"<li>cut as {_said(cut)}: {_text(block.text[slice(*(cut.span or ()))])}</li>" for cut in block.cuts
    ]
    said += [
        f"<li>lost: {'keep' if lost.keep else 'drop'} as {_said(lost)}, score {lost.score:.2f}</li>"
        for lost in block.losing
    ]
    classes = f"block role-{label.role} layer-{label.layer.name.lower()}{tag}"
    return (
        f'<article class="{classes}" id="b{block.index}"><p class="text">{_marked(block)}</p>'
        f"<details><summary><b>{block.index} {label.role}</b> {_text(f'{label.by} · {label.why}')}</summary>"
        f"<ul>{''.join(said)}</ul></details></article>\n"
    )


def _said(label: Label) -> str:
    return f"{label.role} by {_text(label.by)} ({LAYER_NAMES[label.layer]}): {_text(label.why)}"


def _marked(block: LabelledBlock) -> str:
    """The block's text with what was cut from it struck through."""
    pieces, end = [], 0
    for cut in block.cuts:
        start, stop = cut.span or (0, len(block.text))
        pieces += [_text(block.text[end:start]), "<del>", _text(block.text[start:stop]), "</del>"]
        end = stop
    return "".join([*pieces, _text(block.text[end:])]) or _text(block.shown)


def _candidates(explanation: Explanation) -> Iterator[str]:
    """A row a metadata candidate, field by field, the strongest of each first."""
    metadata = explanation.metadata
    for candidate in sorted(metadata.candidates, key=_rank):
        won = metadata.chosen.get(candidate.field) == candidate
        value = candidate.value if isinstance(candidate.value, str) else "; ".join(candidate.value)
        cells = (candidate.field, squeeze(value), candidate.source, f"{candidate.score:.2f}")
        row = "".join(f"<td>{_text(cell)}</td>" for cell in cells)
        yield f'<tr class="{"won" if won else "lost"}">{row}</tr>'


def _rank(candidate: Candidate) -> tuple[int, float]:
    return FIELDS.index(candidate.field), -candidate.score


def _text(text: str) -> str:
    """Text of the page or of a rule as HTML: no markup, and no character that turns a line around."""
    return escape(safe(text))
