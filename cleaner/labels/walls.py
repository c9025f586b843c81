"""Page logic: a page that shows a notice in place of its content has no text.

Two kinds, by what the notice wants. An `error-page` came instead of the page: not found, forbidden, server
error, a check for bots, "enable JavaScript". A `consent-wall` is a dialog that a person would answer before
reading: cookies, personal data, age.

The notice is boilerplate like any other: nobody who cleans a site wants "Page not found" a thousand times as
an article, and whoever wants to know reads the flag. So all that the engine would keep of such a page is
dropped, and the document is `empty` too. On a page with content that would be a loss, so the notice must be
all but the whole page: kept text that says something else, or other prose in sight, speaks against it. Where
title or headline say it there may be more around it, for error pages offer other stories.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cleaner.features import notice
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.types import Blocks, Metadata

__all__ = ["WALLS", "labels"]

WALLS = ("error-page", "consent-wall")
_ROLES = {"error-page": "other", "consent-wall": "cookie"}
_LONGEST = 6000  # characters: dialogs explain themselves at length, but not in a thousand words
# In bytes of UTF-8, of which a word has about as many in all scripts: English 6, Chinese 9, Russian 12. What
# may be kept beside a notice: where title or headline say it, where a sentence does, or a dialog; and what
# may be in sight without being kept. With these no page with content in the corpora (2,341) counts as a wall.
_BESIDE_TITLE, _BESIDE_SENTENCE, _BESIDE_DIALOG = 600, 150, 40
_IN_SIGHT = 400
_TERSE = 400  # and what a dialog may say before it must speak as one
_DIALOG_SHARE = 0.8  # of what is kept: some paragraphs of a dialog name no word that tells
_LOOKED = 400  # blocks; notices stand near the top of the page, dialogs often at its very end
_PROSE_WORDS, _SHORT_WEIGHT = 8, 0.25  # a shorter text is likelier a menu's
_HEADINGS = frozenset({"h1", "h2", "h3"})


def labels(blocks: Blocks, metadata: Metadata, said: Sequence[Label]) -> list[Label]:
    """A label for each notice and each kept block, on a page that is a wall; none on any other."""
    kept = _kept(said)
    if sum([len(blocks.texts[block]) for block in kept]) > _LONGEST:
        return []
    notices: dict[int, str] = {}
    beside = dialog = 0
    for block in sorted(kept, key=lambda block: -len(blocks.texts[block])):
        text = blocks.texts[block]
        flag = notice.says(text)
        if flag:
            notices[block] = flag
            dialog += flag == "consent-wall" and _size(text)
        else:
            beside += _size(text)
            if beside >= _BESIDE_TITLE and beside > (1 - _DIALOG_SHARE) * (beside + dialog):
                return []  # most pages, after their longest paragraph or two
    notices |= _unkept(blocks, frozenset(kept))
    flag = _flag(blocks, metadata, notices, beside, dialog)
    if not flag:
        return []
    why = {
        **dict.fromkeys(kept, "stands beside a notice that is all of the page"),
        **{block: "is all of the page" for block, kind in notices.items() if kind == flag},
    }
    return [
        Label(block, _ROLES[flag], False, Layer.PAGE, flag, reason) for block, reason in sorted(why.items())
    ]


def _kept(said: Sequence[Label]) -> list[int]:
    """The blocks that the labels so far would keep."""
    kept = [label for label in said if label.keep and label.span is None]
    dropped = {
        label.block for label in said if label.layer > Layer.MODEL and not label.keep and label.span is None
    }
    return [label.block for label in kept if label.block not in dropped or label.layer > Layer.MODEL]


def _unkept(blocks: Blocks, kept: frozenset[int]) -> dict[int, str]:
    """Notices in sight among the other blocks, the page's first and last: no links, no single words."""
    size = len(blocks)
    near = chain(range(min(_LOOKED, size)), range(max(size - _LOOKED, _LOOKED), size))
    found = {}
    for i in near:
        text, tag = blocks.texts[i], blocks.tags[i]
        speaks = " " in text or tag in _HEADINGS or not text.isascii()
        if speaks and i not in kept and _is_seen(blocks, i) and (flag := notice.says(text)):
            found[i] = flag
    return found


def _flag(blocks: Blocks, metadata: Metadata, notices: dict[int, str], beside: int, dialog: int) -> str:
    """The wall that the page is, "" for none."""
    titles = [str(candidate.value) for candidate in metadata.candidates if candidate.field == "title"]
    titles += [blocks.texts[block] for block in notices if blocks.tags[block] in _HEADINGS]
    if beside < _BESIDE_TITLE and any(map(notice.titled, titles)):
        return "error-page"
    flags = set(notices.values())
    if not flags or _shows_prose(blocks, notices):
        return ""
    if "error-page" in flags and beside < _BESIDE_SENTENCE:
        return "error-page"
    if "consent-wall" not in flags or beside > max(_BESIDE_DIALOG, (1 - _DIALOG_SHARE) * (beside + dialog)):
        return ""
    said = [blocks.texts[block] for block, flag in notices.items() if flag == "consent-wall"]
    return "consent-wall" if dialog <= _TERSE or notice.asks(said) else ""


def _shows_prose(blocks: Blocks, notices: Iterable[int]) -> bool:
    """True where the page shows prose that is no notice, or very many short texts: a shop's, a table's."""
    size = 0.0
    for i, text in enumerate(blocks.texts):
        if text and i not in notices and _is_seen(blocks, i):
            size += _size(text) * (1.0 if text.count(" ") >= _PROSE_WORDS else _SHORT_WEIGHT)
            if size >= _IN_SIGHT:
                return True
    return False


def _is_seen(blocks: Blocks, i: int) -> bool:
    """True for a block that a reader sees, and that is no link."""
    return not blocks.hidden[i] and 2 * blocks.link_chars[i] < len(blocks.texts[i])


def _size(text: str) -> int:
    return len(text.encode())
