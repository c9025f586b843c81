"""`meta`: how it is written; what it finds is in tests/rules/test_stated.py."""

from __future__ import annotations

import pytest

from tests.rules.making import problems_of


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ("{titel: {line: 1}}", 'unknown field "titel" for "meta" - did you mean "title"?'),
        ("{title: {strip: x}}", '"meta.title" needs one of from, line, re, value'),
        ("{title: h1}", '"meta.title": what is "h1"? - write {from: "h1"}, or {value: "h1"}'),
        ("{title: {from: [..x]}}", 'bad CSS selector "..x"'),
        ("{title: {from: 'jsonld:'}}", 'bad path "jsonld:"'),
        ("{title: {line: 0}}", "lines are counted from 1"),
        ("{title: {line: '*'}}", "matches everything"),
        ("{title: {re: '(a+)+'}}", "can run away"),
        ("{title: {line: 1, format: '%Y'}}", '"format" is for dates, and title is none'),
        ("{published: {from: .d, tz: UTC}}", '"tz" needs a "format"'),
        ("{published: {from: .d, format: '%Y', tz: Mars/Olympus}}", 'unknown time zone "Mars/Olympus"'),
        ("{published: {from: .d, format: '%Y', tz: ../../etc/passwd}}", "unknown time zone"),
        ("{published: {from: .d, format: '%d.%m.'}}", "it names no year"),
        ("{published: {from: .d, format: '%Y %&'}}", 'bad date format "%Y %&"'),
    ],
)
def test_what_is_badly_written_is_an_error(tmp_path, meta, problem):
    found = problems_of(tmp_path, f"sites:\n  a: {{hosts: [x.com], meta: {meta}}}\n")

    assert any(problem in line for line in found), found


def test_selectors_are_errors_where_the_site_is_only_text(tmp_path):
    (found,) = problems_of(tmp_path, "sites:\n  a: {when: {format: text}, meta: {title: {from: h1}}}\n")

    assert "this site is only text - use line or re" in found
