"""A rule file read in one go: all problems at once, presets found by name."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from cleaner.errors import InputError, RuleError
from cleaner.rules import Rules, shipped
from tests.making import html
from tests.rules.making import load, problems_of

WRONG = """\
version: 2
sites:
  hikes:
    hosts: [example.com, "https://example.org/"]
    use: [wordpres, jetpack]
    drp: [.x]
    drop: [share, "..", {select: .y, role: shar}]
    drop: [.z]
    drop_lines: ["*", {re: '(a+)+'}, on, {line: a, re: b}]
    cut_after: [{line: "More", lst: true}]
    flags: {sponsord: .x}
    meta: {published: {from: .d, format: "%Q %Y"}, title: {line: 0}, athors: {line: 1}}
    unset: [jetpack.drop.99]
    tests: [{file: a.html, titel: x}]
    pages: {next: a, mx: 3}
  no: {hosts: [b.example]}
  dump: {when: {format: text, lines: x}, drop: [.share]}
sties: {}
"""
ALL = """\
1:10: only version 1 is known - update cleaner
4:26: "https://example.org/" is an address, not a host - write the host alone, such as example.com
5:11: unknown preset "wordpres" - did you mean "wordpress"?
6:5: unknown directive "drp" for site "hikes" - did you mean "drop"?
7:12: "share" is no HTML element - write ".share" for a class, "#share" for an id, \
or {class~: share} for a fragment of either
7:19: bad CSS selector ".." - see https://developer.mozilla.org/docs/Web/CSS/CSS_selectors
7:44: unknown role "shar" - did you mean "share"?
8:5: directive "drop" is given twice, first in line 7 - join the two
9:18: "*" matches everything - name some of the text
9:28: "(a+)+" can run away: a repeat inside a repeat - use one, for instance "[a-z ]+"
9:38: YAML reads on as true or false, but entry 3 of "drop_lines" is text - write "on"
9:42: entry 4 of "drop_lines" needs one of line, re - found line and re
10:32: unknown key "lst" for entry 1 of "cut_after" - did you mean "last"?
11:13: unknown flag "sponsord" for "flags" - did you mean "sponsored"?
12:42: bad date format "%Q %Y" - 'Q' is a bad directive in format '%Q %Y'
12:66: lines are counted from 1, and from -1 at the end
12:70: unknown field "athors" for "meta" - did you mean "authors"?
13:13: "unset": nothing inherited is called "jetpack.drop.99" - did you mean "jetpack.drop.9"?
14:28: unknown key "titel" for test 1 - did you mean "title"?
15:22: unknown key "mx" for "pages" - did you mean "max"?
16:3: YAML reads no as true or false, but site is text - write "no"
17:31: unknown condition "lines" for "when" - did you mean "line"?
17:49: ".share" is a selector, but this site is only text - use drop_lines, or {line: ...}
18:1: unknown key "sties" for a rule file - did you mean "sites"?
"""


def test_all_problems_are_reported_at_once_each_with_its_place(tmp_path):
    assert problems_of(tmp_path, WRONG) == ALL.splitlines()


def test_metadata_in_the_wrong_place_is_shown_the_right_one(tmp_path):
    rule = "version: 1\nsites:\n  hikes:\n    hosts: [a.example]\n    title: h1\n    meta: {authors: .by}\n"

    title, authors = problems_of(tmp_path, rule)

    assert title == '5:5: unknown directive "title" for site "hikes" - write it below meta:'
    assert authors == '6:21: "meta.authors": what is ".by"? - write {from: ".by"}, or {value: ".by"}'


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("remove: [.x]", '3:5: unknown directive "remove" for site "hikes" - did you mean "drop"?'),
        ("include: [.x]", '3:5: unknown directive "include" for site "hikes" - did you mean "keep"?'),
        ("meta: {authors: {form: .x}}", '3:22: unknown key "form" for "meta.authors" - did you mean "from"?'),
        (
            "body: [itemprop=x]",
            '3:12: bad CSS selector "itemprop=x" - an attribute stands in brackets, and these in quotes: '
            '"[itemprop=x]"',
        ),
        (
            "body: [[itemprop=x], .y]",
            '3:12: entry 1 of "body" is text, not a list - text in brackets needs quotes: "[itemprop=x]"',
        ),
        (
            'drop: [{select: [a="b"]}]',
            '3:21: entry 1 of "drop" is text, not a list - text in brackets needs quotes: \'[a="b"]\'',
        ),
        (
            "drop: [“.x”]",
            '3:12: bad CSS selector "“.x”" - these quotes are typographic: write straight ones, or none',
        ),
    ],
)
def test_a_slip_of_one_who_knows_other_tools_is_shown_the_right_way(tmp_path, keys, problem):
    rule = f"sites:\n  hikes:\n    {keys}\n    hosts: [a.example]\n"

    assert problems_of(tmp_path, rule) == [problem]


@pytest.mark.parametrize(
    ("version", "advice"),
    [("1.0", "write `version: 1`"), ("v1", "write `version: 1`"), ("2", "update cleaner")],
)
def test_another_version_is_either_a_slip_or_of_a_later_cleaner(tmp_path, version, advice):
    assert problems_of(tmp_path, f"version: {version}\n") == [f"1:10: only version 1 is known - {advice}"]


def test_loading_raises_them_all_with_the_path(tmp_path):
    with pytest.raises(RuleError) as caught:
        load(tmp_path, WRONG)

    lines = str(caught.value).splitlines()
    assert len(lines) == len(ALL.splitlines())
    assert lines[0].startswith(f"{tmp_path / 'sources.yaml'}:1:10: ")


def test_warnings_do_not_stop_loading(tmp_path):
    rules = load(tmp_path, "sites:\n  hikes: {hosts: [example.com], drop: [p]}\n")

    assert len(rules) == 1
    assert [problem.severity for problem in rules.warnings] == ["warning", "warning"]


def test_a_missing_or_huge_file_is_a_clear_error(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="cannot be read - No such file"):
        Rules.load(tmp_path / "none.yaml")

    monkeypatch.setattr("cleaner.rules.load._MAX_BYTES", 10)
    with pytest.raises(InputError, match="no rule file"):
        load(tmp_path, "version: 1\nsites: {}\n")


@pytest.mark.parametrize("text", ["", "# nothing\n", "version: 1\n"])
def test_an_empty_file_has_no_site(tmp_path, text):
    rules = load(tmp_path, text)

    assert len(rules) == 0
    assert rules.site_for(html("<p>x")) is None


def test_empty_rules_need_no_file():
    rules = Rules.empty()

    assert (rules.path, len(rules), rules.version) == (None, 0, "")
    assert rules.site_for(html("<p>x")) is None


def test_an_item_remembers_where_it_stands(tmp_path):
    rules = load(
        tmp_path,
        """
        sites:
          hikes:
            hosts: [example.com]
            use: [jetpack]
            drop:
              - .author-box
              - {select: .more, role: related}
        """,
    )

    items = [ranked.item for ranked in rules.sites[0].items("drop")]
    preset = shipped.files()["jetpack"].read_text(encoding="utf-8")
    first = preset[: preset.index("\n  - ", preset.index("drop:"))].count("\n") + 2

    assert (items[-1].by, items[-1].name, items[-1].role) == ("sources.yaml:8", "hikes.drop.2", "related")
    assert (items[0].by, items[0].name) == (f"presets/jetpack.yaml:{first}", "jetpack.drop.1")
    assert items[0].layer < items[-1].layer


PRESETS = """
    presets:
      boxes: {drop: [.box], body: [.inner]}
      more: {use: [boxes], drop: [.more], note: ours}
      jetpack: {drop: [.mine]}
    sites:
      hikes: {hosts: [example.com], use: [more, jetpack], unset: [boxes.drop.1], drop: [.own]}
      walks: {hosts: [example.org], use: [boxes], trust: exact}
