"""`flags`: what the document must say of itself."""

from __future__ import annotations

from tests.rules.making import outcome_of, problems_of, site_of


def test_a_line_of_a_dump_is_evidence(tmp_path):
    site = site_of(tmp_path, "when: {format: text}\nflags: {paywalled: {line: 'Subscribe to read*'}}")

    assert outcome_of(site, "Ten huts\n\nSubscribe to read on").applied.flags == ("paywalled",)
    assert outcome_of(site, "Ten huts").applied.flags == ()


def test_only_known_flags_may_be_set(tmp_path):
    (problem,) = problems_of(tmp_path, "sites:\n  a: {hosts: [x.com], flags: {paywaled: .x}}\n")

    assert problem.endswith('unknown flag "paywaled" for "flags" - did you mean "paywalled"?')
