"""The vocabulary: one weight a word, by logistic regression over blocks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize, sparse

from cleaner.features.chars import KINDS
from cleaner.features.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.datasets import Sample

__all__ = ["block_weights", "fit_vocabularies"]

_MIN_DOMAINS = {"own": 4, "above": 4, "text": 5}
_RIDGE = 3.0  # in blocks' weight; 1 and 10 are worse
_STEPS = 40
_MOST_BLOCKS = 110  # of a page, to be quick; twice as many are no better
_SMALLEST = 0.01  # a weight nearer to zero is left out


def block_weights(sample: Sample) -> NDArray[np.float64]:
    """Pages count alike, and within a page longer blocks more: the measure counts words."""
    words = np.array([len(found) for found in sample.words], float)
    weight = np.where((sample.share >= 0) & (words > 0), words**0.6 + 0.5, 0.0)
    total = weight.sum()
    return weight / total * sample.weight if total else weight


class _Index:
    """The columns of words that enough domains use."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        seen: dict[str, dict[str, set[str]]] = {source: defaultdict(set) for source in _MIN_DOMAINS}
        for sample in samples:
            for source, words in _page_words(sample):
                for word in words:
                    seen[source][word].add(sample.domain)
        self.columns: dict[str, dict[str, int]] = {}
        self.size = 0
        for source, least in _MIN_DOMAINS.items():
            kept = sorted(word for word, domains in seen[source].items() if len(domains) >= least)
            self.columns[source] = {word: self.size + i for i, word in enumerate(kept)}
            self.size += len(kept)


def _page_words(sample: Sample) -> list[tuple[str, set[str]]]:
    frame = sample.frame
    named = {token for words in frame.names for token in words}
    return [("own", named), ("above", named), ("text", {w for words in frame.words for w in words})]


def _rows(
    sample: Sample, index: _Index, chosen: NDArray[np.int64]
) -> tuple[list[int], list[float], list[int]]:
    """The chosen blocks as rows of a sparse matrix: columns, values, lengths."""
    frame = sample.frame
    own, above, text = (index.columns[source] for source in ("own", "above", "text"))
    mine: list[list[int]] = []
    path: list[list[int]] = []
    for kind, parent in zip(frame.key.tolist(), frame.parent.tolist(), strict=True):
        words = frame.names[kind]
        mine.append([own[word] for word in words if word in own])
        path.append((path[parent] if path else []) + [above[word] for word in words if word in above])
    indices: list[int] = []
    data: list[float] = []
    lengths = []
    for i in chosen.tolist():
        owner, inner, words = int(frame.owner[i]), int(frame.inner[i]), frame.words[i]
        found = mine[owner] + (mine[inner] if inner != owner else []) + path[int(frame.parent[owner])]
        said = [text[word] for word in words if word in text]
        # What every language shares goes into columns of its own, so that words need not learn it.
        count = int(frame.kinds[i, KINDS.index("spaces")]) + 1
        shape = index.size + min(count.bit_length(), 9)
        linked = index.size + 10 + min(int(4 * frame.link_chars[i] / max(frame.chars[i], 1)), 4)
        indices += [*found, *said, shape, linked]
        data += [1.0] * len(found) + [max(len(words), 1) ** -0.5] * len(said) + [1.0, 1.0]
        lengths.append(len(found) + len(said) + 2)
    return indices, data, lengths


def _chosen(weight: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Up to _MOST_BLOCKS of the page's known blocks."""
    known = np.flatnonzero(weight)
    if len(known) <= _MOST_BLOCKS:
        return known
    return np.sort(np.random.default_rng(seed).choice(known, _MOST_BLOCKS, replace=False))


def fit_vocabularies(samples: Sequence[Sample], without: Sequence[int | None]) -> list[Vocabulary]:
    """Weights for the words of these pages, once without each of the folds named (None: with all)."""
    index = _Index(samples)
    parts, lengths, targets, weights, folds = [], [0], [], [], []
    values: list[NDArray[np.float32]] = []
    for seed, sample in enumerate(samples):
        weight = block_weights(sample)
        chosen = _chosen(weight, seed)
        if not len(chosen):
            continue
        indices, data, sizes = _rows(sample, index, chosen)
        parts.append(np.array(indices, np.int32))
        values.append(np.array(data, np.float32))
        lengths += sizes
        targets.append(sample.share[chosen])
        weights.append(weight[chosen] * (100 * sample.weight / weight[chosen].sum()))
        folds.append(np.full(len(chosen), sample.fold))
    shape = (len(lengths) - 1, index.size + 15)
    x = sparse.csr_matrix((np.concatenate(values), np.concatenate(parts), np.cumsum(lengths)), shape)
    y, weight, fold = np.concatenate(targets), np.concatenate(weights), np.concatenate(folds)
    found = []
    for left_out in without:
        rows = np.flatnonzero(fold != left_out) if left_out is not None else np.arange(len(fold))
        found.append(_vocabulary(index, _logistic(x[rows], y[rows], weight[rows])))
    return found


def _vocabulary(index: _Index, theta: NDArray[np.float64]) -> Vocabulary:
    own, above, text = (
        {
            word: round(float(theta[i]), 3)
            for word, i in index.columns[source].items()
            if abs(theta[i]) >= _SMALLEST
        }
        for source in ("own", "above", "text")
    )
    return Vocabulary(own, above, text)


def _logistic(
    x: sparse.csr_matrix, y: NDArray[np.float32], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    back = x.T.tocsr()

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ theta.astype(np.float32)
        value = float(weight @ (np.logaddexp(0, z) - y * z)) + 0.5 * _RIDGE * float(theta @ theta)
        slope = (weight * (1 / (1 + np.exp(-z)) - y)).astype(np.float32)
        return value, (back @ slope).astype(float) + _RIDGE * theta

    start = np.zeros(x.shape[1])
    found: NDArray[np.float64] = optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    ).x
    return found
