"""How good: word F1, snippets, confidence on pages that the weights did not see, cut as the pipeline cuts."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.scores import Score, Snippets, mean, overlap, snippet_counts
from cleaner.labels.repeated import LEAST_WORDS
from cleaner.types import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from training.datasets import Sample
    from training.fit import Judged

__all__ = ["kept", "report", "word_f1"]

_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_LANG_SNIPPETS = 20  # fewer say nothing about a language


def kept(sample: Sample, keep: NDArray[np.bool_]) -> list[int]:
    """The blocks that stay: kept by the model, not dropped by page logic, no repeats."""
    seen: set[str] = set()
    found = []
    for i in np.flatnonzero(keep).tolist():
        if i in sample.logic:
            continue
        if len(sample.words[i]) >= LEAST_WORDS:
            if sample.texts[i] in seen:
                continue
            seen.add(sample.texts[i])
        found.append(i)
    return found


def word_f1(sample: Sample, keep: NDArray[np.bool_]) -> Score:
    """Of the page, if these blocks are kept."""
    words = Counter(word for i in kept(sample, keep) for word in sample.words[i])
    return overlap(words, sample.truth or Counter())


def report(
    samples: Sequence[Sample], judged: Sequence[Judged], others: Sequence[tuple[Sample, Judged]]
) -> str:
    """Tables in Markdown: word F1 by corpus and page type, snippets by language, confidence, page types.

    The last one is of the pages made of these, which lack something or have more on them.
    """
    own: dict[tuple[str, str], Score] = {}
    scores: dict[str, list[Score]] = defaultdict(list)
    snippets: dict[str, Snippets] = defaultdict(Snippets)
    confidence: list[tuple[float, float]] = []
    for sample, said in zip(samples, judged, strict=True):
        keep = said.probability >= said.cut.threshold
        if sample.truth is None:
            text = " ".join(sample.texts[i] for i in kept(sample, keep))
            found = snippet_counts(text, sample.wanted, sample.unwanted)
            for group in ("all", sample.lang):
                snippets[group] += found
            continue
        own[sample.corpus, sample.id] = score = word_f1(sample, keep)
        scores[sample.corpus].append(score)
        if sample.corpus == "wcxb" and sample.page_type:
            scores[f"wcxb {sample.page_type}"].append(score)
        confidence.append((said.cut.confidence, score.f1))
    return "\n\n".join(
        (
            _word_table(scores),
            _snippet_table(snippets),
            _confidence_table(confidence),
            _type_table(samples, judged),
            _made_table(own, others),
        )
    )


def _word_table(scores: dict[str, list[Score]]) -> str:
    rows = []
    for name, found in sorted(scores.items()):
        average = mean(found)
        rows.append(
            (name, len(found), *(f"{v:.3f}" for v in (average.f1, average.precision, average.recall)))
        )
    return _table(("corpus", "pages", "word F1", "precision", "recall"), rows)


def _snippet_table(snippets: dict[str, Snippets]) -> str:
    rows = []
    for lang, counts in sorted(snippets.items(), key=lambda item: -_count(item[1])):
        if _count(counts) >= _LANG_SNIPPETS:
            score = counts.score()
            values = (f"{v:.3f}" for v in (score.f1, score.precision, score.recall))
            rows.append((f"segments, {lang}", _count(counts), *values))
    return _table(("language", "snippets", "F-score", "precision", "recall"), rows)


def _count(counts: Snippets) -> int:
    return counts.found + counts.missed + counts.intruding


def _confidence_table(pairs: Sequence[tuple[float, float]]) -> str:
    said, true = np.array(pairs).T
    rows = []
    for low, high in pairwise(_BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            means = (f"{said[inside].mean():.3f}", f"{true[inside].mean():.3f}")
            rows.append((f"{low:.2f} to {min(high, 1.0):.2f}", int(inside.sum()), *means))
    return _table(("confidence", "pages", "said", "word F1"), rows)


def _type_table(samples: Sequence[Sample], judged: Sequence[Judged]) -> str:
    hits: dict[str, list[bool]] = defaultdict(list)
    for sample, said in zip(samples, judged, strict=True):
        if sample.corpus == "wcxb" and sample.page_type:
            right = PAGE_TYPES[int(said.odds.argmax())] == sample.page_type
            for group in ("all", sample.page_type):
                hits[group].append(right)
    rows = [(name, len(found), f"{np.mean(found):.3f}") for name, found in sorted(hits.items())]
    return _table(("page type", "pages", "recognised"), rows)


def _made_table(own: dict[tuple[str, str], Score], others: Sequence[tuple[Sample, Judged]]) -> str:
    pairs: dict[str, list[tuple[Score, Score]]] = defaultdict(list)
    for sample, said in others:
        if sample.truth is not None:
            score = word_f1(sample, said.probability >= said.cut.threshold)
            pairs[sample.made].append((own[sample.corpus, sample.id], score))
    rows = []
    for made, found in sorted(pairs.items()):
        as_they_are, changed = (mean(scores).f1 for scores in zip(*found, strict=True))
        rows.append((made, len(found), f"{as_they_are:.3f}", f"{changed:.3f}"))
    return _table(("pages made of these", "pages", "word F1 as they are", "made"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
