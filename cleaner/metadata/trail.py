"""The breadcrumb trail: where a page says that it stands on its site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.metadata import jsonld, title
from cleaner.patterns import pattern
from cleaner.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.metadata.marks import Marks

__all__ = ["sections"]

_MAX_CRUMBS = 8
_MAX_CHARS = 60  # a longer crumb is the page's own headline
_MAX_NODES = 400  # of a trail's element; one that holds more is a part of the page
_CLASS = pattern(r"bread[-_]?crumb|\bcrumbs?\b")
_HOME = frozenset("home homepage startseite start accueil inicio index".split()) | {"home page", "main page"}


def sections(things: Iterable[jsonld.Thing], marks: Marks) -> list[str]:
    """The names of the steps that lead to the page, without the home page; [] where it shows no trail."""
    found = list(_declared(things)) or list(_visible(marks))
    kept = dict.fromkeys(text for text in found[:_MAX_CRUMBS] if 1 < len(text) <= _MAX_CHARS)
    return [text for text in kept if fold(text) not in _HOME]


def _declared(things: Iterable[jsonld.Thing]) -> Iterator[str]:
    trails = [thing for thing in things if "breadcrumblist" in thing.types]
    for item in _items(trails[0].data.get("itemListElement")) if trails else ():
        inner = item.get("item")
        name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        if isinstance(name, str):
            yield title.plain(name)


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _visible(marks: Marks) -> Iterator[str]:
    """The links inside the first element whose class or id calls it a trail."""
    nodes = marks.tree.nodes
    wanted = {name for name in set(marks.names) if "crumb" in name.lower() and _CLASS.search(name.lower())}
    for node, name in zip(marks.bearers, marks.names, strict=True) if wanted else ():
        if name in wanted and nodes.ends[node] - node <= _MAX_NODES:
            links = [inner for inner in range(node + 1, nodes.ends[node]) if nodes.tags[inner] == "a"]
            if links:
                yield from (title.plain(marks.tree.text(link)) for link in links)
                return
