"""Page logic of text dumps: what lines are by where they stand, where no tag says it.

Short lines above the headline are the site's; headlines listed under "Related" are other stories; a clock
beside what is dropped is a player's. A heading between kept paragraphs is kept; one with nothing kept behind
it, or a "Written by:", is not. Captions are kept out of the text, and called so.
"""

from __future__ import annotations

import re
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from cleaner.features.phrase import phrase
from cleaner.features.sequence import headline_runs
from cleaner.features.shape import lengths
from cleaner.labels import visible
from cleaner.labels.judgement import surely_text
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["labels"]

_LABEL_WORDS = 8  # a longer line with a colon is a sentence whose list was dropped
_HEADED = 3  # lines behind a heading of which one must be kept, as in density.py
_NAME_WORDS = 2.0  # of a line that is no headline, as in features/sequence.py
_PARAGRAPH = 25.0  # words, as in density.py: what stands below is not listed under what stands above
_RULING = frozenset({"related", "newsletter", "share", "comments"})
# A headline further down, or one that is said only once, may be a guess: what stands above may be text.
_HEAD, _SAID_TWICE = 12, 0.75
_ABOVE_WORDS, _ABOVE_CHARS = 12, 90  # of a line above the headline; a longer one may be the text's
_HEADER = re.compile(r"[A-Z][\w-]{1,30}: \S")  # RFC 5322
_SURE_BUTTON = 0.7  # of lines that read like navigation and of which the model is less sure nine of ten are
_SIGNATURE = 8  # lines; RFC 3676, 4.3, wants four at most below "-- "
# Less sure than an echo of the title or a byline, which no heading and no headline is.
_SURE = 0.4


def labels(blocks: Blocks, metadata: Metadata, said: Sequence[Label]) -> list[Label]:
    """Labels for the lines of a dump; none for HTML."""
    if blocks.page.tree is not None:
        return []
    read_off = visible.labels(blocks, metadata, said)
    dropped = {label.block for label in (*said, *read_off) if not label.keep and label.span is None}
    kept = [i not in dropped for i in range(len(blocks))]
    sure = surely_text(blocks, said)
    found = []
    roles = list(map(phrase, blocks.texts, blocks.tags))
    above = _above_the_headline(blocks, metadata)
    guesses = chain(above, _listed(blocks, roles), _asides(blocks, roles, kept))
    scores = {label.block: label.score for label in said if label.keep}
    known = chain(_headers(blocks, metadata), _signature(blocks), _buttons(roles, scores))
    for label in chain(known, (label for label in guesses if label.block not in sure)):
        if kept[label.block]:
            kept[label.block] = False
            found.append(label)
    ends = _headings_and_captions(blocks, roles, kept)
    return [*found, *(label for label in ends if label.keep or label.block not in sure)]


def _above_the_headline(blocks: Blocks, metadata: Metadata) -> Iterator[Label]:
    """The name of the site, its motto and date."""
    title = metadata.chosen.get("title")
    if title is None or title.block is None or title.block > _HEAD or title.score < _SAID_TWICE:
        return
    for i, text in enumerate(blocks.texts[: title.block]):
        if len(text) <= _ABOVE_CHARS and text.count(" ") < _ABOVE_WORDS:
            yield _label(i, "masthead", "above-headline", "short, above the headline")


def _headers(blocks: Blocks, metadata: Metadata) -> Iterator[Label]:
    """The other headers of a letter, above its subject and below."""
    title = metadata.chosen.get("title")
    if title is not None and title.block is not None and title.source == "visible:subject":
        for i in takewhile(lambda i: _HEADER.match(blocks.texts[i]), range(len(blocks))):
            if i != title.block:
                yield _label(i, "masthead", "mail-header", "a header of the letter")


def _signature(blocks: Blocks) -> Iterator[Label]:
    """What stands below the "-- " of a letter."""
    last = range(max(len(blocks) - _SIGNATURE, 0), len(blocks))
    start = next((i for i in last if blocks.texts[i] == "--"), len(blocks))
    for i in range(start, len(blocks)):
        yield _label(i, "bio", "signature", "below the line of a signature")


def _buttons(roles: Sequence[str], scores: Mapping[int, float]) -> Iterator[Label]:
    """Lines that read like a button, or say that an advertisement stands there."""
    for i, role in enumerate(roles):
        if role == "ad" or (role == "nav" and scores.get(i, 1) < _SURE_BUTTON):
            yield _label(i, role, "phrase", f"reads like {role}")


def _listed(blocks: Blocks, roles: Sequence[str]) -> Iterator[Label]:
    """Runs of headlines under a line that says what they are, with no paragraph in between."""
    if _RULING.isdisjoint(roles) or not any(runs := headline_runs(blocks)):
        return
    ruling = ""
    names: list[int] = []  # lines between the label and the headlines: a paper's name, a player's clock
    for i, (role, words, in_run) in enumerate(zip(roles, lengths(blocks), runs, strict=True)):
        if words >= _PARAGRAPH or role in _RULING:
            ruling, names = "" if words >= _PARAGRAPH else role, []
        elif in_run and ruling:
            yield _label(i, "related", "headlines", f"in a run of headlines, listed under {ruling}")
            for name in names:
                yield _label(name, "related", "headlines", f"above a run of headlines, listed under {ruling}")
            names = []
        elif words <= _NAME_WORDS and blocks.tags[i] == "p":
            names.append(i)


def _asides(blocks: Blocks, roles: Sequence[str], kept: list[bool]) -> Iterator[Label]:
    """Notices about the text, and clocks and signs beside what was dropped: a table has figures too."""
    for i, (text, role) in enumerate(zip(blocks.texts, roles, strict=True)):
        if role == "other" or (role and not any(char.isalnum() for char in text)):
            beside = not all(kept[max(i - 1, 0) : i + 2])
            if beside or any(char.isalpha() for char in text):
                yield _label(i, "other", "phrase", f"reads like {role}")


def _headings_and_captions(blocks: Blocks, roles: Sequence[str], kept: list[bool]) -> Iterator[Label]:
    for i in reversed(range(len(blocks))):
        text, tag = blocks.texts[i], blocks.tags[i]
        if not kept[i]:
            if tag[0] == "h" and i and kept[i - 1] and any(kept[i + 1 : i + 2]) and not roles[i]:
                why = "heads kept text, with kept text above"
                yield Label(i, "heading", True, Layer.PAGE, "heading", why, _SURE)
        elif roles[i] == "caption":
            yield _label(i, "caption", "phrase", "reads like caption")
        elif _leads(text, tag) and not any(kept[i + 1 : i + 1 + (_HEADED if tag[0] == "h" else 1)]):
            kept[i] = False  # so that a heading above it leads to nothing either
            yield _label(i, "other", "leads-nowhere", "nothing behind it is kept")


def _leads(text: str, tag: str) -> bool:
    is_label = text.endswith((":", "：")) and text.count(" ") < _LABEL_WORDS
    return is_label or tag[0] == "h"


def _label(i: int, role: str, by: str, why: str) -> Label:
    return Label(i, role, False, Layer.PAGE, by, why, _SURE + 0.1)
