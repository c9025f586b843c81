"""Dates as exact as the page is: a day, or a time, or a time with its zone; nothing is ever filled in.

The libraries parse; this module finds what is a date at all, and refuses what is not whole (day, month and
year) or not plausible. Months are looked up in `months.txt`; dateutil reads RFC 2822 and its like, and it is
imported when the first such date turns up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from cleaner.metadata.tables import lines
from cleaner.patterns import pattern
from cleaner.text import squeeze

__all__ = ["Found", "day_first", "find", "is_ambiguous", "parse"]

_FIRST_YEAR = 1990  # the first web page; what is older is a placeholder or a date inside the story
_MAX_CHARS = 80  # the longest text that is one date
# Times are dropped to the zone that the page names only where the abbreviation has one meaning on the web.
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "jst": 9, "kst": 9, "aest": 10, "aedt": 11,
}  # fmt: skip
_ISO = pattern(
    r"(?P<day>(?:19|20)\d\d-\d{1,2}-\d{1,2})(?:(?:\s*T\s*|\s+)(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d(?::\d\d)?|[+-]\d\d)?)?",
    re.I,
)
_COMPACT = pattern(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z)?)?")
_EPOCH = pattern(r"\d{10}(?:\d{3})?")
# Vowel signs of the scripts from Devanagari to Tibetan are no letters to `re`: there all of a word is taken.
_MONTH = r"(?:[^\W\d_]{3,14}|[\u0900-\u0fff]{2,20})"
_TIME = (
    r"(?:(?:T|[,|•·\-–—]?\s*(?:at|um|à|a las|alle|kl\.?|às|@|om)?)"
    r"\s*(?P<time>[012]?\d[:h.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?)"
    r"(?:\s*\(?(?P<zone>UTC|GMT|[ECMP][SD]T|CES?T|MES?Z|JST|KST|IST|WIB|Uhr|[+-](?:0\d|1[0-4])[0-5]\d)\b\)?)?)?"
)
_WRITTEN = pattern(
    rf"(?<![\d/.-])(?:(?P<mdy>(?<!\w){_MONTH}(?:\.\s?|\s+)\d{{1,2}}(?:st|nd|rd|th)?(?:,\s?|\s+)(?:19|20)\d\d)"
    rf"|(?P<dmy>\d{{1,2}}(?:\.?[º°ª]|\.|st|nd|rd|th|er)?[\s\-]*(?:de\s+|del?\s+|of\s+)?{_MONTH}\.?,?"
    r"(?:[\s\-]+(?:de\s+|del\s+)?(?:19|20)\d\d|-\d\d|\s['’]\d\d))"
    rf"|(?P<ymonth>(?:19|20)\d\d\.?,?\s+{_MONTH}\.?\s+\d{{1,2}}(?:\.|st|nd|rd|th)?)"
    r"|(?P<ctime>\b(?:mon|tue|wed|thu|fri|sat|sun)\s[a-z]{3}\s{1,2}\d{1,2}\s\d\d:\d\d:\d\d\s(?:[A-Z]{2,5}\s)?(?:19|20)\d\d)"
    r"|(?P<thang>\d{1,2}\s+tháng\s+\d{1,2},?\s+(?:năm\s+)?(?:19|20)\d\d)"
    r"|(?P<spaced>\d{1,2}\.\s\d{1,2}\.\s(?:19|20)\d\d)"
    r"|(?P<ydots>(?:19|20)\d\d\.\s(?:1[0-2]|0?[1-9])\.\s(?:3[01]|[12]\d|0?[1-9])\.?)"
    r"|(?P<ymd>(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]))"
    r"|(?P<cjk>(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])"
    r"|(?P<num>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:(?:19|20)\d\d|\d\d)))(?=T\d\d:|(?-i:[A-Z][a-z])|(?![\w/]))"
    rf"{_TIME}",
    re.I,
)
_NUMERIC = pattern(r"(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d(?!\d)")
# Every written date has a year.
_YEAR = pattern(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d|\d-[^\W\d_]{3,14}-\d\d|\s['’]\d\d(?!\d)")
_LAST_DAY = 31  # what is more is a year
# Decimal digits of other scripts, each for one of ours, so that every offset stays.
_DIGITS = {
    zero + n: ord("0") + n for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for n in range(10)
}  # Arabic, Persian, Devanagari, Bengali, Thai, full width: Unicode 15, general category Nd
_OTHER_DIGIT = pattern(r"(?![0-9])\d")
_NUMBERS = pattern(r"\d+")
_LETTERS = pattern(r"[\u0900-\u0fff]+|[^\W\d_]+")
_BESIDE_MONTHS = frozenset("de del of st nd rd th er º ª".split())
# English months, as dateutil knows them.
_ENGLISH = pattern(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.I)
# Where English writes the day first: all but the United States and the Philippines.
_MONTH_FIRST = frozenset({"", "us", "ph", "pr"})
_DAY_FIRST_HOSTS = frozenset("uk au nz in ie za ng ke pk bd sg my lk gh zw eu".split())
_YEAR_FIRST = frozenset({"ja", "ko", "zh"})  # of 18-03-08, in CLDR; others write the day or the month first
_DEFAULTS = (datetime(2001, 1, 1, 1, 1, 1), datetime(2004, 2, 28, 2, 2, 2))


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, with where it stands."""

    value: str  # ISO 8601
    span: tuple[int, int]


