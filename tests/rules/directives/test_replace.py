"""`replace`: text put right before anything looks at it."""

from __future__ import annotations

import pytest

from tests.rules.making import outcome_of, problems_of, site_of


@pytest.mark.parametrize("page", ["<p>Ten_huts (17 votes)</p>", "Ten_huts (17 votes)"])
def test_texts_and_expressions_are_replaced_in_html_and_dumps(tmp_path, page):
    site = site_of(
        tmp_path,
        r"replace: [{text: _, with: ' '}, {re: '\((\d+) votes\)', with: '[\1]'}, {re: '^Nine', with: Ten}]",
    )

    assert outcome_of(site, page).texts == ["Ten huts [17]"]


def test_a_text_longer_than_an_expression_may_see_is_left_alone(tmp_path):
    site = site_of(tmp_path, "replace: [{re: 'huts$', with: ''}]")
    page = "Ten " * 5000 + "huts"

    assert outcome_of(site, page).texts == [page]


def test_badly_written_entries_are_errors(tmp_path):
    text = (
        "sites:\n  a: {hosts: [x.com], replace: [{text: a}, {text: a, re: b, with: c}, x, "
        "{re: '(a)', with: '\\2'}, {re: '(', with: x}, {text: '', with: x}]}\n"
    )

    found = problems_of(tmp_path, text)

    assert sum('needs "text" or "re", and "with"' in line for line in found) == 2
    assert any("needs keys with values" in line for line in found)
    assert any("bad replacement" in line for line in found)
    assert any("bad regular expression" in line for line in found)
