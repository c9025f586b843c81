"""Page logic: a small box beside an article that asks for an e-mail address invites, in whatever language."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner.features import shape
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks, Nodes

__all__ = ["labels"]

_LEAST_WORDS, _MOST_WORDS = 8.0, 80.0  # of what stands in the box
_KEPT_SHARE = 0.4  # of the kept characters, as zone.py has it for whole pages
_WHOLE = frozenset({"html", "body", "main", "article"})  # no boxes


def labels(blocks: Blocks, said: Sequence[Label], page_type: str | None) -> list[Label]:
    """Labels for what the engine keeps of such boxes; elsewhere a form may be what the page is for."""
    if blocks.page.tree is None or page_type not in (None, "article"):
        return []
    nodes = blocks.page.tree.nodes
    fields = list(_fields(nodes))
    if not fields:
        return []
    words = [0.0] * len(nodes)
    for node, text in zip(blocks.nodes, blocks.texts, strict=True):
        words[node] += shape.length(text)
    before = list(accumulate(words, initial=0.0))
    opened = [0] * (len(nodes) + 1)
    for box in _boxes(nodes, before, fields):
        opened[box] += 1
        opened[nodes.ends[box]] -= 1
    inside = list(accumulate(opened))
    kept = [label.block for label in said if label.keep]
    found = [i for i in kept if inside[blocks.nodes[i]]]
    # A box beside an article is a small part of it; a short article may itself be in one with a field.
    if sum(len(blocks.texts[i]) for i in found) > _KEPT_SHARE * sum(len(blocks.texts[i]) for i in kept):
        return []
    why = "in a box that asks for an address"
    return [Label(i, "newsletter", False, Layer.PAGE, "invitation", why) for i in found]


def _fields(nodes: Nodes) -> Iterator[int]:
    for i, tag in enumerate(nodes.tags):
        if tag == "input" and (nodes.attributes[i].get("type") or "").lower() == "email":
            yield i


def _boxes(nodes: Nodes, before: Sequence[float], fields: Sequence[int]) -> set[int]:
    """The smallest element around each field that says something, where it does not say much."""
    boxes: set[int] = set()
    passed: set[int] = set()
    for field in fields:
        box = nodes.parents[field]
        while box > 0 and box not in passed and nodes.tags[box] not in _WHOLE:
            passed.add(box)
            words = before[nodes.ends[box]] - before[box]
            if words >= _LEAST_WORDS:
                boxes.update([box] if words <= _MOST_WORDS else [])
                break
            box = nodes.parents[box]
    return boxes
