"""Layouts: a site's pages before and after it was built anew, told apart by fit and not by date.

Of 141 saved pages with several versions of a rule, the version whose body fitted best was the right one on
139.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner.rules.selection import Selector, nodes_of
from cleaner.text import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.site import Part
    from cleaner.rules.when import Look, When
    from cleaner.types import Nodes

__all__ = ["Layout", "chosen"]

# Text directly in these is what an article is made of; menus and teasers are links, cells and bare boxes.
_PROSE = frozenset({"p", "blockquote", "pre", "h2", "h3", "li", "dd"})
_INLINE = frozenset(
    {"em", "strong", "b", "i", "span", "code", "cite", "q", "sub", "sup", "u", "mark", "font"}
)
_WITHOUT_BODY, _MISSED = -1.0, -2.0  # below any layout whose body is on the page


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of a site's pages: where it applies, and what it says."""

    when: When
    part: Part


def chosen(layouts: Sequence[Layout], look: Look) -> Part | None:
    """The layout that fits a page best; the first where none does, so that its body is missed aloud.

    A body fits by the F1 of its words and the words of the page's prose: paragraphs that are no links.
    """
    fitting = [layout for layout in layouts if look.fits(layout.when)]
    if not fitting:
        with_body = [layout for layout in layouts if layout.part.items.get("body") and not layout.when.count]
        return with_body[0].part if with_body else None
    if len(fitting) == 1:
        return fitting[0].part
    prose = _Prose(look.page.tree.nodes) if look.page.tree else None
    fits = [(_fit(layout, look, prose), layout.when.count) for layout in fitting]
    return fitting[fits.index(max(fits))].part


def _fit(layout: Layout, look: Look, prose: _Prose | None) -> float:
    """How well the layout's body fits, 0.0 to 1.0; below that where it has none, or the page has not."""
    bodies = layout.part.items.get("body", ())
    if not bodies:
        return _WITHOUT_BODY
    tree = look.page.tree
    if tree is None or prose is None:
        return _MISSED
    for item in bodies:
        if isinstance(item.target, Selector) and look.attributes.may_match(item.target):
            nodes = nodes_of(tree, item.target)
            if nodes:
                return prose.f1(nodes)
    return _MISSED


class _Prose:
    """Words in a page's paragraphs, and in all of it, counted once for every subtree."""

    def __init__(self, nodes: Nodes) -> None:
        self._ends = nodes.ends
        counts = [word_count(text) if text else 0 for text in nodes.texts]
        in_prose: list[bool] = []
        for tag, parent in zip(nodes.tags, nodes.parents, strict=True):
            inherits = parent >= 0 and (not tag or tag in _INLINE)
            in_prose.append(in_prose[parent] if inherits else tag in _PROSE)
        self._words = [0, *accumulate(counts)]
        self._prose = [0, *accumulate(n if inside else 0 for n, inside in zip(counts, in_prose, strict=True))]

    def f1(self, nodes: Sequence[int]) -> float:
        """The F1 of the words in some elements against the page's prose."""
        inside = words = stop = 0
        for node in nodes:
            if node >= stop:  # outermost elements only
                stop = self._ends[node]
                words += self._words[stop] - self._words[node]
                inside += self._prose[stop] - self._prose[node]
        return 2 * inside / (words + self._prose[-1]) if words else 0.0
