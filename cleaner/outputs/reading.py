"""Markdown as `assemble` writes it, read back: CommonMark with what it adds, from tables to notes and tasks.

HTML is text, but for the few tags that `assemble` writes itself, and links lead to http, https and mailto.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["ALLOWED_LINK", "reader"]

ALLOWED_LINK = re.compile(r"(?:https?://|mailto:)", re.I)
_DEEPEST = 200  # levels: more than `assemble` ever nests, so that nothing is left out
_TAGS = re.compile(r"</?su[bp]>|<br>")
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)")
_SIGN = re.compile(r"\[\^([\w-]+)\]")
_NOTE = re.compile(r"\[\^([\w-]+)\]:[ ]")
_NOTE_INDENT = 4
_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ "}


def reader() -> MarkdownIt:
    """A renderer to HTML in which nothing runs; `document` in its `env` begins the ids of notes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin

    class Reader(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
            return ALLOWED_LINK.match(url) is not None

    made = Reader("commonmark", {"html": False, "maxNesting": _DEEPEST})
    made.enable(["table", "strikethrough"])
    made.use(deflist_plugin)
    made.inline.ruler.before("html_inline", "tags", _tags)
    made.inline.ruler.before("escape", "formula", _formula)
    made.inline.ruler.before("link", "sign", _sign)
    made.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    made.core.ruler.before("text_join", "tasks", _tasks)
    made.core.ruler.push("heads", _heads)
    made.core.ruler.push("guards", _guards)
    return made


def _tags(state: StateInline, silent: bool) -> bool:
    """The tags that `assemble` writes itself, Markdown having no sign for them."""
    found = _TAGS.match(state.src, state.pos)
    return _push(state, found, found[0] if found else "", silent)


def _formula(state: StateInline, silent: bool) -> bool:
    """TeX between dollars, shown as it is."""
    found = _FORMULA.match(state.src, state.pos)
    return _push(state, found, f'<span class="math">{escape(found[0])}</span>' if found else "", silent)


def _sign(state: StateInline, silent: bool) -> bool:
    """The sign of a note, a link to it."""
    found = _SIGN.match(state.src, state.pos)
    if found is None:
        return False
    return _push(state, found, f'<a href="#{_id(found[1], state.env)}">[{found[1]}]</a>', silent)


def _id(label: str, env: Mapping[str, Any]) -> str:
    """A note's id: of its document, so that several documents may stand on one page."""
    return f"{env.get('document', 'cleaner')}-note-{label}"


def _push(state: StateInline, found: re.Match[str] | None, html: str, silent: bool) -> bool:
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = html
    state.pos = found.end()
    return True


def _note(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A note: what follows its label, and lines that are indented below."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    found = _NOTE.match(state.src, start, state.eMarks[start_line])
    if found is None or state.is_code_block(start_line) or state.parentType == "note":
        return False
    if silent:
        return True
    label = found[1]
    state.push("html_block", "", 0).content = f'<div class="note" id="{_id(label, state.env)}">[{label}]\n'
    before = (state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType)
    state.bMarks[start_line], state.tShift[start_line] = found.end(), 0
    state.blkIndent += _NOTE_INDENT
    state.sCount[start_line] = state.blkIndent
    state.parentType = "note"
    state.md.block.tokenize(state, start_line, end_line)
    state.blkIndent -= _NOTE_INDENT
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType = before
    state.push("html_block", "", 0).content = "</div>\n"
    return True


def _heads(state: StateCore) -> None:
    """Heads of tables only where they say something: a pipe table has one in any case."""
    kept: list[Token] = []
    head = -1  # where the open one begins
    for token in state.tokens:
        if token.type == "thead_open":
            head = len(kept)
        kept.append(token)
        if token.type == "thead_close" and not any(inside.content for inside in kept[head:]):
            del kept[head:]
    state.tokens = kept


def _guards(state: StateCore) -> None:
    """What links and pictures must not do: pass weight on, reach back, tell where they stand."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "nofollow ugc noopener noreferrer")
            elif child.type == "image":
                child.attrSet("loading", "lazy")
                child.attrSet("referrerpolicy", "no-referrer")


def _tasks(state: StateCore) -> None:
    """The box of a task, which is text to CommonMark."""
    for i, token in enumerate(state.tokens):
        if (
            token.type != "inline"
            or not token.children
            or i < 2
            or state.tokens[i - 2].type != "list_item_open"
        ):
            continue
        first = token.children[0]
        if first.type == "text" and (box := _BOXES.get(first.content[:4])):
            first.content = box + first.content[4:]
