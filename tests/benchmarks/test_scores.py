from __future__ import annotations

import pytest

from benchmarks.scores import (
    Score,
    Snippets,
    mean,
    paragraph_score,
    snippet_counts,
    word_score,
    words,
)


@pytest.mark.parametrize(
    ("output", "truth", "f1", "precision", "recall"),
    [
        ("The huts are open", "The huts are open", 1.0, 1.0, 1.0),
        ("the HUTS", "The huts are open", 2 / 3, 1.0, 0.5),
        # Each word counts as often as it stands on both sides: "tea" once of three times.
        ("tea tea tea", "tea and milk", 1 / 3, 1 / 3, 1 / 3),
        ("nothing of it", "tea and milk", 0.0, 0.0, 0.0),
        ("", "tea and milk", 0.0, 0.0, 0.0),
        ("don't", "don t", 1.0, 1.0, 1.0),
    ],
)
def test_words_are_compared_as_multisets_in_lower_case(output, truth, f1, precision, recall):
    score = word_score(output, truth)

    assert (score.f1, score.precision, score.recall) == pytest.approx((f1, precision, recall))


def test_an_empty_truth_asks_for_an_empty_output():
    assert word_score(" \n", "").f1 == 1.0
    assert word_score("Add to cart", "").f1 == 0.0


def test_underscores_and_digits_are_letters_of_a_word():
    assert words("snake_case, 4.5") == {"snake_case": 1, "4": 1, "5": 1}


def test_f1_is_averaged_over_pages_not_made_from_averages():
    pages = [Score(1.0, 1.0, 1.0), Score(0.0, 1.0, 0.0)]

    assert mean(pages) == Score(0.5, 1.0, 0.5)
    assert mean([]) == Score(0.0, 0.0, 0.0)


def test_a_paragraph_counts_only_if_it_is_whole():
    truth = ("The first hut is open.", "The second is closed\nuntil May.")

    score = paragraph_score(
        "The  first hut is open.\n\nThe second is closed\nAdvertisement\nMore huts", truth
    )

    # Four lines, of which two are among the truth's three.
    assert (score.precision, score.recall) == pytest.approx((2 / 4, 2 / 3))


def test_snippets_are_counted_over_all_pages():
    one = snippet_counts(
        "Two  hundred grams\nof sugar. Share this", ["grams of sugar"], ["Share this", "Imprint"]
    )
    other = snippet_counts("", ["flour", "salt"], ["Imprint"])

    assert one == Snippets(found=1, missed=0, intruding=1)
    assert (one + other).score().precision == pytest.approx(1 / 2)
    assert (one + other).score().recall == pytest.approx(1 / 3)
    assert (one + other).score().f1 == pytest.approx(0.4)


def test_snippets_keep_upper_and_lower_case():
    assert snippet_counts("share this", [], ["Share this"]) == Snippets()
