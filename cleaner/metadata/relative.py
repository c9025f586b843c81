"""Dates that are told from the moment of reading: "3 hours ago", "yesterday".

They mean something only where it is known when the page was captured, and only down to the day: weeks and
months ago are no day at all.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from cleaner.metadata.dates import Found
from cleaner.patterns import pattern

__all__ = ["find"]

_MAX_CHARS = 200  # of a line; what is longer is a sentence
_LONGEST = timedelta(days=31)
# Units in the languages of the corpora, singular and plural; what stands before or behind them says "ago".
# Units in the languages of the corpora, singular and plural.
_UNITS = {
    "minutes": r"min(?:ute|uut|utos?|uti|uter|uten|utter)?[ns]?\b\.?|минут\w*|分钟|分鐘|分|분",
    "hours": r"h\b|hours?|hrs?|stunden?|std\.?|heures?|horas?|or[ae]|uur|uren|timer?|timmar|timme|godzin\w*"
    r"|час\w*|小时|小時|時間|시간",
    "days": r"days?|tag(?:en)?|jours?|d[ií]as?|giorn[io]|dag(?:en|er|ar)?|dni|дн\w+|день|天|日|일",
}
_BEFORE = r"\b(?:vor|il\s+y\s+a|hace|há)\s+(?P<count>\d{1,3}|an?|einer|einem|une?|una?|uma?)\s*"
_AROUND = r"\b(?:for|för)\s+(?P<count>\d{1,3}|en|ett?)\s*"
_BEHIND = r"\b(?P<count>\d{1,3}|an?|un[ao]?|een)\s*"


def _named(unit: str) -> str:
    return f"(?P<{unit}>{_UNITS[unit]})"


_UNIT = rf"(?:{'|'.join(map(_named, _UNITS))})"
_AGO = (
    pattern(rf"{_BEHIND}{_UNIT}\s*(?:ago|fa|geleden|siden|temu|назад|前|전)(?!\w)", re.I),
    pattern(rf"{_BEFORE}{_UNIT}(?!\w)", re.I),
    pattern(rf"{_AROUND}{_UNIT}\s+(?:siden|sedan)\b", re.I),
)
_YESTERDAY = pattern(
    r"\b(?:yesterday|gestern|hier|ayer|ieri|ontem|gisteren|wczoraj|вчера)\b|昨天|昨日|어제", re.I
)


def find(text: str, captured_at: str | None) -> list[Found]:
    """The day that a line tells from the moment of its capture; [] where that moment is not known.

    >>> find("By Ann Roe, 3 hours ago", "2024-03-02T01:30:00+00:00")
    [Found(value='2024-03-01', span=(12, 23))]
    >>> find("3 hours ago", None)
    []
    """
    if captured_at is None or len(text) > _MAX_CHARS:
        return []
    for ago in _AGO:
        if match := ago.search(text):
            return _found(captured_at, _past(match), match.span())
    match = _YESTERDAY.match(text)  # only where a line begins with it: "hier" is "here", too
    return _found(captured_at, timedelta(days=1), match.span()) if match else []


def _past(match: re.Match[str]) -> timedelta:
    count = int(match["count"]) if match["count"].isdigit() else 1
    return timedelta(**{unit: count for unit in _UNITS if match[unit]})


def _found(captured_at: str, past: timedelta, span: tuple[int, int]) -> list[Found]:
    try:
        moment = datetime.fromisoformat(captured_at)
    except ValueError:  # an archive's header or a table's column may hold anything
        return []
    return [Found((moment - past).date().isoformat(), span)] if past <= _LONGEST else []
