"""`rename`: elements that mean another tag."""

from __future__ import annotations

from tests.rules.making import outcome_of, problems_of, site_of


def test_the_block_has_the_new_tag(tmp_path):
    outcome = outcome_of(site_of(tmp_path, "rename: {.head: h2, //b: strong}"), "<div class=head>Huts</div>")

    assert outcome.blocks.tags == ["h2"]


def test_bad_selectors_and_tags_are_errors(tmp_path):
    text = "sites:\n  a: {when: {format: text}, rename: {'..': h2, .x: blockqoute, .y: [p]}}\n"

    found = problems_of(tmp_path, text)

    assert 'bad CSS selector ".."' in found[0]
    assert "this site is only text" in found[1]
    assert 'unknown tag "blockqoute" - did you mean "blockquote"?' in found[2]
    assert any("a tag is text, not a list" in line for line in found)
