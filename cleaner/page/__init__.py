"""Raw page -> page -> blocks.

`read_page` decodes the bytes (`decode`) and, for HTML, parses them once (`dom`; twice where something that
nobody closed hides the page, `unclosed`). `segment` cuts the page into blocks: `blocks.py` for HTML,
`lines.py` for text dumps. Both give the same `Blocks`, so that everything behind this package need not know
which it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.page import blocks, caps, dom, lines, unclosed
from cleaner.page.declared import Part, parts
from cleaner.page.decode import decode
from cleaner.page.scripted import scripted
from cleaner.types import Page

if TYPE_CHECKING:
    from cleaner.types import Blocks, RawPage

__all__ = ["Part", "parts", "read_page", "scripted", "segment"]


def read_page(raw: RawPage) -> Page:
    """The page behind the bytes: decoded, and parsed if it is HTML; any bytes give one."""
    text, encoding, warnings, utf8 = decode(raw)
    said = (raw.truncated, *warnings) if raw.truncated else warnings
    if raw.media_type == "text/html":
        tree = dom.parse(text, utf8)
        if (mended := unclosed.revealed(text, tree.nodes)) is not None:
            del tree  # of a large page there is room for one
            tree, said = dom.parse(mended), (*said, unclosed.HIDDEN)
        page, why = Page(raw, text, encoding, tree, raw.url, (*said, *tree.warnings)), tree.cut
    else:
        text, why = caps.shortened(text)
        page = Page(raw, text, encoding, None, raw.url, said)
    return caps.cut(page, why) if why else page


def segment(page: Page) -> Blocks:
    """All blocks of a page in reading order, each traceable to a node path or a range of lines."""
    if page.tree is None:
        return lines.segment(page)
    return unclosed.without_open_links(blocks.segment(page))
