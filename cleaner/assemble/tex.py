r"""Formulae that stand in the text as TeX, for a script to typeset: `\(x\)`, `\[x\]`, `$x$`, `$$x$$`.

Markdown's readers know `$x$` and `$$x$$`. Only a page that loads a typesetter is asked: elsewhere `\(` is a
group in a regular expression, and `$5` is money.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.page.formulae import IS_TEX

if TYPE_CHECKING:
    from cleaner.types import Page

__all__ = ["formulae", "harmless", "is_typeset"]

# As their addresses and classes spell them; StackExchange and GitHub hand formulae to scripts of their own.
_TYPESETTERS = ("MathJax", "mathjax", "KaTeX", "katex", "math-container", "math-renderer")
_DELIMITER = re.compile(r"(?<!\\)(?:\\[()\[\]]|\$\$?)|\\(?:begin|end)\{[A-Za-z]+\*?\}")
_CLOSERS = {r"\(": r"\)", r"\[": r"\]", "$": "$", "$$": "$$"}
_DISPLAYED = frozenset({r"\[", "$$"})
# What Markdown, HTML or Hugo would read as theirs; a space after its first sign means nothing to TeX.
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)|\{(?=\{[<%])|\](?=[(\[])|\[(?=[\[^])")


def is_typeset(page: Page) -> bool:
    """True for a page that loads MathJax or KaTeX, or hands formulae to a script of its own."""
    return any(name in page.text for name in _TYPESETTERS)


def formulae(text: str) -> list[tuple[str, bool]]:
    r"""The text in parts, formulae with Markdown's delimiters; the other value tells them from text.

    >>> formulae(r"Let \(x_1\) be $5 or $y$.")
    [('Let ', False), ('$x_1$', True), (' be $5 or ', False), ('$y$', True), ('.', False)]
    """
    parts: list[tuple[str, bool]] = []
    done = 0  # text before it is in parts
    opener: re.Match[str] | None = None
    for found in _DELIMITER.finditer(text):
        formula = _formula(text, opener, found) if opener else ""
        if opener and formula:
            if opener.start() > done:
                parts.append((text[done : opener.start()], False))
            parts.append((formula, True))
            done, opener = found.end(), None
        elif opener is None or _closes(opener[0], found[0]) or _CLOSERS.get(opener[0], "$") == "$":
            opener = found if _opens(text, found) else None
    if done < len(text):
        parts.append((text[done:], False))
    return parts


def harmless(formula: str) -> str:
    """A formula that stays one, whatever the page wrote into it.

    >>> harmless("$a<b$"), harmless("$<script>$")
    ('$a< b$', '$< script>$')
    """
    return _MARKUP.sub(r"\g<0> ", formula).replace("`", "'")


def _opens(text: str, found: re.Match[str]) -> bool:
    if found[0] == "$":
        before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
        return not (before.isalnum() or after.isspace() or not after)
    return found[0] in _CLOSERS or found[0].startswith(r"\begin")


def _closes(opener: str, closer: str) -> bool:
    wanted = _CLOSERS.get(opener) or opener.replace("begin", "end", 1)
    return closer == wanted


def _formula(text: str, opener: re.Match[str], closer: re.Match[str]) -> str:
    """The formula between two delimiters as Markdown has it; "" if they are no pair."""
    if not _closes(opener[0], closer[0]):
        return ""
    if opener[0].startswith(r"\begin"):
        inner = text[opener.start() : closer.end()]
        return "" if "$" in inner or "`" in inner else f"$${inner}$$"
    inner = text[opener.end() : closer.start()]
    if not inner.strip() or "$" in inner or "`" in inner:
        return ""
    if opener[0] == "$":
        is_money = inner[-1].isspace() or text[closer.end() : closer.end() + 1].isdigit()
        if is_money or not IS_TEX.search(inner):
            return ""
    return f"$${inner.strip()}$$" if opener[0] in _DISPLAYED else f"${inner.strip()}$"
