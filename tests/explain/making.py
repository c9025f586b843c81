"""Results made by hand: blocks of a text dump, verdicts, and the facts of a document that are shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from cleaner.explain import Explanation, explain
from cleaner.types import Blocks, Metadata, Page, RawPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Verdict

_SILENT = {
    "url": None, "title": "Ten huts", "word_count": 3, "rule": None, "confidence": None, "flags": (),
    "warnings": (), "source": {"path": "a.txt"},
}  # fmt: skip


def blocks_of(texts: Sequence[str], *, hidden: bool = False) -> Blocks:
    """A block a line."""
    page = Page(RawPage(b"", "text/plain"), "\n".join(texts), "utf-8", None)
    none = [0] * len(texts)
    return Blocks(
        page=page,
        texts=list(texts),
        tags=["p"] * len(texts),
        nodes=[-1] * len(texts),
        lines=[(number, number) for number in range(1, len(texts) + 1)],
        link_chars=none,
        depths=none,
        hidden=[hidden] * len(texts),
        buttons=[False] * len(texts),
        joins=[False] * len(texts),
        runs=[[]] * len(texts),
    )


def explanation_of(
    blocks: Blocks, verdicts: Sequence[Verdict], *, metadata: Metadata | None = None, **facts: object
) -> Explanation:
    """The explanation of a page whose document says only `facts`."""
    document = SimpleNamespace(**{**_SILENT, **facts})
    result = SimpleNamespace(
        blocks=blocks, verdicts=list(verdicts), metadata=metadata or Metadata(), document=document
    )
    return explain(result)  # type: ignore[arg-type]
