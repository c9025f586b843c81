"""Page types: multinomial logistic regression over the words a page is known by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from cleaner.types import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.datasets import Sample

__all__ = ["TypeWords", "fit_types", "type_odds"]

# Words of a page -> one weight a page type; "" is the constant.
TypeWords = dict[str, "NDArray[np.float32]"]
_MIN_DOMAINS = 6
_C = 10.0  # 1 and 100 recognise fewer


def fit_types(samples: Sequence[Sample]) -> TypeWords:
    """Weights for the words of these pages, of those whose type is known."""
    from sklearn.linear_model import LogisticRegression

    known = [sample for sample in samples if sample.page_type]
    domains: dict[str, set[str]] = defaultdict(set)
    for sample in known:
        for word in sample.frame.page:
            domains[word].add(sample.domain)
    kept = sorted(word for word, seen in domains.items() if len(seen) >= _MIN_DOMAINS)
    number = {word: i for i, word in enumerate(kept)}
    rows = [[number[word] for word in sample.frame.page if word in number] for sample in known]
    x = _matrix(rows, [len(sample.frame.page) for sample in known], len(kept))
    y = [PAGE_TYPES.index(sample.page_type) for sample in known if sample.page_type]
    # The news corpora are all articles: together they count as much as a tenth of the mixed one.
    weight = [1.0 if sample.corpus == "wcxb" else 0.2 for sample in known]
    model = LogisticRegression(C=_C, max_iter=400)
    model.fit(x, y, sample_weight=weight)
    table = np.round(np.vstack([model.coef_.T, model.intercept_[None]]), 3).astype(np.float32)
    strong = np.abs(table).max(axis=1) >= 0.02
    found = {word: table[i] for word, i in number.items() if strong[i]}
    found[""] = table[-1]
    return found


def type_odds(words: TypeWords, page: Sequence[str]) -> NDArray[np.float32]:
    """The probability of each page type."""
    rows = [words[word] for word in page if word in words]
    z = np.sum(rows, axis=0) / max(len(page), 1) ** 0.5 + words[""]
    odds = np.exp(z - z.max())
    shares: NDArray[np.float32] = (odds / odds.sum()).astype(np.float32)
    return shares


def _matrix(rows: list[list[int]], sizes: list[int], width: int) -> sparse.csr_matrix:
    data = [1 / max(size, 1) ** 0.5 for row, size in zip(rows, sizes, strict=True) for _ in row]
    ends = np.cumsum([0, *map(len, rows)])
    return sparse.csr_matrix((data, [i for row in rows for i in row], ends), (len(rows), width))
