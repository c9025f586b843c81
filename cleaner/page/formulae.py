"""Formulae of a page as TeX between dollars: MathML, scripts for MathJax, and what shows only a drawing.

MathML mostly carries its TeX along, as an annotation or in an attribute; where it does not, it is written as
TeX, element by element.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.types import Nodes

__all__ = ["IS_TEX", "TEX_ATTRIBUTES", "drawn", "formula", "pictured"]

# Where elements keep their TeX: LaTeXML and MediaWiki, editors of WeChat, CKEditor, Gemini, Zhihu.
TEX_ATTRIBUTES = ("alttext", "data-formula", "data-latex", "data-math", "data-tex")
# What a formula has, and an amount of money or the name of a setting has not.
IS_TEX = re.compile(r"[\\^_{}=<>+]|\A[A-Za-z]\Z")

_TEX = frozenset({"application/x-tex", "application/x-latex", "tex", "latex"})
_PICTURES = frozenset({"latex", "tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"})
_CLASS_CHARS = 500
_DISPLAYED = re.compile(r"(?<!inline-)(?:display|block)")  # not "inline-block"
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
# What stands above a letter, and above more than one. MathML Core, B.2 "Operator dictionary": accents.
_ACCENTS = {
    **dict.fromkeys("¯‾ˉ\u0304\u0305", ("bar", "overline")),
    **dict.fromkeys("→⃗", ("vec", "overrightarrow")),
    **dict.fromkeys("^ˆ\u0302", ("hat", "widehat")),
    **dict.fromkeys("~˜\u0303", ("tilde", "widetilde")),
    **dict.fromkeys("˙\u0307", ("dot", "dot")),
    **dict.fromkeys("¨\u0308", ("ddot", "ddot")),
    **dict.fromkeys("ˇ\u030c", ("check", "check")),
    **dict.fromkeys("˘\u0306", ("breve", "breve")),
    **dict.fromkeys("´\u0301", ("acute", "acute")),
    **dict.fromkeys("`\u0300", ("grave", "grave")),
    "⏞": ("overbrace", "overbrace"),
}
_BELOW = {**dict.fromkeys(("¯", "\\_", "\u0332", "‾"), "underline"), "⏟": "underbrace"}
_PRESCRIPTS = "{}"  # where the scripts before a base begin; to TeX a base of nothing
_SPACES = re.compile(r"\s+")
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
    return _delimited(_stated(attributes) or _written(nodes, node), displayed=displayed)


def drawn(nodes: Nodes, node: int, *, displayed: bool) -> str:
    """The TeX, with its dollars, of an element that has it in place of a text; "" for any other."""
    attributes = nodes.attributes[node]
    tex = _stated(attributes)
    if not IS_TEX.search(tex) or "".join(nodes.texts[node : nodes.ends[node]]).strip():
        return ""
    classes = (attributes.get("class") or "")[:_CLASS_CHARS]
    return _delimited(tex, displayed=displayed or bool(_DISPLAYED.search(classes)))


def pictured(attributes: Mapping[str, str | None]) -> str:
    """The TeX that a picture shows and its `alt` says, with its dollars; "" for any other picture."""
    alt, classes = attributes.get("alt"), attributes.get("class")
    if not alt or not classes or _PICTURES.isdisjoint(classes[:_CLASS_CHARS].split()):
        return ""
    return _delimited(alt, displayed="display" in classes)


def _stated(attributes: Mapping[str, str | None]) -> str:
    return next((tex for name in TEX_ATTRIBUTES if (tex := attributes.get(name))), "")


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
        parent = nodes.parents[node]
        if tag:
            tex = _element(tag, inside.pop(node, [])[::-1], nodes.attributes[node])
        else:
            text = nodes.texts[node]
            tex = _SPACES.sub(" ", text) if nodes.tags[parent] == "mtext" else squeeze(text)
        if tex or tag:  # even an empty element has its place
            inside.setdefault(parent, []).append(tex)
    return _joined(inside.get(math, [])[::-1])


def _element(tag: str, made: Sequence[str], attributes: Mapping[str, str | None]) -> str:
    """An element as TeX, its children being TeX already."""
    inner = _joined(made)
    if accent := _accent(tag, made):
        return f"\\{accent}{{{made[0]}}}"
    if template := _TEMPLATES.get(tag):
        return template.format(*(*made, "", "", "")[:3], base=_base(made[0]) if made else "{}", inner=inner)
    match tag:
        case "mmultiscripts":
            return _with_scripts(made)
        case "mprescripts":
            return _PRESCRIPTS
        case "mphantom":
            return f"\\phantom{{{inner}}}" if inner else ""
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


def _accent(tag: str, made: Sequence[str]) -> str:
    """The command for a sign above or below a base; "" where it is a limit, or something else."""
    if len(made) != 2:
        return ""
    base, sign = made
    if tag == "munder":
        return _BELOW.get(sign, "")
    return _ACCENTS[sign][len(base) > 1] if tag == "mover" and sign in _ACCENTS else ""


def _with_scripts(made: Sequence[str]) -> str:
    """A base with pairs of scripts behind it and before it. MathML 3, 3.4.7 "Prescripts and tensor indices".

    >>> _with_scripts(["C", "a", "", "{}", "6", "14"])
    '{}_{6}^{14}C_{a}'
    """
    base, *scripts = made or ("",)
    begin = scripts.index(_PRESCRIPTS) if _PRESCRIPTS in scripts else len(scripts)
    before = _pairs(scripts[begin + 1 :])
    return f"{_PRESCRIPTS if before else ''}{before}{_base(base)}{_pairs(scripts[:begin])}"


def _pairs(scripts: Sequence[str]) -> str:
    """Scripts below and above in turn, the pairs one behind the other."""
    pairs = zip_longest(scripts[::2], scripts[1::2], fillvalue="")
    made = ["".join([f"{sign}{{{s}}}" for sign, s in zip("_^", pair, strict=True) if s]) for pair in pairs]
    return "{}".join(filter(None, made))


def _base(tex: str) -> str:
    """What an index stands at, in braces unless it is one sign."""
    return tex if _ONE.match(tex) else f"{{{tex}}}"


def _joined(parts: Sequence[str]) -> str:
    """The parts in a row; a space where a command would run into a letter."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and part[:1].isalpha() and _COMMAND.search(joined[-1]):
            joined.append(" ")
        joined.append(part)
    return "".join(joined)
