"""One block's pieces -> one line of Markdown: links, emphasis, code and images within the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.assemble.addresses import Addresses
from cleaner.assemble.escape import escape, escape_label, escape_piece, has_many_brackets
from cleaner.assemble.line import CLOSERS, OPENERS, Line, Mark, Marks, begun
from cleaner.assemble.pieces import pieces
from cleaner.assemble.tex import formulae, harmless, is_typeset
from cleaner.page.blocks import BLOCK_TAGS
from cleaner.page.formulae import TEX_ATTRIBUTES
from cleaner.page.pictures import is_fallback, sources
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleaner.assemble.pieces import Kept, Piece
    from cleaner.assemble.places import Places
    from cleaner.types import Blocks, Nodes

__all__ = ["Inline"]

# HTML standard, 4.5 "Text-level semantics": what each element says in Markdown.
_KINDS = {
    "a": "link", "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em",
    "var": "em", "del": "del", "s": "del", "strike": "del", "sub": "sub", "sup": "sup", "code": "code",
    "tt": "code", "kbd": "code", "samp": "code", **dict.fromkeys(BLOCK_TAGS, "block"),
}  # fmt: skip
_WHOLE = frozenset({"strong", "em", "link"})
# Elements that the segmenter gives as one piece of TeX with its delimiters, as it does others that keep TeX.
_FORMULAE = frozenset({"math", "script", "img"})
_TEX = frozenset(TEX_ATTRIBUTES)
_SHORTEST_FORMULA = 3  # "$x$"
_LEAF_NODES = 2  # an element and its text

# How a part of a line is to be written: text yet to be escaped, Markdown as it is, or a picture in Markdown.
_TEXT, _RENDERED, _IMAGE = range(3)
_Part = tuple[Marks, str, int]


class Inline:
    """Inline Markdown for the blocks of one page."""

    def __init__(self, blocks: Blocks, places: Places, signs: Mapping[int, str]) -> None:
        self._blocks = blocks
        self._places = places
        self._signs = signs  # links that are signs of notes -> the note's label
        self._nodes = blocks.page.tree.nodes if blocks.page.tree is not None else None
        self._addresses = Addresses(blocks.page)
        self._known: dict[int, Marks] = {-1: ()}
        self._picture = ""  # the last one
        self._typeset: bool | None = None

    def line(self, block: Kept, *, heading: bool = False) -> str:
        """The block as one line. In a heading `strong` says nothing and is left out."""
        nodes, text = self._nodes, block.text
        if nodes is None:
            return begun(escape(text))
        run = self._blocks.runs[block.at]
        owner = self._blocks.nodes[block.at]
        if block.place.link < 0 and not block.place.marks:
            self._known[owner] = ()
        if len(run) == 1 and text and not block.cuts and block.pieces is None:
            node = run[0][0]
            marks = self._known.get(node)
            if marks is None:
                marks = self._marks(nodes, node)
            if ("$" not in text and "\\" not in text) or self._is_plain(nodes, node, text):
                if not marks:
                    return begun(escape(text))
                if len(marks) == 1 and marks[0][0] in _WHOLE and not heading:  # every line of a menu
                    return self._wrapped(text, marks[0])
        line = Line(escape_label if has_many_brackets(block.text) else escape_piece)
        for marks, text, how in self._parts(nodes, pieces(self._blocks, block), heading=heading):
            if how == _TEXT:
                line.add_text(text, marks)
            elif how == _IMAGE:
                line.add_image(text, marks)
            else:
                line.add(text, marks)
        return line.closed()

    def _is_plain(self, nodes: Nodes, node: int, text: str) -> bool:
        """True for text without formulae."""
        return not (_is_formula(nodes, node, text) or (_may_be_tex(text) and self._is_typeset()))

    def _is_typeset(self) -> bool:
        if self._typeset is None:
            self._typeset = is_typeset(self._blocks.page)
        return self._typeset

    def _wrapped(self, text: str, mark: Mark) -> str:
        """A line with one mark around all of it: nothing stands next to the delimiters."""
        kind, address = mark
        if kind == "link":
            return f"[{escape_label(text)}]({address})"
        return f"{OPENERS[kind]}{escape_piece(text)}{CLOSERS[kind]}"

    def _parts(self, nodes: Nodes, made_of: Iterable[Piece], *, heading: bool) -> Iterator[_Part]:
        """Neighbours with the same marks as one; images, formulae and signs of notes rendered already."""
        known, signs = self._known, self._signs
        open_marks: Marks = ()
        texts: list[str] = []  # with those marks: joined once, in linear time
        for node, source in made_of:
            marks = known.get(node)
            if marks is None:
                marks = self._marks(nodes, node)
            if heading and marks:
                marks = tuple([mark for mark in marks if not self._says_nothing(mark)])
            is_rendered = node in signs or not source or ("$" in source and _is_formula(nodes, node, source))
            if texts and (is_rendered or marks != open_marks):
                yield from self._typeset_apart((open_marks, "".join(texts), _TEXT))
                texts = []
            if not is_rendered:
                open_marks = marks
                texts.append(source)
            elif node in signs:
                yield ((), f"[^{signs[node]}]", _RENDERED)
            elif source:
                yield from self._formula(source, marks)
            elif text := self._image(nodes, node):
                yield (marks, text, _IMAGE)
        if texts:
            yield from self._typeset_apart((open_marks, "".join(texts), _TEXT))

    def _typeset_apart(self, part: _Part) -> Iterator[_Part]:
        """A part of text with the formulae apart that a typesetter would find, where the page has one."""
        if _may_be_tex(part[1]) and self._is_typeset():
            yield from _split(part)
        else:
            yield part

    def _says_nothing(self, mark: Mark) -> bool:
        """True for bold in a heading, and for a heading's link to itself or to the table of contents."""
        kind, address = mark
        return kind == "strong" or (kind == "link" and self._addresses.is_here(address))

    def _formula(self, source: str, marks: Marks) -> Iterator[_Part]:
        """A formula that the segmenter read, and the spaces around it."""
        if source[0] == " ":
            yield (marks, " ", _TEXT)
        yield (tuple([mark for mark in marks if mark[0] == "link"]), harmless(source.strip(" ")), _RENDERED)
        if source[-1] == " ":
            yield (marks, " ", _TEXT)

    def _image(self, nodes: Nodes, node: int) -> str:
        source = next(filter(None, map(self._addresses.image, sources(nodes, node))), None)
        if source is None:
            return ""
        image = f"![{escape_label(squeeze(nodes.attributes[node].get('alt') or ''))}]({source})"
        if image == self._picture and is_fallback(nodes, node):
            return ""
        self._picture = image
        return image

    def _marks(self, nodes: Nodes, node: int) -> Marks:
        """The marks that an element puts on its text, up to the block-level element around it."""
        known, tags, parents = self._known, nodes.tags, nodes.parents
        unknown = []
        while node not in known:
            kind = _KINDS.get(tags[node])
            if kind == "block":
                known[node] = self._around(nodes, node)
                break
            unknown.append((node, kind))
            node = parents[node]
        marks = known[node]
        for element, kind in reversed(unknown):
            if kind is not None:
                marks = self._inside(nodes, element, kind, marks)
            if nodes.ends[element] - element > _LEAF_NODES:  # who has one text is asked once
                known[element] = marks
        return marks

    def _around(self, nodes: Nodes, node: int) -> Marks:
        """The marks that a block-level element has from around it: the link of a card, what was deleted."""
        place = self._places.of(node)
        marks: Marks = () if place.link < 0 else self._inside(nodes, place.link, "link", ())
        for element in place.marks:
            marks = self._inside(nodes, element, _KINDS[nodes.tags[element]], marks)
        return marks

    def _inside(self, nodes: Nodes, node: int, kind: str, outer: Marks) -> Marks:
        if outer and any(mark[0] == kind for mark in outer):
            return outer
        in_code = bool(outer) and outer[-1][0] == "code"
        if kind == "link":
            address = self._addresses.link(nodes.attributes[node].get("href"))
            if address is None:
                return outer
            return (*outer[:-1], (kind, address), outer[-1]) if in_code else (*outer, (kind, address))
        return outer if in_code else (*outer, (kind, ""))


def _is_formula(nodes: Nodes, node: int, text: str) -> bool:
    if nodes.tags[node] not in _FORMULAE and _TEX.isdisjoint(nodes.attributes[node]):
        return False
    formula = text.strip(" ")
    return len(formula) >= _SHORTEST_FORMULA and formula[0] == formula[-1] == "$"


def _may_be_tex(text: str) -> bool:
    """True for text in which a typesetter would find a formula: asked first, it costs less than the page."""
    return ("$" in text or "\\" in text) and any(is_formula for _, is_formula in formulae(text))


def _split(part: _Part) -> list[_Part]:
    """A part of a line with its formulae apart."""
    marks, text, _ = part
    if marks and marks[-1][0] == "code":
        return [part]
    return [
        (marks, harmless(found) if is_formula else found, _RENDERED if is_formula else _TEXT)
        for found, is_formula in formulae(text)
    ]
