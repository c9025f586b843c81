"""`meta`: where the page says its metadata; stands above whatever else the page declares.

    meta:
      title: {from: h1.headline}
      authors: {from: [".byline a", "jsonld:author.name"], strip: "By "}
      published: {from: .dateline, format: "%d.%m.%Y %H:%M", tz: Europe/Berlin}
      section: {re: '^Filed under (?P<section>.+)$'}
      site_name: {from: "meta:og:site_name"}
      license: {value: CC BY 4.0}

Page:

    <meta property="og:site_name" content="The Daily Hut">
    <h1 class="headline">Ten huts</h1> <p class="byline">By <a>Ann Roe</a>, <a>Ben Poe</a></p>
    <p class="dateline">17.05.2024 09:30</p> <p>The path climbs.</p> <p>Filed under Huts</p>

Metadata:

    title: Ten huts
    authors: Ann Roe; Ben Poe
    published: 2024-05-17T09:30:00+02:00
    section: Huts
    site_name: The Daily Hut
    license: CC BY 4.0

`from` takes selectors (text, or an attribute after `@`), `jsonld:` paths into the page's JSON-LD and
`meta:` names of `<meta>` elements, and the first that gives something counts. `line` is the n-th line or
block that has text (-1 is the last), or a glob. `re` picks the group with the field's name out of that, or,
alone, out of the first line that it fits. `strip` takes words away at either end. `value` is the value
itself. Of several layers the strongest that gives a value wins. Dates without `format` must be ISO 8601 as
the page has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.rules import patterns, selection
from cleaner.rules.directive import Directive
from cleaner.rules.entries import read_regex
from cleaner.rules.patterns import Pattern
from cleaner.rules.selection import Selector
from cleaner.rules.shapes import TEXT, TEXTS, mapping
from cleaner.rules.site import Item
from cleaner.rules.yamlfile import ScalarNode
from cleaner.types import FIELDS

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Entry, Node, Reader

__all__ = ["DATES", "DIRECTIVE", "LISTS", "Meta"]

DATES = frozenset({"published", "modified"})
LISTS = frozenset({"authors", "tags"})
_KEYS = ("from", "line", "re", "value", "strip", "format", "tz")
_YEAR = re.compile(r"%[YyGcxDF]")
# A path into the page's JSON-LD, or the name of a <meta> element.
_PATH = re.compile(r"jsonld:[\w@:]+(?:\.[\w@:]+)*\Z|meta:[\w:.-]+\Z")
_PATHS = {"jsonld:": "jsonld:author.name", "meta:": "meta:og:title"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Item):
    """Where one field's value is, and how it is made clean. `target` is its first place, for people."""

    field: str
    sources: tuple[Selector | str, ...] = ()  # a string is a path, "jsonld:..." or "meta:..."
    line: int | Pattern | None = None
    regex: Pattern | None = None
    value: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    format: str | None = None
    tz: str | None = None


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """One item a field."""
    items: list[Item] = []
    for field, entry in reader.mapping(node, "field", FIELDS, of='"meta"').items():
        item = _read_field(reader, field, entry, owner)
        if item is not None:
            items.append(item)
    return items


