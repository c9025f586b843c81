"""`body`: the scope of the article; how it is guarded is in tests/labels/test_site.py."""

from __future__ import annotations

from tests.rules.making import outcome_of, problems_of, site_of

PAGE = "<html><main><p>A path climbs here.</p></main><div class=b><p>More huts.</p></div></html>"


def test_the_first_body_that_matches_counts(tmp_path):
    outcome = outcome_of(site_of(tmp_path, "body: [.absent, {class~: absent}, main, .b]\nforce: true"), PAGE)

    assert outcome.texts == ["A path climbs here."]


def test_a_body_without_words_is_no_body(tmp_path):
    page = "<html><main></main><p>A path climbs here.</p></html>"

    assert "no body" in outcome_of(site_of(tmp_path, "body: main"), page).applied.warnings[0]


def test_a_body_is_a_selector(tmp_path):
    (problem,) = problems_of(tmp_path, "sites:\n  a: {hosts: [x.com], body: [{line: x}]}\n")

    assert 'unknown key "line" for entry 1 of "body"' in problem
