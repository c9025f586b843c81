"""Pictures: where they lie, of all the places where pages say so, and those that are a word of the text.

Lazy loaders keep the address in a `data-` attribute of any name, and something else in `src` until then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleaner.types import Nodes

__all__ = ["IMAGE_SOURCES", "PICTURES", "emoji", "is_fallback", "sources"]

PICTURES = frozenset({"amp-img", "img"})
# Where most lazy loaders keep the picture's address, before the place-holder in `src`.
IMAGE_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")
_LAZY = "lazy"  # in the name of an attribute that counts before `src`, whatever that says
_SIZES = ("srcset", "data-srcset")
_SIZES_CHARS = 8000
_SIZE = re.compile(r"([^\s,]\S*)(?:\s+(\d{1,6}(?:\.\d{1,3})?)[wx])?")
# What a `data-` attribute of another name holds: several sizes, or one address.
_SIZED = re.compile(r"[^\s,]\S*\s+\d{1,6}(?:\.\d{1,3})?[wx](?:\s*,|\Z)")
_ADDRESS = re.compile(r"[^\s\"'<>{}\\^|]+\Z")
_ENDING = re.compile(r"\.(?:avif|bmp|gif|jpe?g|jxl|png|svg|webp)(?![A-Za-z0-9])", re.I)
_DATA_CHARS = 2000  # no more is looked at: settings of a player live in such attributes too
# Names of files that stand for a picture yet to come, as in 1,500 pages of the corpora (2026-11).
_PLACEHOLDER = re.compile(
    r"(?:(?:1x1|ajax|bg|blank|clear|default|dot|dummy|empty|gif|gr[ae]y|image|img|lazy|leer|(?:pre)?load(?:er|ing)?|missing|"
    r"no|ph|photo|picture|pixel|placeholder|spacer?|spinner|thumb(?:nail)?|trans(?:parent)?|white|x|\d{1,5})[_.-]?){1,8}"
    r"(?:\.[A-Za-z]{2,5})?",
    re.I,
)
_NAME_CHARS = 100
_PICTURE_NODES = 20  # sources and the white space between them
_NOSCRIPT_DEPTH = 3  # <noscript><picture><img>
# Unicode 15.1, emoji-data.txt, with the signs from U+2600 to U+27BF that pages use for stars and ticks, and
# what joins and colours them.
_EMOJI = re.compile(
    "(?:[\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\u3030\u303d\U0001f000-\U0001faff]"
    "|[0-9#*]\ufe0f?\u20e3|[\u200d\ufe0f\U000e0030-\U000e007f]){1,20}"
)


def sources(nodes: Nodes, node: int) -> Iterator[str | None]:
    """Where a picture may lie, the likeliest first; the largest of several sizes."""
    attributes = nodes.attributes[node]
    for name in IMAGE_SOURCES[:-1]:
        yield attributes.get(name)
    yield from _kept(attributes, _LAZY)
    shown = attributes.get("src")
    if shown and not _is_placeholder(shown):
        yield shown
    for name in _SIZES:
        yield _largest(attributes.get(name))
    picture = nodes.parents[node]
    if nodes.tags[picture] == "picture":
        for source in range(picture + 1, min(nodes.ends[picture], picture + _PICTURE_NODES)):
            for name in _SIZES:
                yield _largest(nodes.attributes[source].get(name))
            if nodes.tags[source] == "source":
                yield from _kept(nodes.attributes[source], _LAZY)
    yield from _kept(attributes, "")
    yield shown


def _kept(attributes: Mapping[str, str | None], within: str) -> Iterator[str | None]:
    """What looks like a picture's address in the `data-` attributes that have `within` in their name."""
    for name, value in attributes.items():
        if value and name.startswith("data-") and within in name:
            # Of a list that is longer the last address may be half of one.
            said = (value if len(value) <= _DATA_CHARS else value[:_DATA_CHARS].rpartition(", ")[0]).strip()
            if "/" not in said:
                continue
            if _SIZED.match(said):
                yield _largest(said)
            elif _ADDRESS.match(said) and _ENDING.search(said):
                yield said


def _is_placeholder(source: str) -> bool:
    """True for what stands in `src` until the picture is loaded.

    >>> _is_placeholder("data:image/gif;base64,R0lG"), _is_placeholder("/i/blank.gif?v=2")
    (True, True)
    >>> _is_placeholder("/i/photograph.jpg")
    False
    """
    name = source[:_DATA_CHARS].partition("?")[0].rpartition("/")[2][-_NAME_CHARS:]
    return source.startswith("data:") or _PLACEHOLDER.fullmatch(name) is not None


def _largest(sizes: str | None) -> str | None:
    """The address of the largest picture of a `srcset`. WHATWG HTML, 4.8.4.2.1 "Srcset attributes"."""
    if not sizes or len(sizes) > _SIZES_CHARS:
        return None
    found = [(float(size or 1), address) for address, size in _SIZE.findall(sizes)]
    return max(found, key=lambda pair: pair[0])[1].rstrip(",") if found else None


def emoji(attributes: Mapping[str, str | None]) -> str:
    """The signs that a picture stands for, where its `alt` is nothing but emoji; "" for any other."""
    alt = attributes.get("alt")
    return alt if alt and _EMOJI.fullmatch(alt) else ""


def is_fallback(nodes: Nodes, node: int) -> bool:
    """True inside <noscript>, where lazy loaders repeat a picture for readers without scripts."""
    for _ in range(_NOSCRIPT_DEPTH):
        node = nodes.parents[node]
        if node < 0 or nodes.tags[node] == "noscript":
            break
    return node >= 0 and nodes.tags[node] == "noscript"
