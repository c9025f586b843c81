"""Actions on the YAML of a site."""

from __future__ import annotations

import pytest

from cleaner.errors import CleanerError, UsageError
from cleaner.workbench.edit import edited

SITE = """\
hikes:   # a blog
  hosts: [hikes.example.org]
  # these stay at the end
  drop: [.author-box, '.it''s'] # boxes
  tests:
  - file: a.html
    title: "Ten huts"
"""


def test_an_entry_is_added_and_all_else_stays():
    lines = edited(SITE, {"do": "add", "directive": "drop", "select": ".letter"}).splitlines()

    assert lines == SITE.replace("'.it''s']", "'.it''s', .letter]").splitlines()


def test_an_entry_is_added_once():
    action = {"do": "add", "directive": "drop", "select": ".letter", "role": "newsletter"}
    once = edited(SITE, action)

    assert "{select: .letter, role: newsletter}" in once
    assert edited(once, action) == once


def test_new_keys_stand_before_the_tests():
    rule = edited(SITE, {"do": "add", "directive": "cut_after", "line": "More from *"})

    assert rule.index("cut_after") < rule.index("tests:")
    assert '- "More from *"\n' in rule
    assert "- file: a.html" in rule


def test_what_yaml_would_read_as_something_else_is_quoted():
    rule = edited("a:\n", {"do": "add", "directive": "drop_lines", "line": "on"})
    rule = edited(rule, {"do": "add", "directive": "drop", "select": "#main > p"})

    assert '- "on"' in rule
    assert '- "#main > p"' in rule


def test_the_body_that_was_pointed_at_last_is_tried_first():
    rule = edited("a:\n  body: .old\n", {"do": "add", "directive": "body", "select": ".new"})

    assert rule.index(".new") < rule.index(".old")


def test_a_cut_by_selector_says_so():
    rule = edited("a:\n", {"do": "add", "directive": "cut_after", "select": ".more"})

    assert "- {select: .more}" in rule


def test_a_metadata_field_is_said_anew():
    rule = edited("a:\n", {"do": "meta", "field": "title", "line": "1"})
    rule = edited(rule, {"do": "meta", "field": "authors", "from": ".hand", "strip": "By "})
    rule = edited(rule, {"do": "meta", "field": "authors", "from": ".byline"})

    assert rule == "a:\n  meta:\n    title: {line: 1}\n    authors: {from: .byline}\n"


def test_entries_are_taken_out_and_empty_keys_with_them():
    rule = edited(SITE, {"do": "remove", "directive": "drop", "number": 2})
    assert "drop: [.author-box]" in rule

    rule = edited(rule, {"do": "remove", "directive": "drop", "number": 1})
    assert "drop" not in rule
    assert edited(rule, {"do": "remove", "directive": "drop", "number": 1}) == rule

    rule = edited(
        "a:\n  meta:\n    title: {line: 1}\n", {"do": "remove", "directive": "meta", "field": "title"}
    )
    assert "meta" not in rule


def test_a_test_takes_the_place_of_that_for_the_same_file():
    rule = edited(SITE, {"do": "test", "test": {"file": "a.html", "lacks": ["Share", "no"]}})
    rule = edited(rule, {"do": "test", "test": {"file": "b.html", "title": "Two"}})

    assert rule.count("file:") == 2
    assert "Ten huts" not in rule
    assert '- "no"' in rule


@pytest.mark.parametrize("rule", ["a: [", "- a\n", "just text", "a: {b: *gone}\n"])
def test_a_rule_that_cannot_be_read_is_an_error_that_says_so(rule):
    with pytest.raises(CleanerError, match="put the YAML right, or undo"):
        edited(rule, {"do": "add", "directive": "drop", "select": ".x"})


@pytest.mark.parametrize("action", [{}, {"do": "format"}, {"do": "add", "select": ".x"}, {"do": "test"}])
def test_an_action_that_does_not_exist_is_wrong_usage(action):
    with pytest.raises(UsageError):
        edited(SITE, action)
