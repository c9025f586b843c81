"""Signs that a browser shows around an element and the source does not have: quotation marks, and brackets.

HTML standard, 15.3.4 "Phrasing content": `q::before { content: open-quote }`; and a reading (`rt`) stands
above its word. On a line it follows the word, in the brackets that `<rp>` is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Nodes

__all__ = ["SIGNED", "signed"]

_Piece = tuple[int, str]  # as in `Blocks.runs`
_QUOTES = frozenset('"‘‚‛“”„‟«»‹›「」『』《》')  # not apostrophes: "the sailors' <q>luck</q>"
_BRACKETS = frozenset("([{（［【〔《〈")
# Around what: the signs, and those that say that the page has written its own.
_SIGNS = {"q": ("“", "”", _QUOTES), "rt": ("(", ")", _BRACKETS)}
SIGNED = frozenset(_SIGNS)
_ABOVE = 20  # elements within a block; who nests deeper does so to be slow


def signed(run: Sequence[_Piece], nodes: Nodes, owners: Sequence[int]) -> list[_Piece]:
    """The pieces of a block with the signs as pieces of their own; `owners` as in `seams.spaced`."""
    made: list[_Piece] = []
    around: list[int] = []  # signed elements that the last piece is in, outermost first
    opened: list[int] = []  # of those, the ones with signs of ours
    before = ""  # last sign before the piece
    for node, text in run:
        words = text.strip()
        within = _signed_above(nodes, owners, node)
        while around and around[-1] not in within:
            if around.pop() in opened:
                made.append(_sign(nodes, opened.pop(), 1))
        for element in within[len(around) :] if words else ():
            around.append(element)
            if {before, words[0]}.isdisjoint(_SIGNS[nodes.tags[element]][2]):
                opened.append(element)
                made.append(_sign(nodes, element, 0))
        made.append((node, text))
        before = words[-1:] or before
    return made + [_sign(nodes, element, 1) for element in reversed(opened)]


def _sign(nodes: Nodes, element: int, which: int) -> _Piece:
    return element, str(_SIGNS[nodes.tags[element]][which])


def _signed_above(nodes: Nodes, owners: Sequence[int], node: int) -> list[int]:
    """The signed elements that a piece is in, up to its block-level one, outermost first."""
    found: list[int] = []
    for _ in range(_ABOVE):
        if node == owners[node]:
            break
        if nodes.tags[node] in SIGNED:
            found.append(node)
        node = nodes.parents[node]
    return found[::-1]
