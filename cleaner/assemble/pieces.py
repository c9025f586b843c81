"""What stays of each block: its text without the spans that were cut, and its pieces for inline markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.assemble.code import listing
from cleaner.page.blocks import PREFORMATTED
from cleaner.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.assemble.places import Place, Places
    from cleaner.types import Blocks, Label, Verdict

__all__ = ["Kept", "Piece", "kept_blocks", "pieces", "resqueezed"]

_CLOSING = frozenset(".,;:!?)]}’”»…")
_OPENING = frozenset("([{‘“«")

Piece = tuple[int, str]  # the element, and its text with white space squeezed; an image has the text ""


class Kept(NamedTuple):
    """A block of the document."""

    at: int  # index of the block
    text: str  # "" for an image
    joined: bool  # goes on, after a line break, where the kept block before ended
    cuts: tuple[Label, ...]
    place: Place
    pieces: list[Piece] | None = None  # where they are no longer those of the page


def kept_blocks(blocks: Blocks, verdicts: Sequence[Verdict], places: Places) -> list[Kept]:
    """The kept blocks in order, spans cut out; a block of which no word is left after a cut is left out."""
    texts, tags, joins = blocks.texts, blocks.tags, blocks.joins
    kept: list[Kept] = []
    last = -2
    for verdict in verdicts:
        if not verdict.label.keep:
            continue
        i = verdict.block
        text = texts[i]
        if verdict.cuts:
            text = _mended(text, verdict.cuts, preformatted=tags[i] in PREFORMATTED)
            if not any(character.isalnum() for character in text):
                continue
        elif tags[i] in PREFORMATTED:
            text = listing(blocks, i)
            if not text.strip():
                continue
        kept.append(Kept(i, text, joins[i] and last == i - 1, verdict.cuts, places.of_block(i)))
        last = i
    return kept


def pieces(blocks: Blocks, kept: Kept) -> list[Piece]:
    """The block's text as pieces, one an element, squeezed and cut as the text is; images between them.

    Where an image stands at an end of the block, the space beside it is one character more than the text has.
    """
    if kept.pieces is not None:
        return kept.pieces
    i = kept.at
    run, text = blocks.runs[i], blocks.texts[i]
    if not run:
        return [(blocks.nodes[i], kept.text)]
    if len(run) == 1:
        made = [(run[0][0], text)]
    elif (as_read := _trimmed(run)) and "".join([piece for _, piece in as_read]) == text:
        made = as_read  # nothing to squeeze, as on most pages that a program wrote
    else:
        made = resqueezed(run)
        if "".join([piece for _, piece in made]).strip(" ") != text:
            # The segmenter sees it otherwise: no markup is better than a wrong text.
            made = [(blocks.nodes[i], text)]
    return _cut(made, _ranges(text, kept.cuts, preformatted=False)) if kept.cuts else made


def _trimmed(run: list[Piece]) -> list[Piece]:
    """The run without white space at its ends; [] where images are in the way."""
    start, stop = 0, len(run)
    while start < stop and run[start][1].isspace():
        start += 1
    while start < stop and run[stop - 1][1].isspace():
        stop -= 1
    made = run[start:stop]
    if not made or not made[0][1] or not made[-1][1]:
        return []
    made[0] = (made[0][0], made[0][1].lstrip())
    made[-1] = (made[-1][0], made[-1][1].rstrip())
    return made


def resqueezed(run: list[Piece]) -> list[Piece]:
    """`cleaner.text.squeeze` over pieces: one space where one was, be it on either side of a tag.

    Beyond an image at either end the text goes on as far as spaces are concerned.
    """
    made: list[Piece] = []
    spaced, begun = True, False  # the text so far ends in a space, or nothing stands before it
    for node, source in run:
        if not source:
            spaced = spaced and begun
            made.append((node, ""))
            continue
        text = " ".join(source.split())
        leading, trailing = source[0].isspace(), source[-1].isspace()
        if not text.isprintable():
            text = safe(text)
            leading, trailing = leading or text[:1] == " ", trailing or text[-1:] == " "
            text = " ".join(text.split())
        if not text:
            if (leading or trailing) and not spaced:
                made.append((node, " "))
                spaced = begun = True
            continue
        made.append((node, f"{' ' if leading and not spaced else ''}{text}{' ' if trailing else ''}"))
        spaced, begun = trailing, True
    if spaced and made and made[-1][1]:
        node, text = made.pop()
        if text != " ":
            made.append((node, text[:-1]))
    return made


def _mended(text: str, cuts: Sequence[Label], *, preformatted: bool) -> str:
    """The text without the spans: no double space, none before a comma, no two words run together."""
    rest = "".join(
        [glue + text[start:end] for glue, start, end in _ranges(text, cuts, preformatted=preformatted)]
    )
    return rest.strip("\n") if preformatted else rest


def _ranges(text: str, cuts: Sequence[Label], *, preformatted: bool) -> list[tuple[str, int, int]]:
    """What stays between the cuts: the glue that goes before it, and where it begins and ends."""
    ranges: list[tuple[str, int, int]] = []
    begin = 0
    for start, end in [*(cut.span for cut in cuts if cut.span), (len(text), len(text))]:
        low, high = begin, max(start, begin)
        begin = max(end, begin)
        if preformatted:
            ranges.append(("", low, high))
            continue
        while low < high and text[low] == " ":
            low += 1
        while low < high and text[high - 1] == " ":
            high -= 1
        if low < high:
            ranges.append((_glue(text, ranges[-1][2], low) if ranges else "", low, high))
    return ranges


def _glue(text: str, end: int, start: int) -> str:
    """A space between text[:end] and text[start:], unless punctuation needs none or there was none."""
    left, right = text[end - 1], text[start]
    if right in _CLOSING or left in _OPENING:
        return ""
    apart = text[end] == " " or text[start - 1] == " "
    return " " if apart or (left.isalnum() and right.isalnum()) else ""


def _cut(made: list[Piece], ranges: list[tuple[str, int, int]]) -> list[Piece]:
    """The pieces' shares of the ranges, in one walk; the glue goes with the piece that it stands before."""
    rest: list[Piece] = []
    first = next((text for _, text in made if text), "")
    offset, at = -first.startswith(" "), 0  # a space behind an image that the block begins with
    for node, text in made:
        stop = offset + len(text)
        if not text:
            rest.append((node, ""))
        while at < len(ranges) and ranges[at][1] < stop:
            glue, low, high = ranges[at]
            if glue and low >= offset:
                rest.append((node, glue))
            rest.append((node, text[max(low - offset, 0) : min(high, stop) - offset]))
            if high > stop:
                break
            at += 1
        offset = stop
    return rest
