"""The one place where labels become verdicts.

The higher layer wins; within a layer the surer label; a tie keeps the block. Labels that lose stay with the
verdict, for whoever asks why.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from cleaner.types import Label, Layer, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Blocks

__all__ = ["decide", "strongest"]


def decide(blocks: Blocks, labels: Sequence[Label], *, keep: frozenset[str] = frozenset()) -> list[Verdict]:
    """One verdict a block, in order. Roles in `keep` stay in the text whoever would drop them.

    A block that nobody labelled is dropped as `other`: no engine spoke for it.
    """
    whole: list[list[Label]] = [[] for _ in range(len(blocks))]
    spans: dict[int, list[Label]] = {}
    for label in labels:
        if label.span is None:
            whole[label.block].append(label)
        else:
            spans.setdefault(label.block, []).append(label)
    # Of most blocks only the engine says something.
    return [
        Verdict(block, opinions[0])
        if len(opinions) == 1 and not keep and block not in spans
        else _verdict(block, opinions, spans.get(block, ()), keep, hidden=blocks.hidden[block])
        for block, opinions in enumerate(whole)
    ]


def strongest(label: Label) -> tuple[int, float, bool]:
    """A sort key: of two labels on a block the one with the greater key wins."""
    return (label.layer, label.score, label.keep)


def _verdict(
    block: int, opinions: list[Label], spans: Sequence[Label], keep: frozenset[str], *, hidden: bool
) -> Verdict:
    if not opinions:
        return Verdict(block, Label(block, "other", False, Layer.MODEL, "decide", "nobody labelled it", 0.0))
    opinions = sorted(opinions, key=strongest, reverse=True) if len(opinions) > 1 else opinions
    winner, losing = opinions[0], tuple(opinions[1:])
    # A user who keeps captions wants those that a reader sees.
    if keep and winner.role in keep and not winner.keep and not hidden:
        losing = (winner, *losing)
        winner = Label(block, winner.role, True, Layer.COMMAND, "command line", f"--keep {winner.role}")
    # What the user keeps against a layer is kept as that layer left it, its cuts applied.
    ruling = losing[0].layer if winner.layer is Layer.COMMAND and losing else winner.layer
    cuts = _cuts(spans, ruling, keep) if spans and winner.keep else ()
    return Verdict(block, winner, losing, cuts)


def _cuts(spans: Sequence[Label], ruling: Layer, keep: frozenset[str]) -> tuple[Label, ...]:
    """The spans to cut from a kept block: stronger layers first, later ones that overlap are left out."""
    starts: list[int] = []
    chosen: list[tuple[int, Label]] = []  # end, and the label
    for label in sorted(spans, key=strongest, reverse=True):
        if label.span is None or label.keep or label.role in keep or label.layer < ruling:
            continue
        start, end = label.span
        at = bisect_left(starts, start)
        if (at == len(starts) or end <= starts[at]) and (at == 0 or chosen[at - 1][0] <= start):
            starts.insert(at, start)
            chosen.insert(at, (end, label))
    return tuple(label for _, label in chosen)
