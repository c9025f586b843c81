"""What is wrong with sites whose keys are each well written."""

from __future__ import annotations

import pytest

from tests.rules.making import problems_of


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("sites:\n  a: {drop: [.x]}\n", '2:3: site "a" matches no page - give it hosts, or when'),
        (
            "sites:\n  a: {when: {format: html}, paths: [/a]}\n",
            '2:3: site "a" has paths but no hosts that they belong to',
        ),
        (
            "sites:\n  a: {hosts: [x.com, y.com]}\n  b: {hosts: [www.y.com]}\n",
            '3:3: sites "a" (line 2) and "b" are both for y.com - join them, or give one a path',
        ),
        (
            "sites:\n  a: {hosts: [x.com], paths: [/n]}\n  b: {hosts: [x.com], paths: [/n, /m]}\n",
            '3:3: sites "a" (line 2) and "b" are both for x.com/n - join them, or give one a path',
        ),
        (
            "sites:\n  a: {when: {line: Wire}}\n  b: {when: {line: Wire}}\n",
            '3:3: sites "a" (line 2) and "b" are both for "when" - join them, or give one a path',
        ),
        (
            "sites:\n  a: {hosts: [x.com], unset: [boxes.drop.1]}\n",
            '2:31: "unset": nothing inherited is called "boxes.drop.1" - ',
        ),
        ("sites:\n  a: {hosts: [x.com], drop: [body]}\n", '2:30: "body" matches everything'),
        (
            "sites:\n  a: {when: {format: text, has: main}}\n",
            '2:28: "has" looks at tags, but the format is text',
        ),
        ("sites:\n  a: {when: {format: html, line: x}}\n", '2:28: "line" is for text dumps'),
        ("sites:\n  a: {when: {format: txt}}\n", '2:22: unknown format "txt" - did you mean "text"?'),
        (
            "sites:\n  a: {hosts: [x.com], trust: exactly}\n",
            '2:30: unknown trust "exactly" - did you mean "exact"?',
        ),
    ],
)
def test_errors_that_need_more_than_one_key(tmp_path, text, problem):
    assert any(found.startswith(problem) for found in problems_of(tmp_path, text)), problems_of(
        tmp_path, text
    )


def test_sites_on_one_host_with_different_paths_or_conditions_are_fine(tmp_path):
    assert not problems_of(
        tmp_path,
        "sites:\n"
        "  a: {hosts: [x.com], paths: [/n]}\n"
        "  b: {hosts: [x.com], paths: [/m]}\n"
        "  c: {hosts: [x.com]}\n"
        "  d: {hosts: [x.com], when: {has: main}}\n",
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("sites:\n  a: {hosts: [x.com]}\n", '2:3: warning: site "a" has no tests'),
        (
            "sites:\n  a: {hosts: [x.com], use: [jetpack], drop: [.sharedaddy]}\n",
            '2:3: warning: drop ".sharedaddy" (sources.yaml:2) is said before, at presets/jetpack.yaml:',
        ),
        (
            "sites:\n  a: {hosts: [x.com], drop: [.x, .x]}\n",
            '2:3: warning: drop ".x" (sources.yaml:2) is said before, at sources.yaml:2',
        ),
        ("presets:\n  mine: {drop: [.x]}\n", '2:3: warning: no site uses the preset "mine"'),
        ("sites:\n  a: {hosts: [x.com], drop: [ol]}\n", '2:30: warning: "ol" hits every <ol>'),
        (
            "sites:\n  a: {hosts: [x.com], meta: {published: {from: .d}}}\n",
            "2:30: warning: published without a format",
        ),
        ("sites:\n  a: {hosts: [x.com], tests: [{file: a.html}]}\n", "2:31: warning: test 1 expects nothing"),
    ],
)
def test_warnings(tmp_path, text, warning):
    found = problems_of(tmp_path, text, "warning")

    assert any(line.startswith(warning) for line in found), found


def test_an_inherited_item_that_is_unset_may_be_said_anew(tmp_path):
    text = "sites:\n  a: {hosts: [x.com], use: [jetpack], unset: [jetpack.drop.1], drop: [.sharedaddy]}\n"

    assert not any("said before" in line for line in problems_of(tmp_path, text, "warning"))
