"""Listings: their language, and their text without the numbers and buttons that highlighters put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.text import safe

if TYPE_CHECKING:
    from cleaner.types import Blocks, Nodes

__all__ = ["language", "listing"]

_CLASS_CHARS = 500
# Prism and the HTML standard (4.5.15), google-code-prettify, MediaWiki, Sphinx, GitHub, SyntaxHighlighter.
_NAMED = re.compile(
    r"(?:^|[\s-])(?:language-|lang-|brush:\s*)([\w+#.-]{1,30})"
    r"|(?:^|\s)highlight-(?:source-|text-)?([\w+#.-]{1,30})"
)
# highlight.js, Pandoc, Hexo and SyntaxHighlighter write the bare name beside a class of their own.
_BARE = re.compile(
    r"(?:^|\s)(?:highlight|hljs|sourceCode|syntaxhighlighter)\s+([A-Za-z][\w+#.]{0,30})(?=\s|\Z)"
)
_DATA = ("data-lang", "data-language", "data-enlighter-language")  # Chroma, Expressive Code, Enlighter
_NAME = re.compile(r"[A-Za-z][\w+#.-]{0,30}\Z")
_NO_LANGUAGES = frozenset({"auto", "default", "none", "no-highlight", "nohighlight", "undefined"})
# Pygments, Chroma, Rouge, highlightjs-line-numbers, SyntaxHighlighter, GitHub, react-syntax-highlighter.
_GUTTERS = frozenset(
    "gutter hljs-ln-numbers js-line-number line-number line-numbers lineno linenodiv linenos linenumber ln "
    "lnt react-syntax-highlighter-line-number rouge-gutter".split()
)
_CONTROLS = frozenset({"button", "clipboard-copy"})
_ABOVE = 4  # elements: <td class=linenos><div class=linenodiv><pre><span>


def language(blocks: Blocks, index: int) -> str:
    """The language that a listing names: inside it, itself, or in the two elements above; "" if none."""
    tree = blocks.page.tree
    if tree is None:
        return ""
    nodes = tree.nodes
    owner = blocks.nodes[index]
    node = blocks.runs[index][0][0] if blocks.runs[index] else owner
    above = 0
    while node >= 0 and above < 3:
        above += node <= owner
        attributes = nodes.attributes[node]
        node = nodes.parents[node]
        if attributes and (name := _named(attributes)):
            return name
    return ""


def _named(attributes: dict[str, str | None]) -> str:
    classes = (attributes.get("class") or "")[:_CLASS_CHARS]
    found = _NAMED.search(classes) or _BARE.search(classes)
    name = found[found.lastindex or 1].rstrip(".-") if found else ""
    if not name:
        name = next((value for key in _DATA if (value := attributes.get(key)) and _NAME.match(value)), "")
    return "" if name.lower() in _NO_LANGUAGES else name


def listing(blocks: Blocks, index: int) -> str:
    """The text of a preformatted block without line numbers and buttons; "" if it holds nothing else.

    A space that holds an indent together is a space for whoever runs the code.
    """
    return _code(blocks, index).replace("\xa0", " ")


def _code(blocks: Blocks, index: int) -> str:
    text, run, tree = blocks.texts[index], blocks.runs[index], blocks.page.tree
    if tree is None or not run:
        return text
    nodes, owner = tree.nodes, blocks.nodes[index]
    beside: dict[int, str] = {}  # element -> "number", "button" or ""
    is_code = [_is_code(source, _beside(nodes, node, owner, beside)) for node, source in run]
    if all(is_code):
        return text
    code: list[str] = []
    for i, (_, source) in enumerate(run):
        # Where number and line are elements side by side, the segmenter put a line break between them.
        between = source == "\n" and i and not is_code[i - 1] and is_code[min(i + 1, len(run) - 1)]
        if is_code[i] and not between:
            code.append(source)
    return safe("".join(code)).strip("\n")


def _is_code(source: str, beside: str) -> bool:
    return not (beside == "button" or (beside == "number" and _is_number(source)))


def _beside(nodes: Nodes, node: int, owner: int, known: dict[int, str]) -> str:
    """What an element is that is not code, by its ancestors up to a little above the listing."""
    unknown: list[int] = []
    above = 0
    while node >= 0 and node not in known and above < _ABOVE:
        above += node <= owner
        unknown.append(node)
        node = nodes.parents[node]
    what = known.get(node, "")
    for element in reversed(unknown):
        if nodes.tags[element] in _CONTROLS:
            what = "button"
        elif not what and not _GUTTERS.isdisjoint(
            (nodes.attributes[element].get("class") or "")[:_CLASS_CHARS].split()
        ):
            what = "number"
        known[element] = what
    return what


def _is_number(source: str) -> bool:
    return all(line.strip().isdigit() for line in source.split("\n") if line.strip())
