"""What a page's address says about it: the day of publication, and the words of the headline."""

from __future__ import annotations

from urllib.parse import unquote

from cleaner.metadata import dates
from cleaner.patterns import pattern
from cleaner.text import squeeze

__all__ = ["day", "is_front_page", "words"]

_DAY_CHARS = 2000  # of an address, searched for a day
_WORD_CHARS = 400  # of an address, searched for a headline
# The forms in which blogs and newspapers put the day into a path.
_DAYS = (
    pattern(r"[/_-](?P<y>(?:19|20)\d\d)[/-](?P<m>1[0-2]|0?[1-9])[/-](?P<d>3[01]|[12]\d|0?[1-9])(?=[/_-]|$)"),
    pattern(r"[/_-](?P<y>(?:19|20)\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?=[/_.-]|$)"),
    pattern(r"/(?P<y>(?:19|20)\d\d)/(?P<m>[^\W\d_]{3,14})/(?P<d>3[01]|[12]\d|0?[1-9])(?=[/_-]|$)"),
    # The day first, where it can be nothing else.
    pattern(r"[/_-](?P<d>3[01]|2\d|1[3-9])-(?P<m>1[0-2]|0?[1-9])-(?P<y>(?:19|20)\d\d)(?=[/_.-]|$)"),
)
_FRONT_PAGE = pattern(r"https?://[^/?#]+/?")
_STEP = pattern(r"[^\W\d_]{3}")  # not a number or a sign for one
_FILE_ENDING = pattern(r"\.(?:[sx]?html?|php|aspx?|jsp|cfm)$")
_JOINTS = str.maketrans("-_+.,", "     ")


def day(url: str | None) -> str | None:
    """The day in an address's path, in ISO 8601; None where there is none, or only a month.

    >>> day("https://example.org/2024/03/01/a-story"), day("https://example.org/2024/mar/01/a-story")
    ('2024-03-01', '2024-03-01')
    """
    path = (url or "")[:_DAY_CHARS].partition("?")[0].partition("#")[0]
    match = next((match for form in _DAYS if (match := form.search(path))), None)
    if match is None:
        return None
    year, month = match["y"], match["m"]
    return dates.parse(f"{year}-{month}-{match['d']}" if month.isdigit() else f"{match['d']} {month} {year}")


def is_front_page(url: str | None) -> bool:
    """True for the address of a host and nothing below it."""
    return _FRONT_PAGE.fullmatch(url or "") is not None


def words(url: str | None) -> str:
    """The words of an address's last step, "" where they are fewer than two: a single one is a topic.

    >>> words("https://example.org/alps/ten-huts_2.html?from=home"), words("https://example.org/alps")
    ('ten huts 2', '')
    """
    path = (url or "")[:_WORD_CHARS].partition("://")[2].partition("?")[0].partition("#")[0]
    steps = unquote(path.partition("/")[2]).split("/")
    last = next((step for step in reversed(steps) if _STEP.search(step)), "")
    text = squeeze(_FILE_ENDING.sub("", last).translate(_JOINTS))
    return text if " " in text else ""
