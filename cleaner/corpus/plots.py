"""Statistics -> one page to look at: where the words went, site by site.

The page holds everything it needs and asks for nothing: no script, no picture, no address. The plots are SVG
without a style of their own, so the content security policy forbids all but the one style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from cleaner.corpus.statistics import KEPT
from cleaner.explain.html import static as shared
from cleaner.text import safe, squeeze
from cleaner.types import ROLES

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from cleaner.corpus.statistics import Statistics

__all__ = ["as_html"]

_SITES_SHOWN = 50
_NAMES_SHOWN = 8
_ORDER = (KEPT, *ROLES)
_WIDTH = 1000  # of a bar, in units of its drawing
_HEIGHT = 100  # of a distribution


def as_html(statistics: Statistics, *, title: str) -> str:
    """The page as an HTML file that stands alone; all that comes from documents is escaped."""
    style = shared("roles.css") + _static("stats.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    total = statistics.words.total()
    kept = statistics.words[KEPT]
    return Template(_static("stats.html")).substitute(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=style,
        title=_text(title),
        documents=f"{statistics.documents:,}",
        sites=f"{len(statistics.sites):,}",
        kept=f"{kept:,}",
        dropped=f"{total - kept:,}",
        share=f"{kept / total:.0%}" if total else "-",
        words=_stacked(statistics.words),
        legend="".join(_legend(statistics.words)),
        rows="".join(_site_rows(statistics)),
        rest=_rest(statistics),
        share_kept=_columns([statistics.share_kept[i] for i in range(20)], ("0 %", "50 %", "100 %")),
        lengths=_lengths(statistics.lengths),
        confidence=_columns([statistics.confidence[i] for i in range(20)], ("0", "0.5", "1")),
        languages=_ranking(statistics.languages),
        page_types=_ranking(statistics.page_types),
        flags=_ranking(statistics.flags) or "<tr><td>none</td></tr>",
        rules=_ranking(statistics.rules),
    )


def _static(name: str) -> str:
    return (resources.files("cleaner.corpus") / "static" / name).read_text(encoding="utf-8")


def _stacked(words: Counter[str]) -> str:
    """A bar of all words: those kept, then those dropped, role by role."""
    total, at, parts = words.total() or 1, 0.0, []
    for role in _ORDER:
        width = _WIDTH * words[role] / total
        if width:
            hint = f"{role}: {words[role]:,} words, {words[role] / total:.1%}"
            parts.append(
                f'<rect class="{_class(role)}" x="{at:.2f}" width="{width:.2f}" height="20">'
                f"<title>{hint}</title></rect>"
            )
        at += width
    return _drawn("bar", 20, parts)


def _legend(words: Counter[str]) -> Iterator[str]:
    total = words.total() or 1
    for role in _ORDER:
        if words[role]:
            yield (
                f'<li class="{_class(role)}"><b>{role}</b> <span>{words[role]:,}</span>'
                f" <i>{words[role] / total:.1%}</i></li>"
            )


def _site_rows(statistics: Statistics) -> Iterator[str]:
    """The sites with the most words: name, documents, bar, share kept."""
    ranked = sorted(statistics.sites.items(), key=lambda item: (-item[1].words.total(), item[0]))
    for name, site in ranked[:_SITES_SHOWN]:
        yield (
            f"<tr><th>{_text(name)}</th><td>{site.documents:,}</td><td>{_stacked(site.words)}</td>"
            f"<td>{site.kept:.0%}</td></tr>\n"
        )


def _rest(statistics: Statistics) -> str:
    more = len(statistics.sites) - _SITES_SHOWN
    return f"and {more:,} sites with fewer words" if more > 0 else ""


def _lengths(lengths: Counter[int]) -> str:
    """Documents by their number of words, each column twice as long ones as the one before."""
    longest = max([*lengths, 10])
    middle = longest // 2
    ends = ("0", f"{1 << middle:,}", f"{1 << longest:,}")
    return _columns([lengths[power] for power in range(longest + 1)], ends)


def _columns(counts: Sequence[int], ends: tuple[str, str, str]) -> str:
    """A distribution as columns, with what stands at the left, in the middle and at the right."""
    highest = max([*counts, 1])
    width = _WIDTH / len(counts)
    parts = [
        f'<rect x="{i * width + 2:.1f}" y="{_HEIGHT - _HEIGHT * documents / highest:.2f}"'
        f' width="{width - 4:.1f}" height="{_HEIGHT * documents / highest:.2f}">'
        f"<title>{documents:,} documents</title></rect>"
        for i, documents in enumerate(counts)
        if documents
    ]
    axis = "".join(f"<span>{end}</span>" for end in ends)
    return f'{_drawn("columns", _HEIGHT, parts)}<div class="axis">{axis}</div>'


def _ranking(counts: Counter[str]) -> str:
    """The most frequent names, with a bar each."""
    shown = counts.most_common(_NAMES_SHOWN)
    rest = counts.total() - sum(documents for _, documents in shown)
    rows = [*shown, ("others", rest)] if rest else shown
    highest = max([documents for _, documents in rows], default=1)
    return "".join(
        f"<tr><th>{_text(name)}</th><td>{documents:,}</td>"
        f"<td>{_drawn('bar', 20, [_bar(documents / highest)])}</td></tr>"
        for name, documents in rows
    )


def _bar(share: float) -> str:
    return f'<rect width="{_WIDTH * share:.1f}" height="20"></rect>'


def _drawn(kind: str, height: int, parts: Sequence[str]) -> str:
    """A drawing that fills the room it is given."""
    return (
        f'<svg class="{kind}" viewBox="0 0 {_WIDTH} {height}" preserveAspectRatio="none" role="img">'
        f"{''.join(parts)}</svg>"
    )


def _class(role: str) -> str:
    return "role-body" if role == KEPT else f"role-{role} dropped"


def _text(text: str) -> str:
    return escape(squeeze(safe(text)))
