"""A line of Markdown as it grows: marks that open and close, and spaces between.

CommonMark reads `**` as emphasis only where its neighbours allow it. So spaces are moved out of the marks,
and marks that would not be read as such are left away rather than shown as stars.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.assemble.escape import escape_label, escape_piece

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CLOSERS", "OPENERS", "Line", "Mark", "Marks", "begun", "code_span"]

Mark = tuple[str, str]  # kind, and the address of a link
Marks = tuple[Mark, ...]  # outermost first; code is always last, a link at most one

# Markdown has no signs of its own for sub and sup; everyone who reads it takes these two tags.
OPENERS = {"strong": "**", "em": "*", "del": "~~", "sub": "<sub>", "sup": "<sup>", "link": "["}
CLOSERS = {"strong": "**", "em": "*", "del": "~~", "sub": "</sub>", "sup": "</sup>"}
_DELIMITED = frozenset({"strong", "em", "del"})
_BACKTICKS = re.compile(r"`+")


class Line:
    """The line so far: its tokens, and the marks that are open."""

    __slots__ = ("_apart", "_escape", "_open", "_pairs", "_space", "_tokens")

    def __init__(self, escape: Callable[[str], str] = escape_piece) -> None:
        self._escape = escape  # for text that is in no link
        self._tokens: list[str] = []
        self._open: list[tuple[Mark, int]] = []  # the mark, and its token
        self._pairs: list[tuple[int, int]] = []  # tokens of delimiters that open and close
        self._space = False  # one is due before the next token
        self._apart = False  # a picture stands apart: the one space around it was written before it

    def add_image(self, rendered: str, marks: Marks) -> None:
        """A picture in Markdown."""
        apart = self._space or not self._tokens
        self.add(rendered, tuple(mark for mark in marks if mark[0] != "code"))
        self._apart = apart

    def add_text(self, text: str, marks: Marks) -> None:
        """Text yet to be escaped, one space at most at either end."""
        core = text.strip(" ")
        space = self._space or text[0] == " " or (self._apart and text[0].isalnum())
        self._space, self._apart = space, False
        if not core:
            return
        tokens = self._tokens
        if not marks:
            rendered = self._escape(core)
            if not self._open:  # most of all parts: the words between two links
                if not tokens:
                    rendered = begun(rendered)
                elif space:
                    tokens.append(" ")
                tokens.append(rendered)
            else:
                self.add(rendered, marks)
        elif marks[-1][0] == "code":
            self.add(code_span(core), marks[:-1])
        else:
            linked = marks[0][0] == "link" or any(mark[0] == "link" for mark in marks)
            rendered = escape_label(core) if linked else self._escape(core)
            self.add(rendered if tokens else begun(rendered), marks)
        self._space = text[-1] == " "

    def add(self, rendered: str, marks: Marks) -> None:
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
            self._tokens.append(OPENERS[mark[0]])
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
            self._tokens.append(CLOSERS.get(kind) or f"]({address})")


def begun(line: str) -> str:
    """A line whose first bracket is a bracket: not a task, a call-out or a definition."""
    return "\\" + line if line[:1] == "[" else line


def code_span(text: str) -> str:
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
