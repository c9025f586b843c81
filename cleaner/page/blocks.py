"""HTML page -> blocks: one pass over the tree's columns.

A block is a run of text between two block-level boundaries. What the feasibility study found to matter:
`<br>` breaks, `<pre>` stays whole, `<noscript>` is walked (forum software keeps posts there), text in
controls is kept with a flag, hidden elements are flagged and not dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.text import safe, squeeze
from cleaner.types import Blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.types import Nodes, Page

__all__ = ["BLOCK_TAGS", "IMAGE_SOURCES", "segment"]

# HTML standard, 15.3 "Rendering: flow content", "sections and headings", "lists", "tables": what browsers
# show as a block of its own; and `button`, inline for the standard but a piece of its own to a reader.
BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section summary table tbody "
    "td template tfoot th thead tr ul xmp".split()
)
# Never the page's own text: metadata, code, form fields, drawings, and what shows only where a player fails.
_SKIPPED = frozenset(
    "audio canvas datalist head iframe noembed noframes object script select style svg template textarea "
    "title video".split()
)
_CONTROLS = frozenset({"button", "label"})
_PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What documentation puts behind a heading, for a link to itself (Sphinx, GitHub, Docusaurus, mkdocs).
_PERMALINKS = frozenset({"¶", "#", "§", "🔗", "⚓", "\u200b"})
_PERMALINK_CHARS = 3
_PIXEL = frozenset({"0", "1", "0px", "1px"})
# Where lazy loaders keep the picture's address, before the place-holder in `src`.
IMAGE_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
_STYLE_CHARS = 2000  # the longest style attribute we read: inline data: images live there too
_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


def segment(page: Page) -> Blocks:
    """All blocks of an HTML page, in document order; none is left out, hidden ones are flagged."""
    if page.tree is None:
        raise ValueError("a text dump has no tree: cleaner.page.lines cuts it")
    nodes = page.tree.nodes
    tags, parents, ends = nodes.tags, nodes.parents, nodes.ends
    traits = _Traits(nodes)
    blocks = _Builder(page, traits)
    i, size = 0, len(tags)
    while i < size:
        tag, parent = tags[i], parents[i]
        if not tag:
            blocks.add_text(parent, nodes.texts[i])
        elif tag in _SKIPPED and not (tag == "template" and ends[i] > i + 1):
            if tag in BLOCK_TAGS:
                blocks.close()
            i = ends[i]
            continue
        else:
            traits.inherit(i, tag, parent)
            if tag == "br":
                blocks.add_break(parent)
            elif traits.block[i] == i:
                blocks.close()
                blocks.breaks = 0
            elif tag in BLOCK_TAGS:
                blocks.add_line(i)
            elif tag == "img":
                blocks.add_image(i)
        i += 1
    blocks.close()
    return blocks.made


class _Traits:
    """What an element has from its ancestors, as columns with one entry a node."""

    def __init__(self, nodes: Nodes) -> None:
        size = len(nodes)
        self.nodes = nodes
        self.block = [0] * size  # the nearest block-level element, itself or above
        self.depth = [0] * size
        self.link = [False] * size
        self.hidden = [False] * size
        self.control = [False] * size

    def inherit(self, i: int, tag: str, parent: int) -> None:
        if parent >= 0:
            self.depth[i] = self.depth[parent] + 1
        attributes = self.nodes.attributes[i]
        outer = self.block[parent] if parent >= 0 else 0
        # Highlighters make each line of code an element of its own: <pre> stays whole.
        own = tag in BLOCK_TAGS and self.nodes.tags[outer] not in _PREFORMATTED
        self.block[i] = i if own else outer
        self.link[i] = self.link[parent] or (tag == "a" and "href" in attributes)
        self.hidden[i] = self.hidden[parent] or bool(attributes and _is_hidden(attributes))
        self.control[i] = self.control[parent] or tag in _CONTROLS


class _Builder:
    """The blocks made so far, and the run of text that is still open."""

    def __init__(self, page: Page, traits: _Traits) -> None:
        self.made = Blocks(page, [], [], [], [], [], [], [], [], [], [])
        self.traits = traits
        self.tags = traits.nodes.tags
        self.run: list[tuple[int, str]] = []
        self.owner = -1  # block-level element of the open run
        self.breaks = 0  # <br>s since the last run

    def add_text(self, parent: int, text: str) -> None:
        owner = self.traits.block[parent]
        if len(text) <= _PERMALINK_CHARS and self.traits.link[parent] and text.strip() in _PERMALINKS:
            return
        if owner != self.owner:
            if text.isspace():
                return
            self.close()
            self.owner = owner
        self.run.append((parent, text))

    def add_image(self, node: int) -> None:
        if not _is_picture(self.traits.nodes.attributes[node]):
            return
        owner = self.traits.block[node]
        if owner != self.owner:
            self.close()
            self.owner = owner
        self.run.append((node, ""))

    def add_break(self, parent: int) -> None:
        if self.tags[self.owner] in _PREFORMATTED:
            self.run.append((parent, "\n"))
        elif self.tags[self.traits.block[parent]] in _HEADINGS:
            self.run.append((parent, " "))  # a headline over two lines is one headline
        else:
            self.close()
            self.breaks += 1

    def add_line(self, node: int) -> None:
        """A block-level element inside preformatted text begins a line."""
        if self.run and not self.run[-1][1].endswith("\n"):
            self.run.append((node, "\n"))

    def close(self) -> None:
        """Make the open run a block, if a reader sees anything in it."""
        run, owner = self.run, self.owner
        self.run, self.owner = [], -1
        if not run:
            return
        if len(run) > 1:
            run = self._seen(run)
        source = run[0][1] if len(run) == 1 else "".join([text for _, text in run])
        tag = self.tags[owner]
        text = safe(source).strip("\n") if tag in _PREFORMATTED else squeeze(source)
        if not text.strip():
            run = [piece for piece in run if self.tags[piece[0]] == "img"]
            if not run:
                return
            text, tag = "", "img"
        self._append(text, tag, owner, run)

    def _seen(self, run: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """The run without its hidden words, if others are to be seen: a tracker, the sign of a link."""
        hidden = self.traits.hidden
        if not any(hidden[node] for node, _ in run):
            return run
        seen = [piece for piece in run if not hidden[piece[0]]]
        return seen if any(text.strip() for _, text in seen) else run

    def _append(self, text: str, tag: str, owner: int, run: list[tuple[int, str]]) -> None:
        made, traits = self.made, self.traits
        inner = run[0][0]  # hidden is now either all of the run or none of it
        linked = sum([len(piece.strip()) for node, piece in run if traits.link[node]])
        made.joins.append(self.breaks == 1 and bool(made.nodes) and made.nodes[-1] == owner)
        made.texts.append(text)
        made.tags.append(tag)
        made.nodes.append(owner)
        made.lines.append((0, 0))
        made.link_chars.append(min(linked, len(text)))
        made.depths.append(traits.depth[owner])
        made.hidden.append(traits.hidden[inner])
        made.buttons.append(
            traits.control[inner] and all(traits.control[node] for node, piece in run if piece.strip())
        )
        made.runs.append(run)
        self.breaks = 0


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and _INVISIBLE.search(style[:_STYLE_CHARS]) is not None


def _is_picture(attributes: Mapping[str, str | None]) -> bool:
    """True for a picture meant for the reader: it has a source and is not a tracking pixel."""
    if attributes.get("width") in _PIXEL or attributes.get("height") in _PIXEL:
        return False
    return any(attributes.get(name) for name in IMAGE_SOURCES)
