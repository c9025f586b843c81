"""Line patterns: what fits, and what is refused."""

from __future__ import annotations

import time

import pytest

from cleaner.rules.patterns import Pattern, glob, match, regex
from cleaner.text import fold


def fits(pattern: Pattern, text: str) -> bool:
    return bool(match(pattern, text, fold(text)))


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("Share", "share", True),
        ("Share", "Share this", False),
        ("Share this*", "Share this", True),
        ("Sign up for*newsletter*", "Sign up for our weekly newsletter today", True),
        ("Sign up for*newsletter*", "You may sign up for our newsletter", False),
        ("* min read", "7 min read", True),
        ("(c) ???? Wire Service*", "(c) 2024 Wire Service. All rights reserved.", True),
        ("(c) ???? Wire Service*", "(c) 99 Wire Service", False),
        ("Don't miss*", "Don’t miss “this”", True),
        ("[Up/Down]", "[Up/Down]", True),
        ("[Up/Down]", "U", False),
        ("a*b*c", "abbc", True),
        ("a*b*c", "acb", False),
        ("a*ab", "aab", True),
        ("a*ab", "ab", False),
    ],
)
def test_a_glob_fits_the_whole_folded_line(source, line, expected):
    assert fits(glob(source), line) is expected


@pytest.mark.parametrize("source", ["*", "**", "?*", "* *", " ", "?"])
def test_a_glob_that_names_no_text_is_refused(source):
    with pytest.raises(ValueError, match="matches everything"):
        glob(source)


def test_only_globs_without_wildcards_are_literal():
    assert glob("Read More").literal == "read more"
    assert glob("Read*").literal is None
    assert regex("^Read$").literal is None


def test_a_regular_expression_sees_the_text_as_it_stands():
    assert fits(regex("^Photo: .{3,60}$"), "Photo: Ann Roe")
    assert not fits(regex("^Photo: .{3,60}$"), "photo: Ann Roe")


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+$",
        "(a*)*b",
        "(?:a|a)*b",
        "(?:a|ab)+c",
        "(?:x?y?)+z",
        r"^(\w+\s?)*$",
        "(?:.*,){20}x",
        "(a{1,50}){1,50}b",
        "(?P<q>a+)(?:(?P=q)+)+",
    ],
)
def test_a_repeat_inside_a_repeat_is_refused(source):
    with pytest.raises(ValueError, match="can run away: a repeat inside a repeat"):
        regex(source)


@pytest.mark.parametrize("source", ["x.*a.*b.*c.*d", "^.*a.*b.*c.*d", r"^(?:.+ ){4}x"])
def test_many_open_repeats_in_a_row_are_refused(source):
    with pytest.raises(ValueError, match="open repeats in a row"):
        regex(source)


@pytest.mark.parametrize(
    "source",
    [
        r"^By (?P<authors>[^|]+)",
        r"^【By [^】]{3,80}】",
        r"(?:foo|bar)+ baz",
        r"^(?:\d{1,2}\.){2}\d{4}$",
        r"^(?>a+)b",
        r"^(?=Photo).+$",
        r"^(a)?(?(1)b|c)d",
    ],
)
def test_harmless_expressions_are_accepted(source):
    assert regex(source).source == source


@pytest.mark.parametrize("source", ["x*", "", ".*", "(?:)", "a|"])
def test_an_expression_that_fits_an_empty_line_is_refused(source):
    with pytest.raises(ValueError, match="matches everything"):
        regex(source)


def test_a_bad_expression_is_refused_with_the_reason():
    with pytest.raises(ValueError, match=r"bad regular expression .*unterminated"):
        regex("(a")


def test_an_expression_sees_only_the_beginning_of_a_long_text():
    seen = regex("^A .+ B", part=True)

    assert fits(seen, "A to B " + "x" * 10_000)
    assert not fits(seen, "A " + "x" * 10_000 + " B")


def test_a_match_that_ends_where_the_view_ends_does_not_count():
    assert not fits(regex("^A.+$"), "A" * 10_000)


@pytest.mark.parametrize("text", ["a" * 100_000, "a b " * 25_000, "a," * 50_000])
def test_the_worst_accepted_patterns_are_quick_on_hostile_text(text):
    patterns = [regex("^.*a.*b.*Z"), regex(",.*,.*Z"), glob("*a*b*a*b*a*z")]
    folded = fold(text)

    start = time.process_time()
    assert not any(match(pattern, text, folded) for pattern in patterns)

    assert time.process_time() - start < 3
