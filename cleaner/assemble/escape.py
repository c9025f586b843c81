"""Text that stays text in Markdown: what would be read as markup or HTML gets a backslash, and nothing else.

For CommonMark 0.31 with GitHub's tables and strikethrough, and for what Obsidian and Hugo add to it. A sign
is escaped where its neighbours could make it markup: "snake_case", "3 * 4" and "a < b" stay as they are. At
the ends of a piece, where markup may follow, the careful choice is taken.
"""

from __future__ import annotations

import re

__all__ = [
    "escape",
    "escape_cell",
    "escape_heading",
    "escape_label",
    "escape_line_start",
    "escape_piece",
    "has_many_brackets",
]

_ANY = re.compile(r"[\\`*_\[\]<&~{$]")
_MARKUP = (
    r"`"
    r"|\\(?=[!-/:-@\[-`{-~]{end})"  # a backslash escapes ASCII punctuation only
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word it is no emphasis
    r"|\[(?=[\[^])"  # wiki links, footnotes
    r"|\](?=[(\[])"
    r"|<(?=[A-Za-z/!?]{end})"
    r"|&(?=#?\w*(?:;{end}))"
    r"|~(?=~)|(?<=\w)~|(?<=[^\w\s])~(?!\w)"  # could close a strikethrough
    r"|(?<=\{)\{(?=[<%])"  # Hugo's short codes
    r"|\$(?=[^\s$](?:[^$]*[^\s$])?\$(?!\d)|\$[^$]+\$\$)"  # could open a formula
)
_IN_LINE = re.compile(_MARKUP.replace("{end}", ""))
_IN_PIECE = re.compile(_MARKUP.replace("{end}", r"|\Z"))
_BRACKET = re.compile(r"[\[\]]")
# At each bracket a reader of Markdown looks for its end: of 20,000 that have none it took half a minute.
_MANY_BRACKETS = 100
# What begins a block when a line begins with it: quote, heading, list, thematic break, setext underline,
# delimiter row of a table, definition; and a note, where the sign of one has a colon behind it.
_LINE_START = re.compile(
    r"(?:>|#|[-+*:~](?=\s|\Z)|=+\s*\Z|-[-\s|:]*\Z|[|:][-\s|:]*\Z|[*_][*_\s]*\Z|~~~)"
    r"|([0-9]{1,9}(?=[.)](?:\s|\Z))|\[\^[^\]\s]+\](?=:))"
)
_STARTERS = frozenset(">#-+*:=|_~[0123456789")
_BRACE = re.compile(r"(?<!\\)\{")
_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|\A)#(?=#*\Z)")


def escape(text: str) -> str:
    r"""Text as Markdown, all that stands on its line.

    >>> escape("snake_case, 3 * 4, a < b, *not* <b>")
    'snake_case, 3 * 4, a < b, \\*not\\* \\<b>'
    """
    if has_many_brackets(text):
        return escape_label(text)
    return _IN_LINE.sub(r"\\\g<0>", text) if _ANY.search(text) else text


def has_many_brackets(text: str) -> bool:
    """True for a block whose brackets are all to be escaped, though none of them makes a link."""
    return text.count("[") > _MANY_BRACKETS


def escape_piece(text: str) -> str:
    r"""Text as Markdown, with markup before or behind it.

    >>> escape("R&D"), escape_piece("R&D")
    ('R&D', 'R\\&D')
    """
    return _IN_PIECE.sub(r"\\\g<0>", text) if _ANY.search(text) else text


def escape_label(text: str) -> str:
    """Text as the label of a link or an image, where a bracket alone would end it."""
    escaped = escape_piece(text)
    if "[" not in escaped and "]" not in escaped:
        return escaped
    return _BRACKET.sub(lambda found: _with_backslash(escaped, found), escaped)


def _with_backslash(text: str, found: re.Match[str]) -> str:
    start = found.start()
    before = start
    while before and text[before - 1] == "\\":
        before -= 1
    return found[0] if (start - before) % 2 else "\\" + found[0]


def escape_line_start(line: str) -> str:
    r"""A line of Markdown that begins no list, quote, heading or rule by chance.

    >>> escape_line_start("1999. A year."), escape_line_start("- a"), escape_line_start("[^1]: a")
    ('1999\\. A year.', '\\- a', '[^1]\\: a')
    """
    found = _LINE_START.match(line) if line[0] in _STARTERS else None
    if found is None:
        return line
    return f"{found[1]}\\{line[len(found[1]) :]}" if found[1] else "\\" + line


def escape_heading(line: str) -> str:
    """Markdown as the inside of a heading: no closing hashes, no attributes in braces."""
    if "#" in line:
        line = _CLOSING_HASHES.sub(r"\\#", line)
    return _BRACE.sub(r"\\{", line) if line.endswith("}") else line


def escape_cell(line: str) -> str:
    """Markdown as the inside of a table cell."""
    return line.replace("|", "\\|")
