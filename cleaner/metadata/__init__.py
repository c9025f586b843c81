"""Metadata: what a page says about itself, and what a reader can see of it.

`candidates` reads every place that may hold a field: JSON-LD (`linked.py`), `<meta>` and `<link>`
(`declared.py`), microdata, `<time>` and marked bylines (`marked.py`), and the byline and date lines that a
reader sees (`visible.py` and `bylines.py`; in text dumps, `dumps.py`, those are all there is). Where none of
them says a day, the variables of scripts may (`variables.py`). Each value carries its source and a score.
`merge` decides, in one place, and keeps the candidate that won.

One pass over the tree's columns collects all marks (`marks.py`); `scene.py` holds them with the headlines and
the site's names, which the readers share. What a headline, a date and an address are is known to `title.py`,
`dates.py` and `address.py` alone; what an author is to `people.py`, which asks `names.py`, `jobs.py` and
`houses.py` what are names, what people do, and what are firms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata import declared, language, linked, marked, variables, visible
from cleaner.metadata.merge import merge, why
from cleaner.metadata.scene import Scene

if TYPE_CHECKING:
    from cleaner.types import Blocks, Candidate, Page

__all__ = ["candidates", "merge", "why"]


def candidates(page: Page, blocks: Blocks) -> list[Candidate]:
    """Every value that the page offers for a metadata field, declared and visible, best places first."""
    written = language.of_blocks(blocks)
    tag = written.tag if written else None
    if page.tree is None:
        return [*visible.candidates(page, blocks, None, tag), *language.candidates(written, None)]
    scene = Scene(page, page.tree, tag)
    found = [
        *linked.candidates(scene),
        *declared.candidates(scene),
        *marked.candidates(scene),
        *visible.candidates(page, blocks, scene),
        *language.candidates(written, scene.declared_language),
    ]
    if not any(one.field in ("published", "modified") for one in found):
        found += variables.candidates(scene)
    return found
