from __future__ import annotations

import random

import pytest

from cleaner.corpus.duplicates import find
from cleaner.corpus.fingerprint import shingles

WORDS = [
    f"{a}{b}"
    for a in "ba ce di fo gu ha ke li mo nu".split()
    for b in "la me ni ro su ta ve xi yo zu".split()
]


def _text(seed: int, length: int = 400) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def _edited(text: str, edits: int, seed: int) -> str:
    """The text with so many words replaced."""
    words, chance = text.split(), random.Random(seed)
    for place in chance.sample(range(len(words)), edits):
        words[place] = f"new{chance.randrange(10**6)}"
    return " ".join(words)


def _rows(*texts: str) -> list[dict[str, str]]:
    return [{"text": text} for text in texts]


def _jaccard(a: str, b: str) -> float:
    one, other = set(shingles(a)), set(shingles(b))
    return len(one & other) / len(one | other)


def test_the_first_of_the_same_words_stays_whatever_the_signs_between_them(tmp_path):
    found = find(_rows("Ten huts.", "Ten, huts!", "Two lakes.", "ten huts", "", ""), tmp_path, near=False)

    assert found.firsts.tolist() == [0, 0, 2, 0, 4, 5]
    assert (found.exact, found.near) == (2, 0)


def test_a_document_with_a_few_words_changed_is_nearly_the_first(tmp_path):
    texts = [_text(1), _text(2), _edited(_text(1), 4, 5), _edited(_text(1), 200, 5)]

    found = find(_rows(*texts), tmp_path)

    assert found.firsts.tolist() == [0, 1, 0, 3]
    assert (found.exact, found.near) == (0, 1)


def test_the_parts_of_a_band_that_does_not_fit_into_memory_find_the_same(tmp_path, monkeypatch):
    rows = _rows(*(_edited(_text(seed % 20), 3, seed) for seed in range(60)))
    expected = find(rows, tmp_path).firsts.tolist()
    monkeypatch.setattr("cleaner.corpus.duplicates._AT_ONCE", 16)

    assert find(rows, tmp_path).firsts.tolist() == expected == [number % 20 for number in range(60)]


def test_in_a_bucket_of_many_all_are_found(tmp_path):
    rows = _rows(*(_edited(_text(1), 2, seed) for seed in range(40)))

    assert not find(rows, tmp_path).firsts.any()


@pytest.mark.slow
def test_of_pairs_just_above_the_threshold_few_are_lost(tmp_path):
    pairs = [(_text(n), _edited(_text(n), 9, n)) for n in range(300)]
    pairs = [pair for pair in pairs if 0.8 <= _jaccard(*pair) < 0.83]

    found = find(_rows(*(text for pair in pairs for text in pair)), tmp_path)

    joined = sum(found.firsts[at + 1] == at for at in range(0, 2 * len(pairs), 2))
    assert len(pairs) > 100
    assert joined / len(pairs) >= 0.95


def test_no_documents_are_no_duplicates(tmp_path):
    assert find([], tmp_path).firsts.tolist() == []
