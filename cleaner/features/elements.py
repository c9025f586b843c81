"""What elements have from those above them, gathered on one way down the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.features.tokens import Key

__all__ = ["ABOVE", "Ways", "sums_above", "ways"]

# Kinds of elements that matter to what is inside, by tag; and by role or item property.
ABOVE = (
    "nav", "aside", "footer", "header", "main", "article", "form", "table", "list", "figure", "blockquote",
    "pre", "section", "dialog", "a", "noscript",
)  # fmt: skip
_BIT = {tag: 1 << i for i, tag in enumerate(ABOVE)} | {"ul": 1 << 8, "ol": 1 << 8, "dl": 1 << 8}
_ROLE_BIT = {"navigation": 1, "complementary": 2, "contentinfo": 4, "banner": 8, "main": 16, "article": 32,
             "dialog": 1 << 13, "articleBody": 32}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways down from the root, one entry an element."""

    depth: NDArray[np.int32]  # 0 for the root
    inside: NDArray[np.bool_]  # len(ABOVE) x elements: is or lies in an element of a kind
    by_class: NDArray[np.intp]  # a number for each way, by the tags and class names of all elements on it
    by_tag: NDArray[np.intp]  # and by their tags alone


def ways(keys: Sequence[Key], key: Sequence[int], parent: Sequence[int]) -> Ways:
    """Elements are in document order; `key` is the kind of each, `parent` its parent, the root its own."""
    bits = [_bits(kind) for kind in keys]
    classes, tags = _numbered([kind[:2] for kind in keys]), _numbered([kind[:1] for kind in keys])
    depth, above = [-1] * len(key), [0] * len(key)
    by_class, by_tag, size = [0] * len(key), [0] * len(key), len(keys)
    seen_classes: dict[int, int] = {}
    seen_tags: dict[int, int] = {}
    for i, (kind, up) in enumerate(zip(key, parent, strict=True)):
        depth[i] = depth[up] + 1
        above[i] = above[up] | bits[kind]
        # A way is that of the element above and one more step; as one number a dictionary finds it sooner.
        by_class[i] = seen_classes.setdefault(by_class[up] * size + classes[kind], len(seen_classes) + 1)
        by_tag[i] = seen_tags.setdefault(by_tag[up] * size + tags[kind], len(seen_tags) + 1)
    inside = (np.array(above) >> np.arange(len(ABOVE))[:, None]) & 1 > 0
    return Ways(np.array(depth, np.int32), inside, np.array(by_class), np.array(by_tag))


def sums_above(values: Sequence[float], key: Sequence[int], parent: Sequence[int]) -> list[float]:
    """For each element the sum over itself and all above it; `values` are those of the kinds."""
    found = [0.0] * len(key)
    for i, (kind, up) in enumerate(zip(key, parent, strict=True)):
        found[i] = found[up] + values[kind]
    return found


def _numbered(kinds: list[tuple[str, ...]]) -> list[int]:
    numbers: dict[tuple[str, ...], int] = {}
    return [numbers.setdefault(kind, len(numbers)) for kind in kinds]


def _bits(key: Key) -> int:
    tag, _, _, role, prop = key
    bits = _BIT.get(tag, 0)
    if role or prop:
        bits |= _ROLE_BIT.get(role, 0) | _ROLE_BIT.get(prop, 0)
    return bits
