"""Metadata: what a page says about itself, and what a reader can see of it.

`candidates` reads every place that may hold a field: JSON-LD, `<meta>`, `<link>`, microdata and RDFa, `<time>`,
marked bylines, and the visible page's byline and date lines (in text dumps those are all there is). Each value
carries its source and a score. `merge` decides, in one place, and keeps the candidate that won.

One pass over the tree's columns collects all marks (`marks.py`); `scene.py` holds them with the headlines and
the site's names, which the readers `declared.py`, `marked.py` and `visible.py` share. What a name, a headline
and a date are is known to `people.py`, `title.py` and `dates.py` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata import declared, marked, visible
from cleaner.metadata.merge import merge
from cleaner.metadata.scene import Scene

if TYPE_CHECKING:
    from cleaner.types import Blocks, Candidate, Page

__all__ = ["candidates", "merge"]


def candidates(page: Page, blocks: Blocks) -> list[Candidate]:
    """Every value that the page offers for a metadata field, declared and visible, best places first."""
    if page.tree is None:
        return visible.candidates(page, blocks, None)
    scene = Scene(page, page.tree)
    declared_ones = [*declared.from_jsonld(scene), *declared.from_metas(scene), *marked.candidates(scene)]
    return [*declared_ones, *visible.candidates(page, blocks, scene)]