def _read_field(reader: Reader, field: str, entry: Entry, owner: Owner) -> Meta | None:
    before = len(reader.problems)
    what = f'"meta.{field}"'
    if isinstance(entry.value, ScalarNode) and entry.value.value:
        text = f'"{entry.value.value}"'
        reader.error(entry.value, f"{what}: what is {text}? - write {{from: {text}}}, or {{value: {text}}}")
        return None
    found = reader.mapping(entry.value, "key", _KEYS, of=what)
    if not found:
        return None
    if not any(key in found for key in ("from", "line", "re", "value")):
        reader.error(entry.value, f"{what} needs one of from, line, re, value")
        return None
    given = {key: found[key].value for key in found}
    sources = _read_sources(reader, given["from"], owner, what) if "from" in given else ()
    line = _read_line(reader, given["line"], what) if "line" in given else None
    regex = read_regex(reader, given["re"]) if "re" in given else None
    value = tuple(reader.texts(given["value"], what)) if "value" in given else ()
    strip = tuple(reader.texts(given["strip"], '"strip"')) if "strip" in given else ()
    format_ = _read_format(reader, given["format"]) if "format" in given else None
    zone = _read_zone(reader, given["tz"]) if "tz" in given else None
    if field not in DATES:
        for key in ("format", "tz"):
            if key in found:
                reader.error(found[key].key, f'"{key}" is for dates, and {field} is none')
    elif zone and not format_:
        reader.error(found["tz"].key, '"tz" needs a "format" that it belongs to')
    elif not format_ and not all(_is_declared(source) for source in sources):
        reader.warn(entry.key, f"{field} without a format reads ISO 8601 dates only, such as 2024-05-17")
    if any(problem.severity == "error" for problem in reader.problems[before:]):
        return None
    shown = regex or next((source for source in sources if isinstance(source, Selector)), None)
    return Meta(
        name=f"{owner.name}.meta.{field}",
        by=reader.place(entry.key),
        column=entry.key.start_mark.column + 1,
        layer=owner.layer,
        target=shown or Pattern(field, None),
        field=field,
        sources=sources,
        line=line,
        regex=regex,
        value=value,
        strip=strip,
        format=format_,
        tz=zone,
    )


def _read_sources(reader: Reader, node: Node, owner: Owner, what: str) -> tuple[Selector | str, ...]:
    sources: list[Selector | str] = []
    for entry in reader.entries(node):
        text = reader.text(entry, f'"from" of {what}')
        if text is None:
            continue
        if example := next((shown for start, shown in _PATHS.items() if text.startswith(start)), None):
            if _PATH.match(text):
                sources.append(text)
            else:
                reader.error(entry, f'bad path "{text}" - write for instance {example}')
            continue
        if owner.text_only:
            reader.error(entry, f'"{text}" is a selector, but this site is only text - use line or re')
            continue
        try:
            sources.append(selection.selector(text))
        except ValueError as error:
            reader.error(entry, str(error))
    return tuple(sources)


def _is_declared(source: Selector | str) -> bool:
    """True for places that hold dates for machines: JSON-LD, <meta> and attributes."""
    return isinstance(source, str) or source.attribute is not None or "/@" in source.source


def _read_line(reader: Reader, node: Node, what: str) -> int | Pattern | None:
    text = reader.text(node, f'"line" of {what}')
    if text is None:
        return None
    if re.fullmatch(r"-?\d{1,6}", text):
        if int(text) == 0:
            reader.error(node, "lines are counted from 1, and from -1 at the end")
        return int(text)
    try:
        return patterns.glob(text)
    except ValueError as error:
        reader.error(node, str(error))
        return None


def _read_format(reader: Reader, node: Node) -> str | None:
    text = reader.text(node, '"format"')
    if text is None:
        return None
    if fault := _fault_of(text):
        reader.error(node, f'bad date format "{text}" - {fault}')
        return None
    return text


@lru_cache(maxsize=256)
def _fault_of(format_: str) -> str | None:
    """What is wrong with a date format."""
    if not _YEAR.search(format_):
        return "it names no year, such as %d.%m.%Y"
    try:
        datetime.strptime(datetime(2024, 5, 17, 13, 14, 15).strftime(format_), format_)
    except (ValueError, re.error) as error:
        return str(error)
    return None


def _read_zone(reader: Reader, node: Node) -> str | None:
    from zoneinfo import ZoneInfo

    text = reader.text(node, '"tz"')
    try:
        return ZoneInfo(text).key if text else None
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        reader.error(node, f'unknown time zone "{text}" - write for instance Europe/Berlin or UTC')
        return None


_SHAPES = {
    **dict.fromkeys(("re", "format", "tz"), TEXT), "line": TEXT,
    **dict.fromkeys(("from", "value", "strip"), TEXTS),
}  # fmt: skip
SHAPE = mapping(dict.fromkeys(FIELDS, mapping({key: _SHAPES[key] for key in _KEYS})))
DIRECTIVE = Directive("meta", read, SHAPE, "meta")
