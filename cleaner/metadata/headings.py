"""The text of a heading as its reader takes it: without kicker, permalink, buttons and what is hidden."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from cleaner.metadata import title
from cleaner.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.types import Nodes

__all__ = ["heading_text"]

# The line above the headline, inside its element, as news sites call it; and what only machines read.
_KICKER = pattern(
    r"kicker|eyebrow|topline|top-line|overline|over-line|roofline|dachzeile|spitzmarke|supertitle|surtitre"
    r"|antetitulo|sr-only|visually-?hidden|screen-reader|off-?screen|permalink|headerlink|anchor-?link",
    re.I,
)
_PERMALINKS = " ¶#§🔗"
_DIVIDER = pattern(r":(?=\s)|(?<=\s)[/|–—-](?=\s)")
_MAX_PIECES, _MAX_CHARS = 20, 1000  # of a heading that is taken apart
_PART_WORDS = 3  # at least, of what may be the headline; shorter ones are kickers
_DANGLING = ":-–—|/"  # the sign between a kicker and its headline


def heading_text(nodes: Nodes, node: int, shared: Sequence[str] = ()) -> str:
    """A heading's text without its kicker and its permalink sign; all of it where that would leave nothing.

    `shared` are the titles that the page declares for other sites: one that has the kicker keeps it.
    """
    bare, whole = (_text(nodes, node, with_kicker=with_kicker) for with_kicker in (False, True))
    for other in shared if bare != whole else ():
        if title.same(whole, other):
            return other  # with the sign between the two, which the page may only show by its looks
    if part := _declared_part(_pieces(nodes, node, with_kicker=False), shared):
        return part
    for text in (bare, whole):
        if text and text[0] not in _DANGLING:  # the sign belongs to what was taken for a kicker
            return _without_kicker(text, shared)
    return _without_kicker(title.plain("".join(nodes.texts[node : nodes.ends[node]])), shared)


def _declared_part(pieces: Sequence[str], shared: Sequence[str]) -> str:
    """What stands between two inner elements and is a title made for other sites; "" for none.

    What stands beside it is a kicker, a date, a number of comments.
    """
    if not shared or not 1 < len(pieces) <= _MAX_PIECES or sum(map(len, pieces)) > _MAX_CHARS:
        return ""
    runs = (pieces[start:end] for start, end in combinations(range(len(pieces) + 1), 2))
    texts = [title.plain("".join(run)).lstrip(_DANGLING + " ") for run in runs if len(run) < len(pieces)]
    long = [text for text in texts if len(text.split()) >= _PART_WORDS]
    return next((text for other in shared for text in long if title.same(text, other)), "")


def _text(nodes: Nodes, node: int, *, with_kicker: bool) -> str:
    return title.plain("".join(_pieces(nodes, node, with_kicker=with_kicker)).rstrip(_PERMALINKS))


def _pieces(nodes: Nodes, node: int, *, with_kicker: bool) -> list[str]:
    """The texts inside a heading, with a space where two inner elements meet without one."""
    pieces: list[str] = []
    broken = False  # a line end stands before the next text
    inner = node + 1
    while inner < nodes.ends[node]:
        attributes = nodes.attributes[inner]
        kicker = not pieces and not with_kicker and _KICKER.search(attributes.get("class") or "")
        if kicker or nodes.tags[inner] == "button" or attributes.get("aria-hidden") == "true":
            inner = nodes.ends[inner]
            continue
        text = nodes.texts[inner]
        if text and (pieces or not text.isspace()):
            apart = broken or _is_apart(pieces, nodes.tags[inner - 1], text)
            pieces.append(f" {text}" if apart else text)
            broken = False
        broken = broken or nodes.tags[inner] == "br"
        inner += 1
    return pieces


def _is_apart(pieces: list[str], tag: str, text: str) -> bool:
    """True where a reader sees a space between the last piece and a text behind `tag`."""
    if tag == "wbr" or not pieces:
        return False
    last = pieces[-1][-1:]
    return last == ":" or (last.islower() and text[0].isupper())


def _undivided(text: str) -> str:
    """A title without the signs that part it into kicker, headline and subtitle."""
    return " ".join(_DIVIDER.sub(" ", text).split())


def _without_kicker(text: str, shared: Iterable[str]) -> str:
    """The headline behind a kicker of a few words, where a title made for other sites says that it is one."""
    for other in shared:
        if len(other) > len(text) and _undivided(other) == _undivided(text):
            return other  # the page sets its parts apart by their looks, the declared title by a sign
        kicker = text[: -len(other)]
        if other and text.endswith(other) and kicker.endswith(" ") and 0 < len(kicker.split()) <= 4:
            return text if len(other.split()) < 4 else other
    return text
