"""How good the whole of `cleaner.clean` is on pages that its weights have not seen.

The pipeline runs as users run it, with rules of no site; only what the model says of a page comes from the
weights that were fitted without the page's fold. Pages of few blocks, which the model is not asked about,
are judged by density there too.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from unittest import mock

import numpy as np

import cleaner
from benchmarks import corpora
from benchmarks.scores import Score, Snippets, mean, paragraph_score, snippet_counts, word_score
from cleaner.labels import cut, model
from cleaner.labels.network import Heard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.corpora import Example
    from cleaner.features.frame import Frame
    from training.datasets import Sample
    from training.fit import Judged

__all__ = ["report"]


class _Changed(Exception):  # noqa: N818 - never leaves this module
    """The page's blocks are not those that were judged: the cache is older than the code."""


def report(folder: Path, samples: Sequence[Sample], judged: Sequence[Judged]) -> str:
    """A table in Markdown: word F1 by corpus and page type, paragraphs, snippets by language."""
    unseen = {(sample.corpus, sample.id): said for sample, said in zip(samples, judged, strict=True)}
    scores: dict[str, list[Score]] = defaultdict(list)
    snippets: dict[str, Snippets] = defaultdict(Snippets)
    left_out = 0
    for name in corpora.names_in(folder):
        for page in corpora.read(folder, name):
            try:
                text = _cleaned(page, unseen)
            except _Changed:
                left_out += 1
                continue
            _count(page, text, scores, snippets)
    lines = ["| corpus | pages | F1 | precision | recall |", "| --- | --- | --- | --- | --- |"]
    for name, found in sorted(scores.items()):
        lines.append(_line(name, len(found), mean(found)))
    for name, counts in sorted(snippets.items()):
        lines.append(_line(f"segments, {name}, snippets", counts.found + counts.missed, counts.score()))
    if left_out:
        lines.append(f"\n{left_out} pages are left out: their blocks have changed since they were judged.")
    return "\n".join(lines)


def _line(name: str, count: int, score: Score) -> str:
    return f"| {name} | {count} | {score.f1:.3f} | {score.precision:.3f} | {score.recall:.3f} |"


def _cleaned(page: Example, unseen: Mapping[tuple[str, str], Judged]) -> str:
    said = unseen.get((page.corpus, page.id))

    def weigh(_: object, frame: Frame) -> tuple[Heard, NDArray[np.float32]]:
        if said is None or len(said.probability) != len(frame.tags):
            raise _Changed
        return Heard(said.probability, said.odds), np.ones(len(said.probability), np.float32)

    chosen = mock.Mock(return_value=said and said.cut)
    with mock.patch.object(model, "weigh", weigh), mock.patch.object(cut, "choose", chosen):
        return cleaner.clean(page.body(), url=page.url).text


def _count(page: Example, text: str, scores: dict[str, list[Score]], snippets: dict[str, Snippets]) -> None:
    truth = page.truth
    if truth.text is not None:
        score = word_score(text, truth.text)
        scores[page.corpus].append(score)
        if page.page_type:
            scores[f"{page.corpus} {page.page_type}"].append(score)
    if truth.paragraphs is not None:
        scores[f"{page.corpus}, paragraphs"].append(paragraph_score(text, truth.paragraphs))
    if truth.text is None and truth.wanted:
        counts = snippet_counts(text, truth.wanted, truth.unwanted or ())
        for group in ("all", corpora.language(page)):
            snippets[group] += counts
