r"""Text against truth: word F1, snippets, paragraphs. Pure functions, one page at a time, and their means.

The measures are those that the corpora's own authors publish with: words are `\w+` in lower case, compared
as multisets; precision and recall are per page, F1 is averaged over pages; snippets are counted over all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Score", "Snippets", "mean", "overlap", "paragraph_score", "snippet_counts", "word_score", "words"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0.0 to 1.0."""

    f1: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Snippets:
    """How many snippets that must and must not be in the output were found there."""

    found: int = 0  # wanted and there
    missed: int = 0  # wanted and not there
    intruding: int = 0  # unwanted and there

    def __add__(self, other: Snippets) -> Snippets:
        return Snippets(
            self.found + other.found, self.missed + other.missed, self.intruding + other.intruding
        )

    def score(self) -> Score:
        """Over all snippets: precision found/(found+intruding), recall found/(found+missed)."""
        return _score(self.found, self.found + self.intruding, self.found + self.missed)


def words(text: str) -> Counter[str]:
    r"""The multiset of `\w+` words in lower case.

    >>> sorted(words("Don't. DON'T").items())
    [('don', 2), ('t', 2)]
    """
    return Counter(_WORD.findall(text.lower()))


def word_score(output: str, truth: str) -> Score:
    """Word F1 of a page; an empty truth scores 1 for an empty output and 0 for any other.

    >>> word_score("one two three four", "one two")
    Score(f1=0.6666666666666666, precision=0.5, recall=1.0)
    """
    return overlap(words(output), words(truth))


def paragraph_score(output: str, truth: Sequence[str]) -> Score:
    """Paragraph F1 of a page: a line of the output counts if it is exactly a paragraph of the truth.

    Compared after NFKC and squeezing white space. Lines, not blank lines, end a paragraph of the output:
    that is how trafilatura and most peers write them.
    """
    lines = Counter(line for line in map(_plain, output.splitlines()) if line)
    # A paragraph of the truth may hold line breaks of its own.
    wanted = Counter(line for whole in truth for line in map(_plain, whole.splitlines()) if line)
    return overlap(lines, wanted)


def snippet_counts(output: str, wanted: Collection[str], unwanted: Collection[str]) -> Snippets:
    """Which snippets occur in the output, white space squeezed on both sides, upper and lower case kept."""
    text = " ".join(output.split())
    found = sum(" ".join(snippet.split()) in text for snippet in wanted)
    intruding = sum(" ".join(snippet.split()) in text for snippet in unwanted)
    return Snippets(found, len(wanted) - found, intruding)


def overlap(output: Counter[str], truth: Counter[str]) -> Score:
    """Two multisets compared; two empty ones are a perfect match."""
    return _score((output & truth).total(), output.total(), truth.total())


def mean(scores: Collection[Score]) -> Score:
    """The mean of each column over pages, so F1 is not the harmonic mean of the other two; 0 for none."""
    n = len(scores) or 1
    return Score(
        sum(score.f1 for score in scores) / n,
        sum(score.precision for score in scores) / n,
        sum(score.recall for score in scores) / n,
    )


def _score(common: int, given: int, wanted: int) -> Score:
    if not given and not wanted:
        return Score(1.0, 1.0, 1.0)
    precision, recall = (common / given if given else 0.0), (common / wanted if wanted else 0.0)
    total = precision + recall
    return Score(2 * precision * recall / total if total else 0.0, precision, recall)


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", line).split())