"""


def test_presets_of_the_file_stand_above_the_shipped_ones_and_use_each_other(tmp_path):
    hikes, walks = load(tmp_path, PRESETS).sites

    assert [ranked.item.shown for ranked in hikes.items("drop")] == [".more", ".mine", ".own"]
    assert [part.name for part in hikes.parts] == ["boxes", "more", "jetpack", "hikes"]
    assert [ranked.item.shown for ranked in walks.items("drop")] == [".box"]
    assert (hikes.trust, walks.trust) == ("scope", "exact")


def test_presets_that_use_each_other_in_a_cycle_are_an_error(tmp_path):
    problems = problems_of(
        tmp_path,
        """\
        presets:
          a: {use: [b]}
          b: {use: [a]}
        sites:
          hikes: {hosts: [example.com], use: [a]}
        """,
    )

    assert problems[0] == "3:13: presets use each other in a cycle: a -> b -> a"


def test_keys_of_a_site_cannot_stand_in_a_preset(tmp_path):
    problems = problems_of(tmp_path, "presets:\n  a: {hosts: [example.com]}\n")

    assert problems[0].startswith('2:7: unknown directive "hosts" for preset "a"')


def test_the_version_changes_with_the_file_and_with_nothing_else(tmp_path):
    one = load(tmp_path, "sites:\n  a: {hosts: [a.com]}\n").version
    two = load(tmp_path, "sites:\n  a: {hosts: [b.com]}\n").version
    again = load(tmp_path, "sites:\n  a: {hosts: [a.com]}\n").version

    assert one == again != two
    assert len(one) == 12


def test_rules_survive_the_way_to_a_worker_process(tmp_path):
    rules = load(tmp_path, PRESETS)
    page = html("<p>x", url="https://example.org/a")
    assert rules.site_for(page) == rules.sites[1]

    there = pickle.loads(pickle.dumps(rules))

    assert there.site_for(page) == rules.sites[1]
    assert (there.version, there.path) == (rules.version, rules.path)


@pytest.mark.parametrize("name", shipped.files())
def test_a_shipped_preset_is_sound(tmp_path, name):
    text = f"sites:\n  a: {{hosts: [a.com], use: [{name}]}}\n"

    assert problems_of(tmp_path, text) == []
    items = [r.item for key in ("drop", "drop_lines") for r in load(tmp_path, text).sites[0].items(key)]
    assert items
    assert all(item.role for item in items)


@pytest.mark.parametrize("preset", shipped.detecting(), ids=lambda preset: preset.name)
def test_what_a_preset_is_for_is_the_same_read_alone_and_with_all_the_rest(preset):
    assert preset.detect
    assert preset.detect == shipped.draft(preset.name).detect


def test_a_page_that_needs_no_preset_reads_none(monkeypatch):
    monkeypatch.delattr(shipped, "draft")

    assert Rules.shipped().rule_for(html("<p>Ten huts stand on the pass.</p>")) is None


def test_the_presets_are_found_by_name():
    assert {"wordpress", "jetpack", "substack", "newsletter-lines", "share-lines"} <= set(shipped.files())


def test_the_projects_own_rules_have_neither_errors_nor_warnings():
    rules = Rules.load(Path(__file__).parents[2] / "sources.yaml")

    assert rules.warnings == ()
    assert all(site.tests for site in rules.sites)


@pytest.mark.slow
def test_two_thousand_sites_load_in_about_a_second(tmp_path):
    site = """\
  site-{0}:
    hosts: [site{0}.example.com, "*.s{0}.example.org"]
    use: [wordpress, jetpack]
    body: [".entry-{0}", article]
    drop: [.author-box, ".yarpp-related", "p:has(> a.affiliate)", ".x{0}"]
    drop_lines: ["Sign up for*newsletter*", "Advertisement"]
    cut_after: ["More from *"]
    meta:
      published: {{from: .dateline, format: "%d.%m.%Y %H:%M", tz: Europe/Berlin}}
"""
    path = tmp_path / "sources.yaml"
    path.write_text("sites:\n" + "".join(site.format(number) for number in range(2000)))

    start = time.process_time()
    rules = Rules.load(path)
    seconds = time.process_time() - start

    assert len(rules) == 2000
    assert seconds < 2  # .6 s on a quiet machine
