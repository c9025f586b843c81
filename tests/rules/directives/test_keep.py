"""`keep`: what stays whatever the engine says."""

from __future__ import annotations

from tests.rules.making import outcome_of, site_of


def test_what_the_engine_drops_stays_by_selector_or_line(tmp_path):
    site = site_of(tmp_path, 'keep: [.note, {line: "Correction:*"}]')
    page = "<p class=note>See map.</p><p>Correction: nine huts.</p><p>Menu</p>"

    outcome = outcome_of(site, page, dropped=["See map.", "Correction: nine huts.", "Menu"])

    assert outcome.texts == ["See map.", "Correction: nine huts."]


def test_the_role_may_be_given(tmp_path):
    site = site_of(tmp_path, "keep: [{select: .note, role: caption}]")

    (verdict,) = outcome_of(site, "<p class=note>See map.</p>").verdicts

    assert (verdict.keep, verdict.role) == (True, "caption")
