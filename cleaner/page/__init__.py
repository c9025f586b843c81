"""Raw page -> page -> blocks.

`read_page` decodes the bytes (`decode`) and, for HTML, parses them once (`dom`). `segment` cuts the page into
blocks: `blocks.py` for HTML, `lines.py` for text dumps. Both give the same `Blocks`, so that everything
behind this package need not know which it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.page import blocks, lines

if TYPE_CHECKING:
    from cleaner.types import Blocks, Page

__all__ = ["segment"]


def segment(page: Page) -> Blocks:
    """All blocks of a page in reading order, each traceable to a node path or a range of lines."""
    return lines.segment(page) if page.tree is None else blocks.segment(page)
