"""`drop_lines`: lines that go by their text."""

from __future__ import annotations

import pytest

from tests.rules.making import outcome_of, problems_of, site_of

STORY = "A path climbs from the village to the huts, and whoever walks it needs a day."
LINES = f"Share\n\n{STORY}\n\nPhoto: Ann Roe\n\nShare it with Ann."


@pytest.mark.parametrize("form", ["{}", "<p>{}</p>"])
def test_lines_go_in_dumps_and_html_alike(tmp_path, form):
    page = "\n\n".join(form.format(line) for line in LINES.split("\n\n"))
    site = site_of(tmp_path, "drop_lines: [share, {re: '^Photo: .{3,60}$', role: caption}]")

    outcome = outcome_of(site, page)

    assert outcome.texts == [STORY, "Share it with Ann."]
    assert outcome.roles == {"Share": "share", "Photo: Ann Roe": "caption"}


def test_part_is_for_expressions_only(tmp_path):
    text = "sites:\n  a: {hosts: [x.com], drop_lines: [{select: .x}, {line: '*'}, {re: '(x'}]}\n"

    found = problems_of(tmp_path, text)

    assert 'unknown key "select"' in found[0]
    assert "matches everything" in found[1]
    assert "bad regular expression" in found[2]
