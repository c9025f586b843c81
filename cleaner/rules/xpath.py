"""XPath that cannot run, found without a page: lxml meets a wrong call only where it gets to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.text import did_you_mean

__all__ = ["fault"]

# XPath 1.0, section 4: the functions, with the least and the most arguments.
_FUNCTIONS = {
    "last": (0, 0), "position": (0, 0), "count": (1, 1), "id": (1, 1), "local-name": (0, 1),
    "namespace-uri": (0, 1), "name": (0, 1), "string": (0, 1), "concat": (2, 1000), "starts-with": (2, 2),
    "contains": (2, 2), "substring-before": (2, 2), "substring-after": (2, 2), "substring": (2, 3),
    "string-length": (0, 1), "normalize-space": (0, 1), "translate": (3, 3), "boolean": (1, 1), "not": (1, 1),
    "true": (0, 0), "false": (0, 0), "lang": (1, 1), "number": (0, 1), "sum": (1, 1), "floor": (1, 1),
    "ceiling": (1, 1), "round": (1, 1),
}  # fmt: skip
# What looks like a call and is none: node tests, and operators before a bracket.
_NO_CALLS = frozenset({"text", "node", "comment", "processing-instruction", "and", "or", "div", "mod", ""})
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_SIGN = re.compile(r"([\w.-]*)\s*(\()|[),\[\]]|[^\s(),\[\]]")


@dataclass(slots=True)
class _Bracket:
    """An open bracket, and what was found in it so far."""

    name: str  # what stands before it: "" for a group or a predicate
    commas: int = 0
    is_empty: bool = True


def fault(source: str) -> str | None:
    """What is wrong with the calls of an expression; None where nothing is.

    >>> fault("//div[contains(@class='x')]")
    'contains() takes 2 arguments, not 1'
    """
    open_: list[_Bracket] = []
    for sign in _SIGN.finditer(_LITERAL.sub("0", source)):
        mark = sign[0]
        if mark in (")", "]"):
            if open_ and (found := _wrong(open_.pop())):
                return found
            continue
        if open_:
            open_[-1].is_empty = False
            open_[-1].commas += mark == ","
        if sign[2] or mark == "[":
            open_.append(_Bracket(sign[1].rpartition("::")[2] if sign[2] else ""))
    return None


def _wrong(call: _Bracket) -> str | None:
    if call.name in _NO_CALLS:
        return None
    if call.name not in _FUNCTIONS:
        return f"XPath 1.0 has no {call.name}(){did_you_mean(call.name, _FUNCTIONS)}"
    least, most = _FUNCTIONS[call.name]
    given = 0 if call.is_empty else call.commas + 1
    if least <= given <= most:
        return None
    wanted = str(least) if least == most else f"{least} to {most}"
    return f"{call.name}() takes {wanted} argument{'' if wanted == '1' else 's'}, not {given}"
