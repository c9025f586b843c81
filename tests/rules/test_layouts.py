"""Versions of a site's pages."""

from __future__ import annotations

import pytest

from tests.making import dump, html
from tests.rules.making import load, outcome_of, problems_of

RULES = """
    sites:
      news:
        hosts: [example.org]
        drop: [.ad]
        layouts:
          - {id: new, when: {has: main.v3}, body: ["main.v3 .story"]}
          - {id: wide, body: [.page], drop: [.wide-box]}
          - {id: old, body: ["#story-body"], drop: [.old-box], trust: exact}
      dump:
        when: {format: text, line: WIRE}
        layouts:
          - {id: plain, drop_lines: [Share]}
          - {id: boxed, when: {line: "-----"}, cut_after: ["-----"]}
"""
STORY = "<p>The path climbs to the hut.</p><p>Then it drops to the lake.</p>"


def layout_of(rules, page) -> str:
    return rules.rule_for(page).parts[-1].name


@pytest.mark.parametrize(
    ("source", "layout"),
    [
        (f'<main class="v3"><div class="story">{STORY}</div></main>', "news.new"),
        (f'<div id="story-body">{STORY}</div>', "news.old"),
        # Both bodies are there: the one that holds the paragraphs and little else fits best.
        (f'<div class="page"><ul><a>Ten lakes</a></ul><div id="story-body">{STORY}</div></div>', "news.old"),
        (f'<div class="page">{STORY}<div id="story-body"><a>Share</a></div></div>', "news.wide"),
    ],
)  # fmt: skip
def test_the_layout_whose_body_fits_best_wins(tmp_path, source, layout):
    assert layout_of(load(tmp_path, RULES), html(source)) == layout


def test_a_layout_stands_above_its_site(tmp_path):
    rule = load(tmp_path, RULES).rule_for(html(f'<div id="story-body">{STORY}</div>'))

    assert rule is not None
    assert [ranked.item.name for ranked in rule.items("drop")] == ["news.drop.1", "news.old.drop.1"]
    assert (rule.trust, rule.own.name) == ("exact", "news")


def test_a_page_that_no_layout_fits_says_so(tmp_path):
    rules = load(tmp_path, RULES)
    source = f"<div>{STORY}</div>"

    outcome = outcome_of(rules.rule_for(html(source)), source)

    assert "no body of" in outcome.applied.warnings[0]


def test_layouts_of_dumps_are_told_apart_by_their_conditions(tmp_path):
    rules = load(tmp_path, RULES)

    assert layout_of(rules, dump("WIRE\nIt rained.\n-----\nMore")) == "dump.boxed"
    assert layout_of(rules, dump("WIRE\nIt rained.")) == "dump.plain"


@pytest.mark.parametrize(
    ("layouts", "problem"),
    [
        ("[{id: a}]", 'layout "a" says nothing'),
        ("[{id: a, drop: [.x]}, {id: a, drop: [.y]}]", 'two layouts are called "a"'),
        ("[{hosts: [b.example], drop: [.x]}]", 'unknown directive "hosts" for layout "1" of site "a"'),
    ],
)
def test_bad_layouts_are_errors(tmp_path, layouts, problem):
    found = problems_of(tmp_path, f"sites:\n  a: {{hosts: [a.example], layouts: {layouts}}}\n")

    assert problem in found[0]
