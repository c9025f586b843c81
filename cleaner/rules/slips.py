"""What is wrong with a file that is not YAML, and where, in words that say what to do.

The parser tells where it gave up, "did not find expected key", which is often behind the slip. We look at the
line that it names, or at the one where it began what it could not end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Mark, MarkedYAMLError

__all__ = ["Slip", "found", "quoted"]

Slip = tuple[int, int, str]  # line and column, from 1, and what to say

_INDENT = re.compile(r"[ \t]*")
# Between commas: text, with quotes and pairs of brackets in it.
_PIECE = re.compile(r"""(?:"[^"]*"|'[^']*'|\[[^\[\]]*\]|[^\[\]{},])+""")
_BEFORE = re.compile(r"\s*(?:(?:-|[\w~]+:)\s+)*")  # a piece: marks of entries, and keys
_PAIR = re.compile(r"\[[^\[\]]*\]\s*\Z")
_BRACKET = re.compile(r"[\[{]")
_NEEDS_QUOTES = frozenset("@`%*&")  # of them "*" and "&" begin names, the others nothing


def found(error: MarkedYAMLError, lines: list[str]) -> Slip:
    """The slip behind a parser's error."""
    gave_up = error.problem_mark or error.context_mark
    if gave_up is None:
        return 1, 1, _as_it_is(error)
    began = error.context_mark or gave_up
    problem = error.problem or ""
    line = _line(lines, gave_up)
    indent = _indent(line)
    if "\t" in indent:
        return gave_up.line + 1, indent.index("\t") + 1, "a tab in the indentation - use spaces"
    if "end of stream" in problem and "quoted" in (error.context or ""):
        return _at(began, "the quote that opens here is never closed - close it at the end of the text")
    if "single document" in (error.context or ""):
        return _at(gave_up, "a second document begins here - take this line out: one file is one document")
    if selector := _selector(line, gave_up.column):
        column, text = selector
        return gave_up.line + 1, column + 1, f"text with brackets needs quotes: {quoted(text)}"
    if "flow" in (error.context or ""):
        return _unclosed([*lines[: began.line], _line(lines, began)[: began.column + 1]])
    for column in (gave_up.column, gave_up.column - 1):
        if 0 <= column < len(line) and line[column] in _NEEDS_QUOTES:
            return gave_up.line + 1, column + 1, f'text that begins with "{line[column]}" needs quotes'
    if "expected key" in problem:
        return _at(gave_up, _no_key(gave_up, indent))
    if "mapping values" in problem:
        return _at(gave_up, _no_value(line[len(indent) : gave_up.column]))
    if "expected ':'" in problem:
        return _at(began, 'neither "key: value" nor "- entry" - look for a colon or a space that is missing')
    return _at(gave_up, _as_it_is(error))


def quoted(text: str) -> str:
    r"""The text in the quotes that it does not hold itself.

    >>> quoted('a[rel="next"]')
    '\'a[rel="next"]\''
    """
    return f"'{text}'" if '"' in text else f'"{text}"'


def _selector(line: str, gave_up: int) -> tuple[int, str] | None:
    """Column and text of the first piece with brackets inside that stands bare before the parser gave up."""
    for piece in _PIECE.finditer(line):
        before = _BEFORE.match(piece[0])
        start = before.end() if before else 0
        text = piece[0][start:].rstrip()
        if "[" in text and text[0] not in "\"'#" and not _PAIR.match(text) and piece.start() <= gave_up:
            return piece.start() + start, text
    return None


def _unclosed(lines: list[str]) -> Slip:
    """The last bracket that opens in the lines: at the end of a file the parser does not name it."""
    number = next((i for i in range(len(lines) - 1, -1, -1) if _BRACKET.search(lines[i])), 0)
    column = max(lines[number].rfind(bracket) for bracket in "[{")
    advice = 'look for a comma that is missing, or for text that begins with "#" and needs quotes'
    return number + 1, column + 1, f"the bracket that opens here is never closed - {advice}"


def _no_key(gave_up: Mark, indent: str) -> str:
    if gave_up.column > len(indent):
        return "more text behind a closing quote - put a text that holds quotes into the other kind of quotes"
    return f"column {gave_up.column + 1} is between two levels - begin in that of the keys it belongs to"


def _no_value(before: str) -> str:
    if ": " in before:
        return 'a colon inside text - put the text in quotes: "..."'
    return "a key where none can be - begin it in the column of those above, or end their line with a colon"


def _at(mark: Mark, message: str) -> Slip:
    return mark.line + 1, mark.column + 1, message


def _as_it_is(error: MarkedYAMLError) -> str:
    return " ".join(filter(None, (error.context, error.problem)))


def _line(lines: list[str], mark: Mark) -> str:
    # The end of a file is behind its last line.
    return lines[mark.line] if mark.line < len(lines) else ""


def _indent(line: str) -> str:
    match = _INDENT.match(line)
    return match[0] if match else ""
