"""Page logic: kept blocks that say what they are by their words, in roles that are hardly ever content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features import phrase, stock
from cleaner.labels import density
from cleaner.labels.headings import headed, is_heading
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# Phrases are among the model's columns, so on pages like those that it learned from this changes next to
# nothing: word F1 by .0002 at most, snippets by +.001, cross-validated, and .58 of the words that it drops
# were in the truth (2,318 pages, November 2026). It is there for what the model has hardly seen: a reprint
# notice in Chinese. Bylines, biographies and captions were in the truth more often (.83, .81, .68): there the
# model has the last word.
_ROLES = frozenset({"comments", "cookie", "date", "legal", "newsletter", "related", "share"})
# Of what the model is surer of, phrases know less: "Copyright law in England is older than...". Of words that
# they would drop 95 % are the truth's from a probability of .98 on, .6 from .90, .2 from .80 (same pages).
_SURE = 0.9
_SAID_INSIDE = frozenset({"legal"})  # affiliate notices stand in the middle of a text, where it is surely one
_LINKED = 0.4  # of a block's characters, behind a label
_NEAR = 4  # blocks, of which a heading may have pictures between itself and its text
_FEW = 30  # of 2,341 pages 23 have fewer


def labels(blocks: Blocks, said: Sequence[Label]) -> list[Label]:
    """A label for each block that the engine keeps although its words say that it is clutter.

    On a page of few blocks, from which the engine has little to go by, what containers say counts too.
    """
    kept = [label for label in said if label.keep and blocks.texts[label.block]]
    doubted = [label.block for label in kept if label.score < _SURE]
    if len(blocks) < _FEW and blocks.page.tree is not None:
        betrayed = {i: (role, why) for i, role, why in density.betrayed(blocks)}
        told = {i: betrayed[i] for i in doubted if i in betrayed}
    else:
        roles = ((i, phrase.phrase(blocks.texts[i], blocks.tags[i])) for i in doubted)
        told = {i: (role, f"reads like {role}") for i, role in roles if role in _ROLES}
    for label in kept:
        role = stock.printed(blocks.texts[label.block], blocks.tags[label.block])
        if role in _SAID_INSIDE or (role and label.score < _SURE):
            told[label.block] = (role, stock.WHY)
    told = _less_headings(blocks, _less_items(blocks, told, kept), kept)
    for label in kept:
        if _leads_elsewhere(blocks, label.block):
            told[label.block] = ("related", "a label with a link behind it")
    return [Label(i, role, False, Layer.PAGE, "phrase", why) for i, (role, why) in sorted(told.items())]


def _less_items(
    blocks: Blocks, told: dict[int, tuple[str, str]], kept: Sequence[Label]
) -> dict[int, tuple[str, str]]:
    """What is told, but of items without a letter in a list of which others stay: a bracket in a listing."""
    tree = blocks.page.tree
    bare = {i for i in told if blocks.tags[i] == "li" and not any(map(str.isalnum, blocks.texts[i]))}
    if tree is None or not bare:
        return told
    parents = tree.nodes.parents
    stay = {parents[blocks.nodes[label.block]] for label in kept if label.block not in told}
    return {i: role for i, role in told.items() if i not in bare or parents[blocks.nodes[i]] not in stay}


def _less_headings(
    blocks: Blocks, told: dict[int, tuple[str, str]], kept: Sequence[Label]
) -> dict[int, tuple[str, str]]:
    """What is told, but of headings whose text stays: "3. Cookies" in a licence."""
    stays = {label.block for label in kept} - set(told)
    found = {}
    for i in sorted(told, reverse=True):
        behind = next((j for j in range(i + 1, min(i + _NEAR, len(blocks))) if blocks.texts[j]), len(blocks))
        is_seen = is_heading(blocks, i) and not blocks.hidden[i]
        if is_seen and behind in stays and _is_text(blocks, behind) and headed(blocks, i, behind):
            stays.add(i)
        else:
            found[i] = told[i]
    return found


def _is_text(blocks: Blocks, i: int) -> bool:
    return blocks.link_chars[i] <= _LINKED * len(blocks.texts[i])


def _leads_elsewhere(blocks: Blocks, i: int) -> bool:
    """True for "Read also: <a>another story</a>", in whatever language the label is known."""
    return not _is_text(blocks, i) and phrase.label(blocks.texts[i]) == "related"
