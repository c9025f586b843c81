"""The text of a heading as its reader takes it: without kicker, permalink, buttons and what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata import title
from cleaner.metadata.patterns import pattern

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
_DANGLING = ":-–—|/"  # the sign between a kicker and its headline


def heading_text(nodes: Nodes, node: int, shared: Sequence[str] = ()) -> str:
    """A heading's text without its kicker and its permalink sign; all of it where that would leave nothing.

    `shared` are the titles that the page declares for other sites: one that has the kicker keeps it.
    """
    bare, whole = (_text(nodes, node, with_kicker=with_kicker) for with_kicker in (False, True))
    for other in shared if bare != whole else ():
        if title.same(whole, other):
            return other  # with the sign between the two, which the page may only show by its looks
    for text in (bare, whole):
        if text and text[0] not in _DANGLING:  # the sign belongs to what was taken for a kicker
            return _without_kicker(text, shared)
    return _without_kicker(title.plain("".join(nodes.texts[node : nodes.ends[node]])), shared)


def _text(nodes: Nodes, node: int, *, with_kicker: bool) -> str:
    return title.plain("".join(_pieces(nodes, node, with_kicker=with_kicker)).rstrip(_PERMALINKS))


def _pieces(nodes: Nodes, node: int, *, with_kicker: bool) -> list[str]:
    """The texts inside a heading, with a space where two inner elements meet without one."""
    pieces: list[str] = []
    inner = node + 1
    while inner < nodes.ends[node]:
        attributes = nodes.attributes[inner]
        kicker = not pieces and not with_kicker and _KICKER.search(attributes.get("class") or "")
        if kicker or nodes.tags[inner] == "button" or attributes.get("aria-hidden") == "true":
            inner = nodes.ends[inner]
            continue
        text = nodes.texts[inner]
        if text and (pieces or not text.isspace()):
            pieces.append(f" {text}" if _is_apart(pieces, nodes.tags[inner - 1], text) else text)
        inner += 1
    return pieces


def _is_apart(pieces: list[str], tag: str, text: str) -> bool:
    """True where a reader sees a space or a line end between the last piece and a text behind `tag`."""
    meets = bool(pieces) and pieces[-1][-1:].islower() and text[0].isupper()
    return tag == "br" or (meets and tag != "wbr")


def _without_kicker(text: str, shared: Iterable[str]) -> str:
    """The headline behind a kicker of a few words, where a title made for other sites says that it is one."""
    for other in shared:
        if other != text and " ".join(other.replace(":", " ").split()) == text:
            return other  # the page sets the kicker apart by its looks, the declared title by a colon
        kicker = text[: -len(other)]
        if other and text.endswith(other) and kicker.endswith(" ") and 0 < len(kicker.split()) <= 4:
            return text if len(other.split()) < 4 else other
    return text
