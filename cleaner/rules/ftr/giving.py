"""A site of ours -> files of the Full-Text RSS format, as far as that format can say it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.errors import UsageError
from cleaner.rules.directives.flags import Flag
from cleaner.rules.directives.meta import Meta
from cleaner.rules.directives.replace import Replace
from cleaner.rules.selection import Selector
from cleaner.types import Layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.site import Item, Site

__all__ = ["Given", "give"]

_FIELDS = {"title": "title", "authors": "author", "published": "date"}
_ITEMS = {"body": "body", "drop": "strip", "unwrap": "dissolve"}


@dataclass(slots=True)
class Given:
    """What a site became."""

    files: dict[str, str] = field(default_factory=dict)  # by name: one a host
    untold: list[str] = field(default_factory=list)  # what the format has no words for
    presets: Counter[str] = field(default_factory=Counter)  # how much of that each preset says

    def leave(self, item: Item) -> None:
        """Note an item that cannot be said; those of presets, which others have written, are counted."""
        name, _, rest = item.name.partition(".")
        if item.layer == Layer.PRESET:
            self.presets[name] += 1
        else:
            self.untold.append(f"{item.by}: {rest} {item.shown}")


def give(site: Site) -> Given:
    """The site's own rules and those of its presets, in the format's files."""
    given = Given()
    lines = [*_items(site, given), *_others(site, given)]
    for key, items in (
        ("layouts", site.layouts),
        ("paths", site.where.paths),
        ("when", site.where.when.count),
    ):
        if items:
            given.untold.append(f"{key} - the format knows pages by their host alone")
    for host in site.where.hosts:
        if host.endswith(".*"):
            given.untold.append(f'host "{host}" - name each one')
            continue
        given.files[f"{host.removeprefix('*')}.txt"] = "\n".join(lines) + "\n"
    if not site.where.hosts:
        given.untold.append("no host - the format knows pages by their host alone")
    return given


def _items(site: Site, given: Given) -> Iterator[str]:
    for directive, word in _ITEMS.items():
        ranked = site.strongest(directive) if directive == "body" else list(site.items(directive))
        for item in (one.item for one in ranked):
            if item.shown.startswith("{class~: "):
                yield f"strip_id_or_class: {item.shown.removeprefix('{class~: ').removesuffix('}')}"
            elif xpath := _xpath(item.target):
                yield f"{word}: {xpath}"
            else:
                given.leave(item)
    for directive in ("keep", "drop_lines", "cut_before", "cut_after", "rename"):
        for one in site.items(directive):
            given.leave(one.item)


def _others(site: Site, given: Given) -> Iterator[str]:
    for key, say in (("meta", _field), ("flags", _flag), ("replace", _replacement)):
        for ranked in site.items(key):
            lines = say(ranked.item)
            yield from lines
            if not lines:
                given.leave(ranked.item)
    paging = site.paging
    for word, links in (
        (("single_page_link", paging.single), ("next_page_link", paging.next)) if paging else ()
    ):
        yield from (f"{word}: {xpath}" for link in links if (xpath := _xpath(link)))
    for header in site.own.headers or ():
        if header.value is not None:
            yield f"http_header({header.name}): {header.value}"
        else:
            given.untold.append(f'{header.by}: header "{header.name}" - a secret')


def _field(item: Item) -> list[str]:
    if not isinstance(item, Meta) or item.field not in _FIELDS:
        return []
    xpaths = [_xpath(source) for source in item.sources]
    return [f"{_FIELDS[item.field]}: {xpath}" for xpath in xpaths if xpath]


def _flag(item: Item) -> list[str]:
    xpath = _xpath(item.target) if isinstance(item, Flag) and item.flag == "sponsored" else None
    return [f"native_ad_clue: {xpath}"] if xpath else []


def _replacement(item: Item) -> list[str]:
    if not isinstance(item, Replace) or not item.markup:
        return []
    return [f"find_string: {item.target.source}", f"replace_string: {item.new}"]


def _xpath(target: object) -> str | None:
    """A selector as XPath; None where it cannot be said so."""
    if not isinstance(target, Selector):
        return None
    if target.xpath is not None:
        return target.xpath
    try:
        from cssselect import HTMLTranslator, SelectorError
    except ImportError as error:
        raise UsageError(
            "the export needs cssselect - install it with: pip install 'cleaner[export]'"
        ) from error
    try:
        xpath = str(HTMLTranslator().css_to_xpath(target.css or "", prefix="//"))
    except SelectorError:
        return None
    return f"{xpath}/@{target.attribute}" if target.attribute else xpath
