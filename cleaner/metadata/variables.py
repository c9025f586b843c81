"""The day of publication in a variable of the page's scripts: `"pubtime": "2024-03-01 10:20"`.

The last place to look: where a page that its scripts fill says no day anywhere else.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cleaner.patterns import pattern
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.metadata.scene import Scene

__all__ = ["candidates"]

_SCORE = 0.55
# Not "published_at" and "datePublished": on the corpora (2026-11) those are of products and of plain pages.
_NAMES = (
    "pubtime", "pubTime", "pub_time", "pubdate", "pubDate", "pub_date", "publishtime", "publishTime",
    "publish_time", "publishdate", "publishDate", "publish_date",
)  # fmt: skip
_VALUE = pattern(r"[\"']?\s{0,4}[:=]\s{0,4}[\"']((?:19|20)\d\d[^\"'\\\n]{4,30})[\"']")
_MAX_FOUND = 40  # are read; a list of stories has more, and soon another day


def candidates(scene: Scene) -> list[Candidate]:
    """The one day that the scripts call the day of publication; none where they give several, or sell."""
    if scene.is_product:
        return []
    found = islice(_values(scene.page.text), _MAX_FOUND)
    dated = {value[:10]: (name, value) for name, raw in found if (value := scene.date(raw))}
    if len(dated) != 1:
        return []
    ((name, value),) = dated.values()
    return [Candidate("published", value, f"script:{name}", _SCORE)]


def _values(text: str) -> Iterator[tuple[str, str]]:
    """The names of the variables, and what is said to be a date."""
    for name in _NAMES:
        place = text.find(name)
        while place >= 0:
            found = _VALUE.match(text, place + len(name))
            if found:
                yield name, found[1]
            place = text.find(name, place + len(name))
