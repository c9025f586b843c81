"""HTML page -> blocks: one pass over the tree's columns.

A block is a run of text between two block-level boundaries. What the feasibility study found to matter:
`<br>` breaks, `<pre>` stays whole, `<noscript>` is walked (forum software keeps posts there), text in
controls is kept with a flag, hidden elements are flagged and not dropped.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner.page import asides, caps, listings, roles, seams, signs
from cleaner.page.formulae import TEX_ATTRIBUTES, drawn, formula, pictured
from cleaner.page.pictures import PICTURES, emoji, sources
from cleaner.text import safe, squeeze
from cleaner.types import Blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.types import Nodes, Page

__all__ = ["BLOCK_TAGS", "HEADINGS", "PREFORMATTED", "segment"]

# HTML standard, 15.3 "Rendering: flow content", "sections and headings", "lists", "tables": what browsers
# show as a block of its own; and `button`, inline for the standard but a piece of its own to a reader.
BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section summary table tbody "
    "td template tfoot th thead tr ul xmp".split()
)
PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Never the page's own text: metadata, code, form fields, drawings, and what shows only where a player fails.
_SKIPPED = frozenset(
    "audio canvas datalist head iframe math noembed noframes object script select style svg template "
    "textarea title video".split()
)
_FORMULAE = frozenset({"math", "script"})  # of the skipped, those that may hold one
_DRAWN = frozenset(TEX_ATTRIBUTES)
_DRAWN_NODES = 8  # itself, a drawing, and wrappers around that
_CONTROLS = frozenset({"button", "label"})
# Of the skipped, those whose inside is read after all where it is long: nobody closed them.
_MAY_HOLD = frozenset({"audio", "canvas", "object", "template", "video"})
# The longest of 568 pages of the corpora (2026-11): a player's excuse 198, a button 397, a label 397 but for
# one of 699; half an article is longer.
_LONGEST_CONTROL_CHARS = 500
_CONTROL_NODES = 8  # no use counting the characters of what holds fewer
_INLINE_ACTS = PICTURES | signs.SIGNED | {"br"}
_GUTTER_PIECES = 4  # a line break, the hidden number of a line, and white space around it
_CELLS = frozenset({"td", "th"})
# What documentation puts behind a heading, for a link to itself (Sphinx, GitHub, Docusaurus, mkdocs).
_PERMALINKS = frozenset({"¶", "#", "§", "🔗", "⚓", "\u200b"})
_PERMALINK_CHARS = 3
_PIXEL = frozenset({"0", "1", "0px", "1px"})
_STYLE_CHARS = 2000  # the longest style attribute we read: inline data: images live there too
_Piece = tuple[int, str]  # as in `Blocks.runs`
# One entry for each column of `Blocks`, in their order.
_Row = tuple[str, str, int, tuple[int, int], int, int, bool, bool, bool, list[_Piece]]
_COLUMNS = 10
# What an element has from those around it.
_LINK, _HIDDEN, _CONTROL = 1, 2, 4
_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


def segment(page: Page) -> Blocks:
    """All blocks of an HTML page, in document order; none is left out, hidden ones are flagged."""
    page = listings.restored(roles.restored(page))
    if page.tree is None:
        raise ValueError("a text dump has no tree: cleaner.page.lines cuts it")
    builder = _built(page.tree.nodes)
    return builder.blocks(caps.cut(page, builder.cut) if builder.cut else page)


def _built(nodes: Nodes) -> _Builder:
    """All the blocks; what is inherited is written out here and not called: this loop runs once a node."""
    tags, parents, ends, texts = nodes.tags, nodes.parents, nodes.ends, nodes.texts
    builder = _Builder(nodes)
    owners, depths, marks = builder.owners, builder.depths, builder.marks
    i, size = 0, len(tags)
    while i < size:
        tag, parent = tags[i], parents[i]
        owner = owners[parent]
        if not tag:
            # Most white space stands between blocks, where it is nothing.
            text = texts[i]
            if text and (owner == builder.owner or not text.isspace() or owner in builder.asides):
                builder.add_text(owner, parent, text)
            i += 1
            continue
        if tag in _SKIPPED and not (tag in _MAY_HOLD and builder.holds(i, tag)):
            builder.skip(i, tag, parent)
            i = ends[i]
            continue
        depths[i] = depths[parent] + 1
        mark = marks[parent]
        if attributes := nodes.attributes[i]:
            if tag == "a" and "href" in attributes:
                mark |= _LINK
            # Asked one by one: in half the time of `_HIDING.isdisjoint(attributes)`.
            may_hide = "style" in attributes or "hidden" in attributes or "aria-hidden" in attributes
            mark |= _HIDDEN if may_hide and _is_hidden(attributes) else 0
            is_small = ends[i] - i <= _DRAWN_NODES
            if is_small and not _DRAWN.isdisjoint(attributes) and builder.add_drawn(i, parent, mark):
                i = ends[i]
                continue
        marks[i] = mark | _CONTROL if tag in _CONTROLS and not builder.holds(i, tag) else mark
        is_block = tag in BLOCK_TAGS
        # Highlighters make each line of code an element of its own: <pre> stays whole.
        if is_block and tags[owner] not in PREFORMATTED:
            owners[i] = i
            if builder.run:
                builder.close()
            builder.breaks = 0
        elif builder.run and attributes and owner == builder.owner and asides.is_aside(attributes):
            owners[i] = i
            builder.asides[i] = []
        else:
            owners[i] = owner
            if is_block or tag in _INLINE_ACTS:
                builder.add_element(i, tag, parent)
        i += 1
    builder.close()
    return builder


class _Builder:
    """What elements have from their ancestors, the blocks made so far, and the run of text still open."""

    def __init__(self, nodes: Nodes) -> None:
        size = len(nodes)
        self.nodes = nodes
        self.tags, self.attributes = nodes.tags, nodes.attributes
        # Columns with one entry a node.
        self.owners = [0] * size  # the nearest block-level element, itself or above
        self.depths = [-1] * size
        self.marks = [0] * size  # _LINK, _HIDDEN and _CONTROL, added
        self.rows: list[_Row] = []  # a block each
        self.last = -1  # block-level element of the last one
        self.run: list[_Piece] = []
        self.owner = -1  # block-level element of the open run; -1 while none is open
        self.asides: dict[int, list[_Piece]] = {}  # inline notes in the open run
        self.breaks = 0  # <br>s since the last run
        self.signed: set[int] = set()  # block-level elements with quotations or readings in them
        self.cut: str | None = None  # what was left out, if anything

    def blocks(self, page: Page) -> Blocks:
        """The blocks made so far, as columns."""
        columns = map(list, zip(*self.rows, strict=True)) if self.rows else ([] for _ in range(_COLUMNS))
        return Blocks(page, *columns)

    def holds(self, node: int, tag: str) -> bool:
        """True where a control, or what shows if a player fails, holds a part of the page."""
        end = self.nodes.ends[node]
        if tag == "template":
            return end > node + 1  # the parser reads only those that are shown
        if end - node < _CONTROL_NODES:
            return False
        return self._chars_before[end] - self._chars_before[node] > _LONGEST_CONTROL_CHARS

    @cached_property
    def _chars_before(self) -> list[int]:
        return list(accumulate((len(text.strip()) for text in self.nodes.texts), initial=0))

    def add_text(self, owner: int, parent: int, text: str) -> None:
        if len(text) <= _PERMALINK_CHARS and self.marks[parent] & _LINK and text.strip() in _PERMALINKS:
            return
        if owner != self.owner:
            if owner in self.asides:
                self.asides[owner].append((parent, text))
                return
            if self.run:
                self.close()
            self.owner = owner
        self.run.append((parent, text))

    def add_element(self, node: int, tag: str, parent: int) -> None:
        """What an element does that is no block of its own: a break, a picture, quotes, a line of code."""
        if tag == "br":
            self._add_break(parent)
        elif tag in PICTURES:
            self._add_image(node)
        elif tag in signs.SIGNED:
            self.signed.add(self.owners[node])
        elif self.run and not self._line_ends(node):
            self.run.append((node, "\n"))

    def _line_ends(self, node: int) -> bool:
        """True where the open run ends in a line break for a reader of `node`, who may not see its number."""
        unseen = _HIDDEN & ~self.marks[node]
        last = self.run[-_GUTTER_PIECES:]
        return next((text for part, text in reversed(last) if not self.marks[part] & unseen), "").endswith(
            "\n"
        )

    def _add_break(self, parent: int) -> None:
        if (aside := self.asides.get(self.owners[parent])) is not None:
            aside.append((parent, " "))
        elif self.run and self.tags[self.owner] in PREFORMATTED:
            self.run.append((parent, "\n"))
        elif self.tags[self.owners[parent]] in HEADINGS:
            self.run.append((parent, " "))  # a headline over two lines is one headline
        else:
            self.close()
            self.breaks += 1

    def _add_image(self, node: int) -> None:
        if not _is_picture(self.nodes, node):
            return
        attributes = self.attributes[node]
        owner = self.owners[node]
        run = self.asides.get(owner, self.run)
        if owner != self.owner and run is self.run:
            self.close()
            self.owner, run = owner, self.run
        run.append((node, pictured(attributes) or emoji(attributes)))

    def skip(self, node: int, tag: str, parent: int) -> None:
        """What an element does whose inside is not read: it ends a block, or it is a formula."""
        if tag in BLOCK_TAGS:
            self.close()
        elif tag in _FORMULAE:
            self._add_formula(node, parent)

    def _add_formula(self, node: int, parent: int) -> None:
        """A formula as one piece, `$x$`.

        It is hidden where the text around it is, and not by a wrapper that hides it alone: there the page
        shows a drawing of it.
        """
        tex = formula(self.nodes, node)
        if not tex:
            return
        alone = parent == node - 1 and self.nodes.ends[parent] == self.nodes.ends[node]
        self.marks[node] = self.marks[self.nodes.parents[parent] if alone else parent]
        self.owners[node] = self.owners[parent]
        # MathJax leaves its script behind the MathML that it made of it.
        before = self.run or (self.rows[-1][-1] if self.rows else [])
        if self.tags[node] != "script" or not before or self.tags[before[-1][0]] != "math":
            self.add_text(self.owners[parent], node, tex)
        elif self.run:
            is_displayed = before[-1][1].startswith("$$") and not tex.startswith("$$")
            self.run[-1] = (before[-1][0], f"${tex}$" if is_displayed else tex)

    def add_drawn(self, node: int, parent: int, mark: int) -> bool:
        """A formula of which the page shows a drawing only, in the place of its element, if it is one."""
        tag = self.tags[node]
        tex = drawn(self.nodes, node, displayed=tag in BLOCK_TAGS)
        if tex:
            if tag in BLOCK_TAGS:
                self.close()
                self.breaks = 0
            self.owners[node] = node if tag in BLOCK_TAGS else self.owners[parent]
            self.marks[node] = mark
            self.add_text(self.owners[node], node, tex)
        return bool(tex)

    def close(self) -> None:
        """Make the open run a block, if a reader sees anything in it, and so each note in it."""
        run, owner = self.run, self.owner
        if not run:
            return
        self.run, self.owner = [], -1
        self._make(run, owner)
        if self.asides:
            noted, self.asides = self.asides, {}
            for note, pieces in noted.items():
                if pieces:
                    self._make(asides.body(pieces), note)

    def _make(self, run: list[_Piece], owner: int) -> None:
        """Make a run a block."""
        if owner in self.signed:
            run = signs.signed(self._seen(run), self.nodes, self.owners)
        if len(run) > 1:
            run = seams.spaced(self._seen(run), self.nodes, self.owners)
        source = run[0][1] if len(run) == 1 else "".join([text for _, text in run])
        if len(source) > caps.MOST_TEXT_CHARS:
            run, source = self._shortened(run)
        tag = self.tags[owner]
        if len(self.rows) >= caps.FEW_BLOCKS and not self._is_taken(source, tag):
            return
        text = safe(source).strip("\n") if tag in PREFORMATTED else squeeze(source)
        if not text or text.isspace():
            run = [piece for piece in run if self.tags[piece[0]] in PICTURES]
            if not run:
                return
            text, tag = "", "img"
        self._add(text, tag, owner, run)

    def _seen(self, run: list[_Piece]) -> list[_Piece]:
        """The run without its hidden words, if others are to be seen: a tracker, the sign of a link."""
        marks = self.marks
        seen = [piece for piece in run if not marks[piece[0]] & _HIDDEN]
        return seen if len(seen) < len(run) and any(text.strip() for _, text in seen) else run

    def _shortened(self, run: list[_Piece]) -> tuple[list[_Piece], str]:
        """The run as far as a block may go, and its text."""
        self.cut = caps.LONG_BLOCK
        room, kept = caps.MOST_TEXT_CHARS, []
        for node, text in run:
            kept.append((node, text[:room]))
            room -= len(text)
            if room <= 0:
                break
        return kept, "".join([text for _, text in kept])

    def _is_taken(self, source: str, tag: str) -> bool:
        """Whether there is room for a block behind so many others."""
        count = len(self.rows)
        if tag not in _CELLS and caps.stands_out(source, count) and caps.stands_out(squeeze(source), count):
            return True
        if not source.isspace():
            self.cut = caps.MANY_BLOCKS
        return False

    def _add(self, text: str, tag: str, owner: int, run: list[_Piece]) -> None:
        marks = self.marks
        mark = marks[run[0][0]]  # hidden is now either all of the run or none of it
        linked = 0
        for node, piece in run:
            if marks[node] & _LINK:
                linked += len(piece.strip())
        is_button = bool(mark & _CONTROL) and all(
            marks[node] & _CONTROL for node, part in run if part.strip()
        )
        joins = self.breaks == 1 and self.last == owner
        depth, linked, is_hidden = self.depths[owner], min(linked, len(text)), bool(mark & _HIDDEN)
        self.rows.append((text, tag, owner, (0, 0), linked, depth, is_hidden, is_button, joins, run))
        self.last, self.breaks = owner, 0


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and _INVISIBLE.search(style[:_STYLE_CHARS]) is not None


def _is_picture(nodes: Nodes, node: int) -> bool:
    """True for a picture meant for the reader: it has a source and is not a tracking pixel."""
    attributes = nodes.attributes[node]
    if attributes.get("width") in _PIXEL or attributes.get("height") in _PIXEL:
        return False
    return bool(attributes.get("src")) or any(sources(nodes, node))
