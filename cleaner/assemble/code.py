"""Listings: their language, and their text without the numbers and buttons that highlighters put in."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_LEAST_COUNTED = 2  # lines that a gutter without a name counts
_MOST_COUNTS = 3  # that are looked at: counting is not what most listings do
_MOST_DIGITS = 6  # of the number of a line
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
    first, last = _gutter(nodes, run, owner)
    is_code[first:last] = [False] * (last - first)
    if all(is_code):
        return text
    code: list[str] = []
    for i, (_, source) in enumerate(run):
        # Where number and line are elements side by side, the segmenter put a line break between them.
        between = source == "\n" and i and not is_code[i - 1] and is_code[min(i + 1, len(run) - 1)]
        if is_code[i] and not between:
            code.append(source)
    return safe("".join(code)).strip("\n")


def _gutter(nodes: Nodes, run: Sequence[tuple[int, str]], owner: int) -> tuple[int, int]:
    """The first piece of an element that only counts the lines, and the one behind its last."""
    counts = ((i, last, size) for i, last, size in _counts(run) if _is_alone(nodes, run, owner, i, last))
    for first, last, size in islice(counts, _MOST_COUNTS):
        rest = "".join([source for _, source in (*run[:first], *run[last:])]).strip("\n")
        if rest.strip() and abs(rest.count("\n") + 1 - size) <= 1:
            return first, last
    return 0, 0


def _counts(run: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, int]]:
    """Where pieces count from 1 up, with the last number."""
    first = last = size = 0
    for i, (_, source) in enumerate(run):
        numbers = _numbers(source)
        if numbers == []:
            continue
        if numbers is None or numbers != list(range(size + 1, size + len(numbers) + 1)):
            if size >= _LEAST_COUNTED:
                yield first, last, size
            size = 0
        if numbers is not None and numbers == list(range(size + 1, size + len(numbers) + 1)):
            first, last, size = i if size == 0 else first, i + 1, size + len(numbers)
    if size >= _LEAST_COUNTED:
        yield first, last, size


def _numbers(source: str) -> list[int] | None:
    """The numbers of a piece that holds nothing else, None for other pieces."""
    said = source.split()
    if all(word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS for word in said):
        return [int(word) for word in said]
    return None


def _is_alone(nodes: Nodes, run: Sequence[tuple[int, str]], owner: int, first: int, last: int) -> bool:
    """True for pieces that have an element of the listing for themselves."""
    numbers = [node for node, source in run[first:last] if source.strip()]
    around = numbers[0]
    for _ in range(_ABOVE):
        if numbers[-1] < nodes.ends[around]:
            break
        around = nodes.parents[around]
    beside = [node for node, _ in (*run[max(first - 1, 0) : first], *run[last : last + 1])]
    return (
        owner < around <= numbers[0]
        and numbers[-1] < nodes.ends[around]
        and not any(around <= node < nodes.ends[around] for node in beside)
    )


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
