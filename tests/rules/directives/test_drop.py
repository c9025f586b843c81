"""`drop`: elements that go; the loss guard is in tests/labels/test_site.py."""

from __future__ import annotations

from tests.rules.making import outcome_of, problems_of, site_of

PAGE = """
<html><p>A path climbs from the village to the huts.</p><p>Read <span class="ad">Buy boots</span> on.</p>
<div class="sharing-box">Share</div><div id="x">Menu</div></html>
"""


def test_elements_go_by_class_id_xpath_and_fragment(tmp_path):
    outcome = outcome_of(site_of(tmp_path, "drop: [\"//div[@id='x']\", {class~: sharing}]"), PAGE)

    assert outcome.texts == ["A path climbs from the village to the huts.", "Read Buy boots on."]


def test_an_element_inside_a_block_goes_as_a_span(tmp_path):
    outcome = outcome_of(site_of(tmp_path, "drop: [.ad]"), PAGE)

    (cut,) = outcome.verdicts[1].cuts
    assert outcome.blocks.texts[1][slice(*cut.span)] == "Buy boots"


def test_the_whole_page_cannot_be_dropped(tmp_path):
    (problem,) = problems_of(tmp_path, "sites:\n  a: {hosts: [x.com], drop: [{select: html}]}\n")

    assert problem.startswith('2:30: "html" matches everything')


def test_doubts_are_told_at_the_entry_that_raises_them(tmp_path):
    text = "sites:\n  a:\n    hosts: [x.com]\n    drop:\n      - ..x\n      - .fine\n      - p\n"

    assert any(line.startswith('7:9: warning: "p" hits') for line in problems_of(tmp_path, text, "warning"))
