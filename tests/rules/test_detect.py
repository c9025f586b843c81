"""Presets that apply themselves."""

from __future__ import annotations

import pytest

from cleaner.rules import Rules
from tests.making import dump, html
from tests.rules.making import load, problems_of

RULES = """
    presets:
      press:
        detect: [{generator: "Pressmill*"}, {has: ['link[href*="/mill-content/" i]', "body.mill"]}]
        drop: [.mill-share]
        body: [.mill-body]
      boxes:
        detect: {has: .box-root}
        use: [inner]
        drop: [.box]
      inner: {drop: [.inner]}
      labels: {detect: {format: text}, drop_lines: [Share]}
    sites:
      hikes: {hosts: [example.com], drop: [.own]}
      walks: {hosts: [example.org], unset: [press, boxes.drop.1]}
      uses: {hosts: [example.net], use: [press]}
"""
PRESS = '<meta name="Generator" content="PressMill 4.2"><p>x'


def detected(rules: Rules, source: str, url: str | None = None) -> list[str]:
    rule = rules.rule_for(html(source, url=url))
    return [part.name for part in rule.parts if part.name and part.detected] if rule else []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (PRESS, ["press"]),
        ('<link href="https://a.org/MILL-content/a.css"><body class="mill"><p>x', ["press"]),
        ('<link href="https://a.org/mill-content/a.css"><body><p>x', []),
        ('<p>x<meta name="generator" content="Pressmill">', []),  # below <body> nobody looks
        ('<div class="box-root"><p>x</div>', ["inner", "boxes"]),
        ("<p>nothing of it", []),
    ],
)
def test_a_preset_applies_itself_where_one_of_its_conditions_holds(tmp_path, source, names):
    assert detected(load(tmp_path, RULES), source) == names


def test_a_preset_for_text_applies_itself_to_every_dump(tmp_path):
    rule = load(tmp_path, RULES).rule_for(dump("Ten huts\nShare"))

    assert rule is not None
    assert "labels" in [part.name for part in rule.parts]


def test_a_detected_preset_is_weaker_than_the_site(tmp_path):
    rule = load(tmp_path, RULES).rule_for(html(PRESS, url="https://example.com/"))

    assert rule is not None
    assert [(ranked.rank, ranked.item.name) for ranked in rule.items("drop")] == [
        (0, "press.drop.1"),
        (1, "hikes.drop.1"),
    ]


def test_a_site_may_unset_a_detected_preset_or_one_of_its_items(tmp_path):
    source = PRESS + '<div class="box-root"></div>'
    rule = load(tmp_path, RULES).rule_for(html(source, url="https://example.org/"))

    assert rule is not None
    assert [ranked.item.name for ranked in rule.items("drop")] == ["inner.drop.1"]
    assert list(rule.items("body")) == []


def test_a_preset_that_the_site_uses_is_not_there_twice(tmp_path):
    rule = load(tmp_path, RULES).rule_for(html(PRESS, url="https://example.net/"))

    assert rule is not None
    assert [part.name for part in rule.parts] == ["press", "uses"]


def test_rules_without_a_file_bring_the_shipped_presets_and_empty_rules_none():
    assert Rules.shipped().sites == ()
    assert Rules.shipped().version
    assert Rules.empty().rule_for(html(PRESS)) is None


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("detect: {}", '2:19: "detect" names no condition - every page would fit'),
        (
            "detect: {genrator: x}",
            '2:20: unknown condition "genrator" for "detect" - did you mean "generator"?',
        ),
        ("detect: {generator: '*'}", '2:31: "*" matches everything - name some of the text'),
    ],
)
def test_bad_conditions_are_errors(tmp_path, keys, problem):
    text = f"presets:\n  press: {{{keys}}}\n"

    assert problems_of(tmp_path, text)[0] == problem


def test_a_site_cannot_detect(tmp_path):
    found = problems_of(tmp_path, "sites:\n  a: {hosts: [a.com], detect: {has: main}}\n")

    assert found[0].startswith('2:23: unknown directive "detect" for site "a"')
