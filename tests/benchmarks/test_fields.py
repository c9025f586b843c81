from __future__ import annotations

import pytest

from benchmarks.corpora import Truth
from benchmarks.fields import FIELDS, Tally, judge, judge_all, names


@pytest.mark.parametrize(
    ("field", "given", "truth"),
    [
        ("title", "Ten huts\u00a0in the ALPS", "Ten Huts in the Alps"),
        ("title", "Ten ﬁne huts", "Ten fine huts"),
        ("authors", ("By Ana Öster",), ("ana öster",)),
        ("authors", ("Bo Lind", "Ana Öster"), ("Ana Öster, Bo Lind",)),
        ("authors", ("Ana Öster", "Bo Lind"), ("Ana Öster and Bo Lind",)),
        ("authors", ("Ana Öster", "dpa"), ("Ana Öster und dpa",)),
        ("authors", ("Ana Öster", "dpa"), ("Ana Öster/dpa",)),
        ("published", "2024-05-02T23:59:00+02:00", "2024-05-02"),
        ("published", "2024-05-02", "2024-05-02 11:00:00+00:00"),
        ("topics", ("Alps", "Huts"), ("huts", "alps")),
    ],
)
def test_a_value_is_right_whatever_its_typography(field, given, truth):
    assert judge(field, given, truth) == Tally(right=1, overlapping=1)


@pytest.mark.parametrize(
    ("field", "given", "truth"),
    [
        ("title", "Ten huts | The Alpine Post", "Ten huts"),
        ("authors", ("Cy Dorn",), ("Ana Öster",)),
        ("published", "2024-05-03", "2024-05-02"),
    ],
)
def test_a_value_that_differs_is_wrong(field, given, truth):
    assert judge(field, given, truth) == Tally(wrong=1)


def test_one_author_of_two_is_wrong_but_overlaps():
    assert judge("authors", ("Ana Öster",), ("Ana Öster", "Bo Lind")) == Tally(wrong=1, overlapping=1)


def test_silence_is_not_a_wrong_answer_and_an_unasked_value_neither():
    assert judge("title", None, "Ten huts") == Tally(silent=1)
    assert judge("authors", (), ("Ana Öster",)) == Tally(silent=1)
    assert judge("title", "Ten huts", None) == Tally(extra=1, unasked=1)
    assert judge("authors", (), None) == Tally(unasked=1)


def test_a_name_that_holds_and_is_not_taken_apart():
    assert names(["Andrea Sandvik"]) == {"andrea sandvik"}
    assert names(["Byron Hall"]) == {"byron hall"}


def test_tallies_add_up_to_shares():
    total = (
        judge("title", "a", "a")
        + judge("title", "b", "a")
        + judge("title", None, "a")
        + judge("title", "a", None)
    )

    assert total.annotated == 3
    assert total.share(total.right) == pytest.approx(1 / 3)
    assert (total.extra, total.unasked) == (1, 1)
    assert Tally().share(0) == 0.0


def test_every_field_of_a_page_is_judged():
    tallies = judge_all({"title": "Ten huts"}, Truth(title="Ten huts", published="2024-05-02"))

    assert tuple(tallies) == FIELDS
    assert (tallies["title"].right, tallies["published"].silent, tallies["authors"].unasked) == (1, 1, 1)
