"""Formulae of a page as TeX between dollars: MathML, scripts for MathJax, and pictures of TeX.

MathML mostly carries its TeX along, as an annotation or as `alttext`; where it does not, it is written as
TeX, element by element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.types import Nodes

__all__ = ["formula", "pictured"]

_TEX = frozenset({"application/x-tex", "application/x-latex", "tex", "latex"})
_PICTURES = frozenset({"latex", "tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"})
_CLASS_CHARS = 500
_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n|\Z)")
_STYLED = re.compile(r"\{\\(?:display|text)style\s*(.*)\}\Z", re.S)  # MediaWiki, around every formula
_DELIMITED = re.compile(r"(?:\\\[|\\\(|\$+)(.*?)(?:\\\]|\\\)|\$+)\Z", re.S)
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "{}%&#$_"})
_DOLLAR = re.compile(r"\\?\$")
_COMMAND = re.compile(r"\\[A-Za-z]+\Z")
_ONE = re.compile(r"\\[A-Za-z]+\Z|.\Z|\d+\Z")
# MathML Core, 3: elements that give each child a place of its own.
_TEMPLATES = {
    "mfrac": r"\frac{{{0}}}{{{1}}}",
    "msqrt": r"\sqrt{{{inner}}}",
    "mroot": r"\sqrt[{1}]{{{0}}}",
    **dict.fromkeys(("msub", "munder"), "{base}_{{{1}}}"),
    **dict.fromkeys(("msup", "mover"), "{base}^{{{1}}}"),
    **dict.fromkeys(("msubsup", "munderover"), "{base}_{{{1}}}^{{{2}}}"),
}
_ROW_END = r" \\ "
_NAMES = frozenset("sin cos tan cot sec csc log ln exp lim max min sup inf det dim gcd ker arg deg".split())


def formula(nodes: Nodes, node: int) -> str:
    """The TeX of a `math` or `script` element with its dollars; "" for one that holds none."""
    attributes = nodes.attributes[node]
    if nodes.tags[node] == "script":
        kind = attributes.get("type") or ""
        if "math/tex" not in kind:
            return ""
        return _delimited("".join(nodes.texts[node : nodes.ends[node]]), displayed="display" in kind)
    displayed = "block" in (attributes.get("display"), attributes.get("mode"))
    for child in range(node + 1, nodes.ends[node]):
        encoding = nodes.attributes[child].get("encoding") or ""
        if nodes.tags[child] == "annotation" and encoding.lower() in _TEX:
            return _delimited("".join(nodes.texts[child : nodes.ends[child]]), displayed=displayed)
    return _delimited(attributes.get("alttext") or _written(nodes, node), displayed=displayed)


def pictured(attributes: Mapping[str, str | None]) -> str:
    """The TeX that a picture shows and its `alt` says, with its dollars; "" for any other picture."""
    alt, classes = attributes.get("alt"), attributes.get("class")
    if not alt or not classes or _PICTURES.isdisjoint(classes[:_CLASS_CHARS].split()):
        return ""
    return _delimited(alt, displayed="display" in classes)


def _delimited(tex: str, *, displayed: bool) -> str:
    tex = _COMMENT.sub("", tex).strip()
    for wrapped in (_DELIMITED, _STYLED):
        if found := wrapped.match(tex):
            tex = found[1]
    tex = squeeze(_DOLLAR.sub("", tex))  # a dollar would end the formula
    dollars = "$$" if displayed else "$"
    return f"{dollars}{tex}{dollars}" if tex else ""


def _written(nodes: Nodes, math: int) -> str:
    """MathML as TeX: from the last element to the first, so that children come before their parents."""
    inside: dict[int, list[str]] = {}
    for node in range(nodes.ends[math] - 1, math, -1):
        tag = nodes.tags[node]
        made = inside.pop(node, [])[::-1]
        tex = _element(tag, made, nodes.attributes[node]) if tag else squeeze(nodes.texts[node])
        if tex or tag.startswith("m"):
            inside.setdefault(nodes.parents[node], []).append(tex)
    return _joined(inside.get(math, [])[::-1])


def _element(tag: str, made: Sequence[str], attributes: Mapping[str, str | None]) -> str:
    """An element as TeX, its children being TeX already."""
    inner = _joined(made)
    if template := _TEMPLATES.get(tag):
        return template.format(*(*made, "", "", "")[:3], base=_base(made[0]) if made else "{}", inner=inner)
    match tag:
        case "mi" if len(inner) > 1:
            return f"\\{inner}" if inner in _NAMES else f"\\mathrm{{{inner.translate(_SIGNS)}}}"
        case "mi" | "mo" | "mn" | "ms":
            return inner.translate(_SIGNS)
        case "mtext":
            return f"\\text{{{inner.translate(_SIGNS)}}}"
        case "mfenced":
            return f"{attributes.get('open') or '('}{', '.join(made)}{attributes.get('close') or ')'}"
        case "mtr" | "mlabeledtr":
            return " & ".join(made)
        case "mtable":
            return rf"\begin{{matrix}} {_ROW_END.join(made)} \end{{matrix}}"
    return "" if tag.startswith("annotation") else inner


def _base(tex: str) -> str:
    """What an index stands at, in braces unless it is one sign."""
    return tex if _ONE.match(tex) else f"{{{tex}}}"


def _joined(parts: Sequence[str]) -> str:
    """The parts in a row; a space where a command would run into a letter."""
    joined: list[str] = []
    for part in parts:
        if joined and part[:1].isalpha() and _COMMAND.search(joined[-1]):
            joined.append(" ")
        joined.append(part)
    return "".join(joined)
