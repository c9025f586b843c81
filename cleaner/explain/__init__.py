"""Result -> Explanation: every block of a page with its verdict, by whom, why, and who lost.

Nothing is decided here. The explanation is a view of the labels that made the document, so it can never tell
another story than the document does. It is light to import: no parser, no rules, no engine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from cleaner.arguments import TEXT, takes
from cleaner.errors import UsageError
from cleaner.text import fold, squeeze, word_count, words

if TYPE_CHECKING:
    from cleaner.pipeline import Result
    from cleaner.types import Block, Blocks, Document, Label, Metadata, Verdict

__all__ = ["Explanation", "LabelledBlock", "explain"]


@dataclass(frozen=True, slots=True)
class LabelledBlock:
    """A block and what was decided on it."""

    verdict: Verdict
    blocks: Blocks = field(repr=False)  # all of the page

    @property
    def block(self) -> Block:
        """The block itself. Where it lies takes a walk through the tree: not for every row of a table."""
        return self.blocks[self.verdict.block]

    @property
    def index(self) -> int:
        """Its place on the page, from 0."""
        return self.verdict.block

    @property
    def text(self) -> str:
        """The block's whole text, what was cut from it included."""
        return self.blocks.texts[self.verdict.block]

    @property
    def shown(self) -> str:
        """The text for people; of a picture, which has none, what the page says in its place."""
        tree = self.blocks.page.tree
        if self.text or tree is None:
            return self.text
        image = self.blocks.runs[self.index][0][0]
        said = squeeze(tree.nodes.attributes[image].get("alt") or "")
        return f"(a picture: {said})" if said else "(a picture)"

    @property
    def keep(self) -> bool:
        """True where the block is part of the document."""
        return self.verdict.keep

    @property
    def role(self) -> str:
        """What the block is, one of ROLES."""
        return self.verdict.role

    @property
    def by(self) -> str:
        """Who decided: "sources.yaml:41", "title-echo"..."""
        return self.verdict.label.by

    @property
    def why(self) -> str:
        """The reason, for people."""
        return self.verdict.label.why

    @property
    def score(self) -> float:
        """How sure the winner was, 0 to 1."""
        return self.verdict.label.score

    @property
    def losing(self) -> tuple[Label, ...]:
        """Labels that lost, strongest first."""
        return self.verdict.losing

    @property
    def cuts(self) -> tuple[Label, ...]:
        """Labels on spans that were dropped inside a kept block."""
        return self.verdict.cuts

    @property
    def word_count(self) -> int:
        """Words of the whole block."""
        return word_count(self.text)

    def to_dict(self) -> dict[str, Any]:
        """The block as plain values, its place in the source included."""
        block = self.block
        return {
            "index": self.index,
            "keep": self.keep,
            "role": self.role,
            "words": self.word_count,
            "by": self.by,
            "why": self.why,
            "score": round(self.score, 3),
            "where": block.where,
            "tag": block.tag,
            "hidden": block.hidden,
            "text": self.text,
            "cuts": [_label(cut, self.text) for cut in self.cuts],
            "losing": [_label(label, self.text) for label in self.losing],
        }


@dataclass(frozen=True, slots=True)
class Explanation(Sequence[LabelledBlock]):
    """All blocks of a page in order, with the document and the metadata that came of them."""

    blocks: tuple[LabelledBlock, ...]
    metadata: Metadata
    document: Document

    def __len__(self) -> int:
        return len(self.blocks)

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise UsageError("an explanation looks into the tree of its page: pickle what to_dict() gives")

    @overload
    def __getitem__(self, index: int) -> LabelledBlock: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[LabelledBlock, ...]: ...
    def __getitem__(self, index: int | slice) -> LabelledBlock | tuple[LabelledBlock, ...]:
        return self.blocks[index]

    @takes(text=TEXT)
    def why(self, text: str) -> list[LabelledBlock]:
        """The blocks that hold a passage, in order: [] if none does.

        Case, white space and the shape of quotes don't matter; a passage may run over several blocks.
        """
        passage = fold(text)
        if not passage:
            return []
        folded = [fold(block.text) for block in self.blocks]
        starts = [0, *accumulate(len(piece) + 1 for piece in folded)]
        page = " ".join(folded)
        found: set[int] = set()
        at = page.find(passage)
        while at >= 0:
            end = at + len(passage)
            found.update(range(bisect_right(starts, at) - 1, bisect_right(starts, end - 1)))
            at = page.find(passage, end)
        return [self.blocks[index] for index in sorted(found) if folded[index]]

    @takes(text=TEXT)
    def nearest(self, text: str) -> LabelledBlock | None:
        """The block that shares the most words with a passage no block holds; None if all share none."""
        asked = set(words(text))
        shared = [len(asked.intersection(words(block.text))) for block in self.blocks]
        best = max(shared, default=0)
        return self.blocks[shared.index(best)] if best else None

    def decisions(self) -> dict[str, str]:
        """Why the value of each metadata field won, or why none did; not for fields without candidates."""
        from cleaner.metadata import why  # the tables of names and months are slow to load

        offered = dict.fromkeys(candidate.field for candidate in self.metadata.candidates)
        return {name: why(self.metadata, name) for name in offered}

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain values: page, blocks, metadata candidates, and why the chosen ones won."""
        chosen = self.metadata.chosen
        return {
            "url": self.document.url,
            "path": self.document.source.get("path"),
            "title": self.document.title,
            "rule": self.document.rule,
            "flags": list(self.document.flags),
            "warnings": list(self.document.warnings),
            "blocks": [block.to_dict() for block in self.blocks],
            "metadata": [
                {
                    "field": candidate.field,
                    "value": candidate.value if isinstance(candidate.value, str) else list(candidate.value),
                    "source": candidate.source,
                    "score": round(candidate.score, 3),
                    "chosen": chosen.get(candidate.field) == candidate,
                    "block": candidate.block,
                }
                for candidate in self.metadata.candidates
            ],
            "decisions": self.decisions(),
        }


def explain(result: Result) -> Explanation:
    """The explanation of a page that went down the line: one labelled block for each of its blocks."""
    if [verdict.block for verdict in result.verdicts] != list(range(len(result.blocks))):
        raise ValueError(
            f"{len(result.verdicts)} verdicts on {len(result.blocks)} blocks: one each, in order"
        )
    blocks = tuple(LabelledBlock(verdict, result.blocks) for verdict in result.verdicts)
    return Explanation(blocks, result.metadata, result.document)


def _label(label: Label, text: str) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "role": label.role,
        "keep": label.keep,
        "by": label.by,
        "why": label.why,
        "score": round(label.score, 3),
        "layer": label.layer.name.lower(),
    }
    if label.span is not None:
        plain["text"] = text[slice(*label.span)]
    return plain
