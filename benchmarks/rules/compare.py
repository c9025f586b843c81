"""Pages cleaned with rules beside the engine alone, scored in the way of their corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import scores
from cleaner import inputs
from cleaner.pipeline import Options, clean_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.corpora import Example, Truth
    from cleaner.rules import Rules
    from cleaner.types import Document, RawPage

__all__ = ["WORSE", "Pair", "clean", "quality", "summary"]

WORSE = 0.01  # a page that changes by less than this is the same


@dataclass(frozen=True, slots=True)
class Pair:
    """One page: the quality with rules, and of the engine alone."""

    corpus: str
    name: str
    ruled: float
    alone: float


def clean(raw: RawPage, rules: Rules) -> Document:
    """The document of a page under some rules."""
    return clean_page(raw, Options(rules=rules)).document


def raw_of(example: Example) -> RawPage:
    """An example as the program meets it."""
    return inputs.from_bytes(example.body(), url=example.url)


def quality(text: str, truth: Truth) -> float | None:
    """Word F1 against the truth's text or paragraphs, else F1 of its snippets; None where it has neither."""
    whole = truth.text if truth.text is not None else "\n\n".join(truth.paragraphs or ())
    if whole:
        return scores.word_score(text, whole).f1
    if not truth.wanted:
        return None
    return scores.snippet_counts(text, truth.wanted, truth.unwanted or ()).score().f1


def summary(pairs: Iterable[Pair]) -> list[str]:
    """A line a corpus: pages, mean quality of both, pages better and worse."""
    by_corpus: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_corpus.setdefault(pair.corpus, []).append(pair)
    lines = ["corpus        pages  alone  rules   better  worse"]
    for corpus, found in by_corpus.items():
        better = sum(pair.ruled > pair.alone + WORSE for pair in found)
        worse = sum(pair.ruled < pair.alone - WORSE for pair in found)
        alone, ruled = _mean([p.alone for p in found]), _mean([p.ruled for p in found])
        lines.append(f"{corpus:12} {len(found):6} {alone:6.4f} {ruled:6.4f} {better:7} {worse:6}")
    return lines


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
