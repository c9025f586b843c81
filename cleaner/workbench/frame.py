"""A saved page as the workbench shows it: its text and structure, and nothing that acts or loads.

The page is written anew from the tree, tag by tag, out of short lists of what may be in it: no script, no
style, no form, no address. Every element carries its number (`data-n`) and every run of text its own
(`data-t`), by which the workbench colours them and knows what was pointed at.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from html import escape
from typing import TYPE_CHECKING

from cleaner.page.blocks import BLOCK_TAGS
from cleaner.page.pictures import IMAGE_SOURCES
from cleaner.text import safe

if TYPE_CHECKING:
    from cleaner.types import Blocks, Nodes, Page

__all__ = ["marks", "written"]

# Elements that are shown as they are: they do nothing but lay out text. Others become a div or a span.
_SHOWN = frozenset(
    "article aside b blockquote br caption cite code dd del div dl dt em figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 header hr i ins kbd li main mark nav ol p pre q s section small span strong sub sup table "
    "tbody td tfoot th thead time tr u ul".split()
)
_VOID = frozenset({"br", "hr"})
_UNSEEN = frozenset(
    "audio base canvas datalist embed head iframe input link meta noembed noframes object param script "
    "select source style svg template textarea title track video wbr".split()
)
_SPANS = ("colspan", "rowspan")
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]{1,200000}\Z")
# Within these, browsers move a div or span to somewhere else.
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr"})


def written(page: Page) -> str:
    """The body of the frame: safe to show, whatever the page holds."""
    if page.tree is None:
        lines = enumerate(page.text.split("\n"), 1)
        return "".join(f'<div class="line" data-t="{number}">{_text(line)}</div>' for number, line in lines)
    nodes = page.tree.nodes
    pieces: list[str] = []
    open_: list[tuple[int, str]] = []  # where each open element ends, and its closing tag
    i, size = 0, len(nodes)
    while i < size:
        while open_ and open_[-1][0] <= i:
            pieces.append(open_.pop()[1])
        tag = nodes.tags[i]
        if not tag:
            pieces.append(_run(nodes, i))
        elif tag == "img":
            pieces.append(_picture(nodes, i))
        elif tag in _UNSEEN and not (tag == "template" and nodes.ends[i] > i + 1):
            i = nodes.ends[i]
            continue
        else:
            start, end = _element(nodes, i, tag)
            pieces.append(start)
            open_.append((nodes.ends[i], end))
        i += 1
    pieces.extend(end for _, end in reversed(open_))
    return "".join(pieces)


def marks(blocks: Blocks) -> list[list[int]]:
    """For each block the numbers (`data-t`) of the runs of text that it was made from."""
    tree = blocks.page.tree
    if tree is None:
        return [list(range(first, last + 1)) for first, last in blocks.lines]
    waiting: dict[tuple[int, str], deque[int]] = defaultdict(deque)
    for block, run in enumerate(blocks.runs):
        for piece in run:
            waiting[piece].append(block)
    found: list[list[int]] = [[] for _ in range(len(blocks))]
    nodes = tree.nodes
    for i, tag in enumerate(nodes.tags):
        place = (nodes.parents[i], nodes.texts[i]) if not tag else (i, "")
        if (not tag or tag == "img") and (owners := waiting.get(place)):
            found[owners.popleft()].append(i)
    return found


def _element(nodes: Nodes, i: int, tag: str) -> tuple[str, str]:
    """Its start and end tag, as they may be shown."""
    shown = tag if tag in _SHOWN else "div" if tag in BLOCK_TAGS else "span"
    attributes = nodes.attributes[i]
    said = [f'data-n="{i}"']
    if tag == "a":
        said.append('class="link"')
    elif tag == "button" or attributes.get("role") == "button":
        said.append('class="button"')
    for name in _SPANS:
        if (value := attributes.get(name) or "").isdecimal():
            said.append(f'{name}="{min(int(value[:4]), 1000)}"')
    start = f"<{shown} {' '.join(said)}>"
    return (start, "") if shown in _VOID else (start, f"</{shown}>")


def _run(nodes: Nodes, i: int) -> str:
    text = nodes.texts[i]
    if nodes.tags[nodes.parents[i]] in _TABLE_PARTS:  # white space between cells
        return ""
    if text.isspace():
        return " "
    return f'<span data-t="{i}">{_text(text)}</span>'


def _picture(nodes: Nodes, i: int) -> str:
    """A picture that the page brings along, or a place-holder with what it says it shows."""
    attributes = nodes.attributes[i]
    source = next((value for name in IMAGE_SOURCES if (value := attributes.get(name))), "")
    place = f'data-n="{i}" data-t="{i}"'
    if _INLINE_PICTURE.match(source):
        return f'<img {place} src="{escape(source)}" alt="">'
    return f'<span class="picture" {place}>{_text(attributes.get("alt") or "picture")}</span>'


def _text(text: str) -> str:
    return escape(safe(text))
