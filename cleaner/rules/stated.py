"""The metadata that a rule's `meta` finds on a page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cleaner.rules.directives.meta import DATES, LISTS, Meta
from cleaner.rules.patterns import Pattern, match
from cleaner.rules.selection import Lookup, Selector
from cleaner.text import squeeze
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.site import Site
    from cleaner.types import Blocks

__all__ = ["candidate", "candidates"]

_JSON_CHARS = 2_000_000  # of one script; larger ones are data, not metadata
_DEEPEST = 40
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
# Between people: "Ann Roe, Ben Poe and Cy Doe"; the words are those of the corpora's languages.
_BETWEEN = re.compile(r"\s*(?:[,;&|]|\s(?:and|und|et|y|e|en|og|och|i)\s)\s*", re.I)
# What of a date a format reads; the rest must not be made up.
_TIME = re.compile(r"%-?[HIMScXT]|%R")
_DAY = re.compile(r"%-?[djcxDF]")
_MONTH = re.compile(r"%-?[bBmcxDF]")


@dataclass(frozen=True, slots=True)
class _Found:
    """A text on the page, and where it stands."""

    text: str
    block: int | None = None
    span: tuple[int, int] | None = None


def candidates(blocks: Blocks, site: Site) -> list[Candidate]:
    """What the site's `meta` finds, score 1.0, the strongest layer first."""
    lookup = Lookup(blocks)
    made: list[Candidate] = []
    items = [ranked.item for ranked in site.items("meta")]
    for item in reversed(items):  # of equal scores the first wins
        if isinstance(item, Meta) and (found := candidate(lookup, item)) is not None:
            made.append(found)
    return made


def candidate(lookup: Lookup, item: Meta) -> Candidate | None:
    """What one entry of `meta` finds, None where it finds nothing."""
    if item.value:
        value = item.value if item.field in LISTS else item.value[0]
        return Candidate(item.field, value, item.by, 1.0)
    found = [clean for raw in _places(lookup, item) if (clean := _picked(raw, item)) is not None]
    if not found:
        return None
    first = found[0]
    if item.field in LISTS:
        names = [name for piece in found for name in _names(piece.text, item)]
        unique = tuple(dict.fromkeys(names))
        return Candidate(item.field, unique, item.by, 1.0, first.block, first.span) if unique else None
    text = _date(first.text, item) if item.field in DATES else first.text
    return Candidate(item.field, text, item.by, 1.0, first.block, first.span) if text else None


def _places(lookup: Lookup, item: Meta) -> Iterator[_Found]:
    """The texts that the item looks at: of the first source that gives any."""
    blocks = lookup.blocks
    for source in item.sources:
        texts = _selected(lookup, source) if isinstance(source, Selector) else _declared(lookup, source)
        if texts:
            yield from texts
            return
    if isinstance(item.line, int):
        filled = [block for block, text in enumerate(blocks.texts) if text]
        place = item.line - 1 if item.line > 0 else item.line
        if -len(filled) <= place < len(filled):
            yield _Found(blocks.texts[filled[place]], filled[place])
    elif isinstance(item.line, Pattern):
        hits = lookup.lines(item.line)
        for block, span in hits[:1]:
            text = blocks.texts[block]
            yield _Found(text[slice(*span)] if span else text, block, span)
    elif item.regex is not None and not item.sources:
        for block, text in enumerate(blocks.texts):
            if match(item.regex, text, ""):
                yield _Found(text, block)
                return


def _selected(lookup: Lookup, chosen: Selector) -> list[_Found]:
    tree = lookup.tree
    if tree is None:
        return []
    if chosen.xpath is not None:
        found = [
            _Found(tree.text(hit) if isinstance(hit, int) else squeeze(hit))
            for hit in tree.xpath(chosen.xpath)
        ]
    elif chosen.attribute is not None:
        attributes = tree.nodes.attributes
        found = [
            _Found(squeeze(attributes[node].get(chosen.attribute) or "")) for node in lookup.nodes(chosen)
        ]
    else:
        hits = lookup.hits(chosen)
        alone = len({block for block, _ in hits}) == 1
        found = [
            _Found(tree.text(node), *(hits[0] if alone and number == 0 else (None, None)))
            for number, node in enumerate(lookup.nodes(chosen))
        ]
    return [piece for piece in found if piece.text]


