"""White space, words, folding, and what may be printed."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import text


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(text).failed == 0


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("a\x00b\x07c", "abc"),
        ("\x1b]0;title\x07", "]0;title"),
        ("a\u202eb\u2066c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner is part of the word
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\ud800\uffff\U0001fffe\U0010ffff", ""),
        ("a\u061cb\u180ec", "abc"),
        ("a\U000e0048\U000e0069\U000e007fb", "ab"),  # "Hi", for a language model alone
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,  # England's flag
        ("\U0001f6a2 \U00020000", "\U0001f6a2 \U00020000"),
    ],
)
def test_safe_takes_what_has_no_business_in_text(source, clean):
    assert text.safe(source) == clean


def test_folding_makes_typographic_variants_equal():
    assert text.fold("“It’s – fine…”") == text.fold('"IT\'S - fine..."')


def test_an_unknown_word_gets_the_nearest_or_the_whole_list():
    assert text.did_you_mean("capton", ["caption", "bio"]) == ' - did you mean "caption"?'
    assert text.did_you_mean("form", ["format", "from"]) == ' - did you mean "from"?'
    assert text.did_you_mean("remove", ["rename", "drop"], {"remove": "drop"}) == ' - did you mean "drop"?'
    assert text.did_you_mean("zzz", ["caption", "bio"]) == " - known are caption, bio"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "l’été – 12_3",
        "漢字、かな",
        "a\x1cb\x85c\u3000d",
        "e\u0301te",
        "①½² x\xa0y",
        "\ud800a",
        "don't",
        "".join(map(chr, range(0x2000, 0x3000))),
    ],
)
def test_words_are_counted_as_they_are_found(source):
    assert text.word_count(source) == len(text.words(source))


@pytest.mark.property
@given(st.text(max_size=80))
def test_words_of_any_text_are_counted_as_they_are_found(source):
    assert text.word_count(source) == len(re.findall(r"\w+", source))