def parse(text: str, *, language: str | None = None, host: str = "", latest: str | None = None) -> str | None:
    """The one date that a declared value is, in ISO 8601; None where it is no whole, plausible date.

    >>> parse("2024-03-01T10:20:00+0100"), parse("March 3, 2024"), parse("March 2024")
    ('2024-03-01T10:20:00+01:00', '2024-03-03', None)
    """
    text = _our_digits(squeeze(text).strip(" .,;"))
    if not 6 <= len(text) <= _MAX_CHARS:
        return None
    value = _from_iso(text) or _from_numbers(text) or _from_words(text)
    if value is None:
        found = find(text, language=language, host=host)
        value = found[0].value if found else None
    return value if value and _is_plausible(value, latest) else None


def find(text: str, *, language: str | None = None, host: str = "", latest: str | None = None) -> list[Found]:
    """The whole dates in a visible text, in order."""
    found: list[Found] = []
    text = _our_digits(text[:400])
    if not _YEAR.search(text):
        return found
    for match in _WRITTEN.finditer(text):
        day = _from_words(match["ctime"]) if match["ctime"] else _day_of(match, language, host)
        if day is None or not _is_plausible(day, latest):
            continue
        value = day if match["ctime"] else day + _time_of(match["time"], match["zone"])
        found.append(Found(value, (match.start(), match.end())))
    return found


def _our_digits(text: str) -> str:
    """The text with the digits of other scripts as our own, one for one."""
    return text.translate(_DIGITS) if not text.isascii() and _OTHER_DIGIT.search(text) else text


def day_first(language: str | None, host: str = "") -> bool:
    """Whether 3/4/2024 is the third of April: by the page's language, and the country of its host."""
    if not language or not language.lower().startswith("en"):
        return bool(language) or host.rpartition(".")[2] in _DAY_FIRST_HOSTS
    region = language.lower().replace("_", "-").partition("-")[2]
    return region not in _MONTH_FIRST or host.rpartition(".")[2] in _DAY_FIRST_HOSTS


def is_ambiguous(text: str) -> bool:
    """True where a value is nothing but numbers that make a day either way round.

    >>> is_ambiguous("03/09/2026 12:00"), is_ambiguous("23/09/2026"), is_ambiguous("2026-09-03")
    (True, False, False)
    """
    match = _NUMERIC.match(text.strip())
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


def _from_iso(text: str) -> str | None:
    match = _ISO.match(text)
    if match is None:
        return None
    day = _day(*map(int, match["day"].split("-")))
    rest = text[match.end() :]
    if day is None or (rest and rest[0].isdigit()):
        return None
    if match["hour"] is None:
        return day
    if int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return day
    seconds = f":{match['second']}" if match["second"] and int(match["second"]) < 60 else ""
    return f"{day}T{int(match['hour']):02}:{match['minute']}{seconds}{_offset(match['zone'])}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.lower() in _ZONES:
        return "+00:00"
    digits = zone.replace(":", "")
    hours, minutes = digits[1:3], digits[3:5] or "00"
    return f"{zone[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else ""


def _from_numbers(text: str) -> str | None:
    """Compact ISO and seconds or milliseconds since 1970."""
    match = _COMPACT.fullmatch(text)
    if match:
        day = _day(*map(int, match.group(1, 2, 3)))
        if day is None or match[4] is None:
            return day
        zone = "+00:00" if match[7] else ""
        return f"{day}T{match[4]}:{match[5]}:{match[6]}{zone}" if int(match[4]) < 24 else day
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    return None


