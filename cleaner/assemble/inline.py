"""One block's pieces -> one line of Markdown: links, emphasis, code and images within the text.

CommonMark reads `**` as emphasis only where its neighbours allow it. So spaces are moved out of the marks,
and marks that would not be read as such are left away rather than shown as stars.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.assemble.addresses import Addresses
from cleaner.assemble.escape import escape, escape_label, escape_piece
from cleaner.page.blocks import BLOCK_TAGS, IMAGE_SOURCES
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.assemble.pieces import Piece
    from cleaner.types import Nodes

__all__ = ["Inline"]

# HTML standard, 4.5 "Text-level semantics": what each element says in Markdown.
_KINDS = {
    "a": "link", "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em",
    "var": "em", "del": "del", "s": "del", "strike": "del", "sub": "sub", "sup": "sup", "code": "code",
    "tt": "code", "kbd": "code", "samp": "code", **dict.fromkeys(BLOCK_TAGS, "block"),
}  # fmt: skip
# Markdown has no signs of its own for sub and sup; everyone who reads it takes these two tags.
_OPENERS = {"strong": "**", "em": "*", "del": "~~", "sub": "<sub>", "sup": "<sup>", "link": "["}
_CLOSERS = {"strong": "**", "em": "*", "del": "~~", "sub": "</sub>", "sup": "</sup>"}
_DELIMITED = frozenset({"strong", "em", "del"})
_WHOLE = frozenset({"strong", "em", "link"})
_BACKTICKS = re.compile(r"`+")

_Mark = tuple[str, str]  # kind, and the address of a link
_Marks = tuple[_Mark, ...]  # outermost first; code is always last, a link at most one


class Inline:
    """Inline Markdown for the blocks of one page."""

    def __init__(self, nodes: Nodes | None, base: str | None) -> None:
        self._nodes = nodes
        self._addresses = Addresses(base)
        self._known: dict[int, _Marks] = {-1: ()}

    def line(self, pieces: Sequence[Piece], *, heading: bool = False) -> str:
        """The pieces as one line. In a heading `strong` says nothing and is left out."""
        nodes = self._nodes
        if nodes is None:
            return _begun(escape("".join([text for _, text in pieces])))
        if len(pieces) == 1 and pieces[0][1]:
            node, text = pieces[0]
            marks = self._marks(nodes, node)
            if not marks:
                return _begun(escape(text))
            if len(marks) == 1 and marks[0][0] in _WHOLE:  # every line of a menu, every bold line
                return self._wrapped(text, marks[0], heading=heading)
        line = _Line()
        for marks, text, image in self._marked(nodes, pieces, heading=heading):
            if image:
                line.add_image(text, marks)
            else:
                line.add_text(text, marks)
        return line.closed()

    def _wrapped(self, text: str, mark: _Mark, *, heading: bool) -> str:
        """A line with one mark around all of it: nothing stands next to the delimiters."""
        kind, address = mark
        if kind == "link":
            return f"[{escape_label(text)}]({address})"
        if heading and kind == "strong":
            return _begun(escape(text))
        return f"{_OPENERS[kind]}{escape_piece(text)}{_CLOSERS[kind]}"

    def _marked(
        self, nodes: Nodes, pieces: Sequence[Piece], *, heading: bool
    ) -> list[tuple[_Marks, str, bool]]:
        """Neighbours with the same marks as one; images rendered already."""
        made: list[tuple[_Marks, str, bool]] = []
        for node, source in pieces:
            marks, text = self._marks(nodes, node), source
            if heading and marks:
                marks = tuple(mark for mark in marks if mark[0] != "strong")
            if not source:
                text = self._image(nodes, node)
                if text:
                    made.append((marks, text, True))
            elif made and made[-1][0] == marks and not made[-1][2]:
                made[-1] = (marks, made[-1][1] + text, False)
            else:
                made.append((marks, text, False))
        return made

    def _image(self, nodes: Nodes, node: int) -> str:
        attributes = nodes.attributes[node]
        for name in IMAGE_SOURCES:
            source = self._addresses.image(attributes.get(name))
            if source:
                return f"![{escape_label(squeeze(attributes.get('alt') or ''))}]({source})"
        return ""

    def _marks(self, nodes: Nodes, node: int) -> _Marks:
        """The marks that an element puts on its text, up to the block-level element around it."""
        known = self._known
        if node in known:
            return known[node]
        tags, parents = nodes.tags, nodes.parents
        unknown = []
        while node not in known:
            kind = _KINDS.get(tags[node])
            if kind == "block":
                known[node] = ()
                break
            unknown.append((node, kind))
            node = parents[node]
        marks = known[node]
        for element, kind in reversed(unknown):
            if kind is not None:
                marks = self._inside(nodes, element, kind, marks)
            known[element] = marks
        return marks

    def _inside(self, nodes: Nodes, node: int, kind: str, outer: _Marks) -> _Marks:
        if outer and any(mark[0] == kind for mark in outer):
            return outer
        in_code = bool(outer) and outer[-1][0] == "code"
        if kind == "link":
            address = self._addresses.link(nodes.attributes[node].get("href"))
            if address is None:
                return outer
            return (*outer[:-1], (kind, address), outer[-1]) if in_code else (*outer, (kind, address))
        return outer if in_code else (*outer, (kind, ""))


class _Line:
    """The line so far: its tokens, and the marks that are open."""

    def __init__(self) -> None:
        self._tokens: list[str] = []
        self._open: list[tuple[_Mark, int]] = []  # the mark, and its token
        self._pairs: list[tuple[int, int]] = []  # tokens of delimiters that open and close
        self._space = False  # one is due before the next token
        self._apart = False  # a picture stands apart: the one space around it was written before it

    def add_image(self, rendered: str, marks: _Marks) -> None:
        apart = self._space or not self._tokens
        self.add(rendered, tuple(mark for mark in marks if mark[0] != "code"))
        self._apart = apart

    def add_text(self, text: str, marks: _Marks) -> None:
        core = text.strip(" ")
        self._space = self._space or text[0] == " " or (self._apart and text[0].isalnum())
        self._apart = False
        if not core:
            return
        if marks and marks[-1][0] == "code":
            self.add(_code(core), marks[:-1])
        else:
            linked = any(mark[0] == "link" for mark in marks)
            rendered = escape_label(core) if linked else escape_piece(core)
            self.add(rendered if self._tokens else _begun(rendered), marks)
        self._space = text[-1] == " "

    def add(self, rendered: str, marks: _Marks) -> None:
        """Markdown with its marks, those that are open already left open."""
        common = 0
        for (mark, _), wanted in zip(self._open, marks, strict=False):
            if mark != wanted:
                break
            common += 1
        self._close(common)
        if self._space and self._tokens:
            self._tokens.append(" ")
        self._space = False
        for mark in marks[common:]:
            # "Look!" before a link is no image.
            if mark[0] == "link" and self._tokens and self._tokens[-1].endswith("!"):
                self._tokens[-1] = self._tokens[-1][:-1] + "\\!"
            self._open.append((mark, len(self._tokens)))
            self._tokens.append(_OPENERS[mark[0]])
        self._tokens.append(rendered)

    def closed(self) -> str:
        """The whole line."""
        self._close(0)
        if self._pairs:
            _drop_unreadable(self._tokens, self._pairs)
        return "".join(self._tokens)

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            (kind, address), opener = self._open.pop()
            if kind in _DELIMITED:
                self._pairs.append((opener, len(self._tokens)))
            self._tokens.append(_CLOSERS.get(kind) or f"]({address})")


def _begun(line: str) -> str:
    """A line whose first bracket is a bracket: not a task, a call-out or a definition."""
    return "\\" + line if line[:1] == "[" else line


def _code(text: str) -> str:
    """A code span: a fence longer than any run of backticks inside."""
    if "`" not in text:
        return f"`{text}`"
    fence = "`" * (max(len(run) for run in _BACKTICKS.findall(text)) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _drop_unreadable(tokens: list[str], pairs: list[tuple[int, int]]) -> None:
    """Blank the pairs of delimiters that CommonMark (6.2, "flanking") would show as stars or tildes."""
    delimiters = {token for pair in pairs for token in pair}
    # What is blanked can make a neighbour unreadable. Two rounds settle all but riddles.
    for _ in range(3):
        unreadable = [
            pair
            for sign in {tokens[opener][0] for opener, _ in pairs}
            for pair in _unreadable(tokens, [p for p in pairs if tokens[p[0]][0] == sign], delimiters, sign)
        ]
        for opener, closer in unreadable:
            tokens[opener] = tokens[closer] = ""
        pairs = [pair for pair in pairs if tokens[pair[0]]]
        if not unreadable:
            return


def _unreadable(
    tokens: list[str], pairs: list[tuple[int, int]], delimiters: set[int], sign: str
) -> list[tuple[int, int]]:
    """The pairs of one sign whose neighbours do not let them open or close; a run of the sign is one."""
    size = len(tokens)
    before, after = [" "] * size, [" "] * size  # the nearest character that is not of the run
    last = " "
    for i in range(size):
        before[i] = last
        if tokens[i] and not (i in delimiters and tokens[i][0] == sign):
            last = tokens[i][-1]
    last = " "
    for i in range(size - 1, -1, -1):
        after[i] = last
        if tokens[i] and not (i in delimiters and tokens[i][0] == sign):
            last = tokens[i][0]
    return [
        (opener, closer)
        for opener, closer in pairs
        if not (
            (_is_word(after[opener]) or not _is_word(before[opener]))
            and (_is_word(before[closer]) or not _is_word(after[closer]))
        )
    ]


def _is_word(character: str) -> bool:
    """True for what is neither space nor punctuation: letters, digits, marks."""
    return character.isalnum()
