"""Patterns compile when first used."""

from __future__ import annotations

import re

import pytest

from cleaner.patterns import pattern


def test_a_pattern_is_compiled_when_first_used_and_then_stays():
    digits = pattern(r"(\d+)", re.I)
    assert "search" not in vars(digits)

    assert digits.search("a 12")[1] == "12"
    assert digits.sub("-", "a 12") == "a -"
    assert digits.search is digits.search


def test_a_broken_pattern_says_so_when_used():
    broken = pattern("(")

    with pytest.raises(re.error):
        broken.search("x")


def test_what_no_pattern_has_is_an_error():
    assert not hasattr(pattern("a"), "colour")
