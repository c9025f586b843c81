"""`cut_before`: a marker and all above it."""

from __future__ import annotations

from tests.rules.making import outcome_of, site_of

STORY = "A path climbs from the village to the huts, and whoever walks it needs a day."
DUMP = f"Menu\n\nSkip to content\n\nNews\n\nSkip to content\n\n{STORY}"


def test_the_first_place_counts(tmp_path):
    assert outcome_of(site_of(tmp_path, "cut_before: [Skip to content]"), DUMP).texts[0] == "News"


def test_or_the_last(tmp_path):
    site = site_of(tmp_path, "cut_before: {line: Skip to content, last: true}")

    assert outcome_of(site, DUMP).texts == [STORY]


def test_the_marker_itself_may_stay(tmp_path):
    site = site_of(tmp_path, "cut_before: {line: 'A path*', keep: true}")

    assert outcome_of(site, DUMP).texts == [STORY]


def test_a_place_that_would_cost_the_article_is_passed_over(tmp_path):
    site = site_of(tmp_path, "cut_before: {line: Menu, last: true}")

    outcome = outcome_of(site, DUMP + "\n\nMenu")

    assert STORY in outcome.texts
    assert "Menu" in outcome.texts
    assert outcome.applied.warnings == ()


def test_a_selector_is_a_marker_too(tmp_path):
    page = f"<p>Menu</p><h1 class=t>Huts</h1><p>{STORY}</p>"

    assert outcome_of(site_of(tmp_path, "cut_before: {select: .t}"), page).texts == [STORY]
