"""Pictures: where they lie, of all the places where pages say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.page.blocks import IMAGE_SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.types import Nodes

__all__ = ["is_fallback", "sources"]

_SIZES = ("srcset", "data-srcset")
_SIZES_CHARS = 8000
_SIZE = re.compile(r"([^\s,]\S*)(?:\s+(\d{1,6}(?:\.\d{1,3})?)[wx])?")
_PICTURE_NODES = 20  # sources and the white space between them
_NOSCRIPT_DEPTH = 3  # <noscript><picture><img>


def sources(nodes: Nodes, node: int) -> Iterator[str | None]:
    """Where a picture may lie, the likeliest first; the largest of several sizes."""
    attributes = nodes.attributes[node]
    for name in IMAGE_SOURCES:
        yield attributes.get(name)
    for name in _SIZES:
        yield _largest(attributes.get(name))
    picture = nodes.parents[node]
    if nodes.tags[picture] == "picture":
        for source in range(picture + 1, min(nodes.ends[picture], picture + _PICTURE_NODES)):
            for name in _SIZES:
                yield _largest(nodes.attributes[source].get(name))


def _largest(sizes: str | None) -> str | None:
    """The address of the largest picture of a `srcset`. WHATWG HTML, 4.8.4.2.1 "Srcset attributes"."""
    if not sizes or len(sizes) > _SIZES_CHARS:
        return None
    found = [(float(size or 1), address) for address, size in _SIZE.findall(sizes)]
    return max(found, key=lambda pair: pair[0])[1].rstrip(",") if found else None


def is_fallback(nodes: Nodes, node: int) -> bool:
    """True inside <noscript>, where lazy loaders repeat a picture for readers without scripts."""
    for _ in range(_NOSCRIPT_DEPTH):
        node = nodes.parents[node]
        if node < 0 or nodes.tags[node] == "noscript":
            break
    return node >= 0 and nodes.tags[node] == "noscript"