@lru_cache(maxsize=512)
def _from_words(text: str) -> str | None:
    """What dateutil reads: RFC 2822, JavaScript's form, English words; only what the text itself says."""
    if not _ENGLISH.search(text) or not re.search(r"(?:19|20)\d\d", text):
        return None
    from dateutil import parser

    text = re.sub(r"\s*\([^()]{0,40}\)\s*$", "", text)  # "(Central European Time)"
    text = re.sub(r"\b(?:GMT|UTC)(?=[+-]\d{4})", "", text)  # dateutil takes "GMT+1" the POSIX way round
    try:
        first, second = (parser.parse(text, default=default, tzinfos=_zone) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if first.date() != second.date():
        return None
    if first.hour != second.hour or first.minute != second.minute:
        return first.date().isoformat()
    exact = "minutes" if first.second != second.second else "seconds"
    zone = first.isoformat()[len(first.replace(tzinfo=None).isoformat()) :]
    return first.replace(tzinfo=None, microsecond=0).isoformat(timespec=exact) + zone


def _zone(name: str | None, offset: int | None) -> timezone | None:
    """What dateutil asks for each zone: a name we know or the offset; None leaves the time without a zone."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get((name or "").lower())
    return None if hours is None else timezone(timedelta(hours=hours))


def _day_of(match: re.Match[str], language: str | None, host: str) -> str | None:
    if year_first := match["ymd"] or match["cjk"] or match["ydots"]:
        return _day(*map(int, _NUMBERS.findall(year_first)[:3]))
    if year_last := match["spaced"] or match["thang"]:
        return _day(*map(int, reversed(_NUMBERS.findall(year_last))))
    if match["num"]:
        return _from_slashes(match["num"], match["sep"], language, host)
    return _from_month(match["mdy"] or match["dmy"] or match["ymonth"], language)


def _from_slashes(text: str, separator: str, language: str | None, host: str) -> str | None:
    first, second, year = map(int, text.split(separator))
    if year < 100 and _base(language) in _YEAR_FIRST:
        return _day(2000 + first, second, year)
    year += 2000 if year < 100 else 0
    if separator == "." or first > 12 or (second <= 12 and day_first(language, host)):
        return _day(year, second, first)
    return _day(year, first, second)


def _from_month(text: str, language: str | None) -> str | None:
    day, year = map(int, _NUMBERS.findall(text))
    if day > _LAST_DAY:
        day, year = year, day
    year += 2000 if year < 100 else 0
    words = [word for word in _LETTERS.findall(text.lower()) if word not in _BESIDE_MONTHS]
    base = _base(language)
    month = _month(words[-1], base) if words else None
    return None if month is None else _day(year, month, day)


def _month(word: str, language: str) -> int | None:
    """The number of a month's name: in the page's language, in English, or in the only sense it has."""
    months = _months()
    for table in (months.get(language), months["en"], months[""]):
        if table and word in table:
            return table[word]
    return None


@lru_cache(maxsize=1)
def _months() -> dict[str, dict[str, int]]:
    """Language -> name of a month -> its number; "" for names of four letters with one sense in all."""
    tables: dict[str, dict[str, int]] = {}
    for language, _, names in (line.partition(": ") for line in lines("months.txt")):
        tables[language] = {
            name: number for number, group in enumerate(names.split(","), start=1) for name in group.split()
        }
    senses: dict[str, set[int]] = {}
    for table in tables.values():
        for name, number in table.items():
            senses.setdefault(name, set()).add(number)
    tables[""] = {name: min(found) for name, found in senses.items() if len(found) == 1 and len(name) > 3}
    return tables


def _base(language: str | None) -> str:
    return (language or "").lower().replace("_", "-").partition("-")[0]


def _time_of(time: str | None, zone: str | None) -> str:
    """The visible time of day as ISO 8601 has it; "" where there is none."""
    match = re.match(r"(\d{1,2})[:h.](\d\d)(?::(\d\d))?\s*([ap])?", time or "", re.I)
    if match is None:
        return ""
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return ""
    seconds = f":{match[3]}" if match[3] else ""
    hours = _ZONES.get((zone or "").lower())
    if hours is not None:
        offset = datetime(2001, 1, 1, tzinfo=timezone(timedelta(hours=hours))).isoformat()[19:]
    else:
        offset = _offset(zone) if zone and zone[0] in "+-" else ""
    return f"T{hour:02}:{match[2]}{seconds}{offset}"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None


def _is_plausible(value: str, latest: str | None) -> bool:
    """False for placeholders and for the future; a day's grace, since zones differ."""
    year = int(value[:4])
    if year < _FIRST_YEAR:
        return False
    return value[:10] <= _last_day(latest[:10] if latest else datetime.now(UTC).date().isoformat())


@lru_cache(maxsize=256)
def _last_day(today: str) -> str:
    return (datetime.fromisoformat(today) + timedelta(days=2)).date().isoformat()
