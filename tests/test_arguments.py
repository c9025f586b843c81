"""Arguments of public functions: looked at when they are given, passed on as they are wanted."""

from __future__ import annotations

from inspect import signature
from itertools import count

import pytest

from cleaner.arguments import ADDRESS, COUNT, PATH, TEXT, each, maybe, takes
from cleaner.errors import UsageError


@takes(words=each(TEXT), times=COUNT, of=maybe(ADDRESS))
def told(words, *, times=1, of=None):
    """Each word some times."""
    for word in words:
        yield word * times, of


def test_a_single_thing_stands_for_itself_and_what_is_not_given_is_not_looked_at():
    assert list(told("hut")) == list(told(["hut"])) == [("hut", None)]
    assert list(told(("hut", "lake"), times=2)) == [("huthut", None), ("lakelake", None)]


def test_a_generator_is_told_of_a_slip_when_it_is_called():
    with pytest.raises(UsageError, match="times: 0 is no count - give a whole number from 1 on"):
        told("hut", times=0)
    with pytest.raises(UsageError, match="words: 3 is no text"):
        told(["hut", 3])


def test_what_comes_without_end_is_looked_at_as_it_comes():
    words = told(word if number < 2 else number for number, word in zip(count(), iter(lambda: "hut", "")))

    assert [next(words), next(words)] == [("hut", None)] * 2
    with pytest.raises(UsageError, match="words: 2 is no text"):
        next(words)


def test_a_function_keeps_its_name_its_words_and_its_parameters():
    assert (told.__name__, told.__doc__) == ("told", "Each word some times.")
    assert list(signature(told).parameters) == ["words", "times", "of"]


def test_a_file_with_an_odd_name_is_a_path_all_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<b>.html").touch()

    assert PATH("path", "<b>.html") == "<b>.html"
    with pytest.raises(UsageError, match="is the text of a page, no path"):
        PATH("path", "<b>.htm")
