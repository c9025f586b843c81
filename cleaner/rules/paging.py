"""Articles over several pages: where the next part is, and all parts of one article in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import urls
from cleaner.page import read_page
from cleaner.rules import selection
from cleaner.rules.entries import read_each
from cleaner.rules.selection import nodes_of
from cleaner.rules.shapes import NUMBER, TEXT, TEXTS, mapping
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.rules.load import Rules
    from cleaner.rules.selection import Selector
    from cleaner.rules.shapes import Shape
    from cleaner.rules.yamlfile import Node, Reader
    from cleaner.types import Page, RawPage, Tree

__all__ = [
    "SHAPE",
    "Paging",
    "first_beside",
    "follow",
    "next_address",
    "parts_beside",
    "read_paging",
    "single_address",
]

_KEYS = ("next", "single", "files", "max")
_MOST = 20  # parts of an article, where the rule does not say
_NUMBER = "{n}"
SHAPE: Shape = mapping({"next": TEXTS, "single": TEXTS, "files": TEXT, "max": NUMBER})


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the other parts of an article are."""

    next: tuple[Selector, ...] = ()  # the link to the part that follows; the first that is there
    single: tuple[Selector, ...] = ()  # the link to all of the article on one page
    files: str | None = None  # the name under which part {n} was saved
    max: int = _MOST


def read_paging(reader: Reader, node: Node) -> Paging | None:
    """`pages` of a rule; None, with an error noted, where it says nothing."""
    found = reader.mapping(node, "key", _KEYS, of='"pages"')
    following, single = (
        tuple(read_each(reader, found[key].value, f'"{key}"', selection.selector)) if key in found else ()
        for key in ("next", "single")
    )
    files = reader.text(found["files"].value, '"files"') if "files" in found else None
    if files is not None and (files.count(_NUMBER) != 1 or "/" in files):
        reader.error(
            found["files"].value, f'"{files}" needs {_NUMBER} once, and no folder: "*-page{_NUMBER}.html"'
        )
        files = None
    most = reader.number(found["max"].value, '"max"') if "max" in found else _MOST
    if most is not None and most < 2:
        reader.error(found["max"].value, f'"max" is {most}, but an article of several pages has 2 or more')
    if not found.keys() & {"next", "single", "files"}:
        reader.error(node, '"pages" needs one of next, single, files')
        return None
    return Paging(following, single, files, most or _MOST)


def next_address(page: Page, paging: Paging) -> str | None:
    """Where the next part is; None on the last one, and for an address on another host."""
    return _address(page, paging.next)


def single_address(page: Page, paging: Paging) -> str | None:
    """Where the whole article is on one page; None where there is no such page, or this is it."""
    return _address(page, paging.single)


def follow(first: RawPage, rules: Rules, get: Callable[[str], RawPage | None]) -> list[RawPage]:
    """All parts of an article, in order; `get` brings the page at an address, or None.

    Ends at the last part, at one that was there before (by its address or by its text), at one that cannot be
    had, and at the rule's `max`.
    """
    page = read_page(first)
    site = rules.rule_for(page)
    paging = site.paging if site else None
    if paging is None:
        return [first]
    seen = {_bare(page.url)}
    if (
        (whole := single_address(page, paging))
        and _bare(whole) not in seen
        and (raw := get(whole)) is not None
    ):
        return [raw]
    parts, texts = [first], {_words(page)}
    while len(parts) < paging.max:
        address = next_address(page, paging)
        if address is None or _bare(address) in seen:
            break
        seen.add(_bare(address))
        raw = get(address.partition("#")[0])
        if raw is None:
            break
        page = read_page(raw)
        seen.add(_bare(page.url))
        if _words(page) in texts:  # a site that answers with its last page for ever
            break
        texts.add(_words(page))
        parts.append(raw)
    return parts


def parts_beside(path: str, paging: Paging) -> list[str]:
    """The saved parts of an article whose first part lies at `path`, that one included, in order."""
    named = _named(Path(path).name, paging)
    if named is None:
        return [path]
    parts = [path]
    for number in range(named.number + 1, named.number + paging.max):
        following = Path(path).with_name(named.part(number))
        if not following.is_file():
            break
        parts.append(str(following))
    return parts


def first_beside(path: str, paging: Paging) -> str | None:
    """The first part of the article that `path` is a later part of; None where it is the first itself."""
    named = _named(Path(path).name, paging)
    if named is None or named.number < 2:
        return None
    for name in (named.part(1), named.head + named.tail):
        if (first := Path(path).with_name(name)).is_file():
            return str(first)
    return None


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a saved part, taken apart."""

    head: str
    marker: str  # what stands before the number, "-page"
    digits: str  # "" for a first part that has no number
    tail: str

    @property
    def number(self) -> int:
        return int(self.digits or 1)

    def part(self, number: int) -> str:
        width = len(self.digits) if self.digits.startswith("0") else 1
        return f"{self.head}{self.marker}{number:0{width}d}{self.tail}"


def _named(name: str, paging: Paging) -> _Named | None:
    if paging.files is None:
        return None
    before, _, after = paging.files.partition(_NUMBER)
    marker = re.split(r"[*?]", before)[-1]
    head, tail = _glob(before.removesuffix(marker)), _glob(after)
    if found := re.fullmatch(f"({head}){re.escape(marker)}([0-9]{{1,6}})({tail})", name):
        return _Named(found[1], marker, found[2], found[3])
    found = re.fullmatch(f"({head})({tail})", name)
    return _Named(found[1], marker, "", found[2]) if found else None


def _glob(text: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(piece, re.escape(piece)) for piece in re.split(r"([*?])", text))


def _address(page: Page, links: Sequence[Selector]) -> str | None:
    tree = page.tree
    if tree is None:
        return None
    for link in links:
        for text in _linked(tree, link):
            address = urls.absolute(text, page.url)
            if address and (not page.url or urls.host(address) == urls.host(page.url)):
                return address
    return None


def _linked(tree: Tree, link: Selector) -> list[str | None]:
    """What the elements of a selector link to, or what stands in the attribute that it names."""
    attributes = tree.nodes.attributes
    if link.xpath is not None:
        return [
            hit if isinstance(hit, str) else attributes[hit].get("href") for hit in tree.xpath(link.xpath)
        ]
    return [attributes[node].get(link.attribute or "href") for node in nodes_of(tree, link)]


def _bare(url: str | None) -> str:
    """An address as addresses are compared: no fragment, no slash at the end."""
    return (url or "").partition("#")[0].rstrip("/")


def _words(page: Page) -> str:
    return squeeze(page.tree.text(0) if page.tree else page.text)
