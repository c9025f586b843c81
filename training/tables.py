"""Tables of figures in a docs page: made anew between their marks; what people wrote around them stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["filled"]


def filled(page: str, tables: Mapping[str, str]) -> str:
    r"""The page with each table between `<!-- name -->` and `<!-- end -->` new; ValueError where marks miss.

    >>> filled("<!-- figures -->\nold\n<!-- end -->", {"figures": "new"})
    '<!-- figures -->\nnew\n<!-- end -->'
    """
    for name, table in tables.items():
        start, end = f"<!-- {name} -->\n", "\n<!-- end -->"
        marked = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.S)
        page, count = marked.subn(f"{start}{table}{end}".replace("\\", r"\\"), page)
        if count != 1:
            raise ValueError(f"{count} tables between {start.strip()} and {end.strip()} - there must be one")
    return page