def _picked(raw: _Found, item: Meta) -> _Found | None:
    """The text with `re` and `strip` applied; None where nothing is left."""
    text, block, span = raw.text, raw.block, raw.span
    if item.regex is not None:
        result = match(item.regex, text, "")
        if isinstance(result, bool):
            return None
        groups = result.groupdict()
        picked = groups.get(item.field) or (result[1] if result.re.groups and not groups else None)
        if block is not None and span is None and result.span() != (0, len(text)):
            span = result.span()
        text = picked if picked is not None else result[0]
    text = text.strip()
    for affix in item.strip:
        folded, bare = text.lower(), affix.strip().lower()
        if bare and folded.startswith(bare):
            text = text[len(bare) :].strip()
        elif bare and folded.endswith(bare):
            text = text[: -len(bare)].strip()
    return _Found(text, block, span) if text else None


def _names(text: str, item: Meta) -> list[str]:
    return [name for name in _BETWEEN.split(text) if name] if item.field in LISTS else [text]


def _date(text: str, item: Meta) -> str | None:
    """The date in ISO 8601, as exact as the page has it; None where it isn't one."""
    try:
        if item.format is None:
            datetime.fromisoformat(text)
            return text
        moment = datetime.strptime(text, item.format)
    except ValueError:
        return None
    if not _MONTH.search(item.format):
        return f"{moment:%Y}"
    if not _DAY.search(item.format):
        return f"{moment:%Y-%m}"
    if not _TIME.search(item.format):
        return moment.date().isoformat()
    if moment.tzinfo is None and item.tz is not None:
        from zoneinfo import ZoneInfo

        moment = moment.replace(tzinfo=ZoneInfo(item.tz))
    return moment.isoformat()


def _declared(lookup: Lookup, path: str) -> list[_Found]:
    """The texts at a `jsonld:` or `meta:` path."""
    kind, _, rest = path.partition(":")
    return _from_jsonld(lookup, rest) if kind == "jsonld" else _from_meta(lookup, rest)


def _from_meta(lookup: Lookup, name: str) -> list[_Found]:
    """The contents of the <meta> elements with this name, in the order of the page."""
    nodes = lookup.tree.nodes if lookup.tree else None
    found: list[_Found] = []
    for tag, attributes in zip(nodes.tags, nodes.attributes, strict=True) if nodes else ():
        if tag == "meta" and name.lower() in ((attributes.get(key) or "").lower() for key in _META_NAMES):
            found.append(_Found(squeeze(attributes.get("content") or "")))
    return [piece for piece in found if piece.text]


def _from_jsonld(lookup: Lookup, path: str) -> list[_Found]:
    """The texts at a path of the page's JSON-LD objects, @graph or not."""
    tree = lookup.tree
    if tree is None:
        return []
    nodes = tree.nodes
    found: list[_Found] = []
    for node, tag in enumerate(nodes.tags):
        if tag != "script" or "ld+json" not in (nodes.attributes[node].get("type") or "").lower():
            continue
        source = "".join(nodes.texts[node : nodes.ends[node]])
        try:
            data = json.loads(source) if len(source) <= _JSON_CHARS else None
        except (ValueError, RecursionError):
            continue  # what a page declares badly it does not declare
        for thing in _objects(data):
            found.extend(_Found(squeeze(text)) for text in _at(thing, path.split(".")))
    return [piece for piece in found if piece.text]


def _objects(data: Any) -> list[Any]:
    things = data if isinstance(data, list) else [data]
    return [
        inner
        for thing in things
        if isinstance(thing, dict)
        for inner in (thing["@graph"] if isinstance(thing.get("@graph"), list) else [thing])
    ]


def _at(thing: Any, steps: list[str], depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(thing, list):
        for inner in thing:
            yield from _at(inner, steps, depth + 1)
    elif not steps:
        if isinstance(thing, str):
            yield thing
    elif isinstance(thing, dict) and steps[0] in thing:
        yield from _at(thing[steps[0]], steps[1:], depth + 1)
