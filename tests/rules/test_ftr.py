"""The community's format, in and out."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from cleaner.rules import read_rules
from cleaner.rules.ftr import document, give, take
from cleaner.rules.ftr.lines import read_lines
from tests.rules.making import load, outcome_of

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
    # a blog
    title: //h1[@class='head']
    author: id('byline')
    body: //div[@class='story']
    strip: //div[@class='story']//aside
    strip: //div[@class='story']//aside
    strip_id_or_class: teaser
    strip_id_or_class: two words
    strip_image_src: /pixel
    dissolve: //font
    wrap_in(blockquote): //div[@class='quote']
    wrap_in(i): //p[@class='bio']
    native_ad_clue: //meta[@name='ad']
    find_string: <noscript>
    replace_string: <div>
    replace_string(<b): <strong
    single_page_link: //a[@class='print']
    single_page_link: concat(//a/@href, '?all')
    if_page_contains: //div[@id='pages']
    next_page_link: //a[@rel='next']/@href
    http_header(user-agent): Huts/1.0
    http_header(Cookie): seen=1
    tidy: no
    test_url: https://hikes.example.org/a
"""


def rules_of(folder: Path, *files: tuple[str, str]):
    path = folder / "sources.yaml"
    path.write_text(document([take(name, dedent(text)) for name, text in files]), encoding="utf-8")
    rules, problems = read_rules(path)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return rules


def test_every_directive_of_a_file_has_a_counterpart(tmp_path):
    taken = take("hikes.example.org.txt", dedent(FILE))
    (site,) = rules_of(tmp_path, ("hikes.example.org.txt", FILE)).sites

    assert (taken.lost, taken.broken) == ([], [])
    assert site.where.hosts == ("hikes.example.org",)
    assert site.trust == "hint"
    assert [ranked.item.shown for ranked in site.items("drop")] == [
        "//div[@class='story']//aside",
        "{class~: teaser}",
        '//*[contains(@class, "two words") or contains(@id, "two words")]',
        '//img[contains(@src, "/pixel")]',
    ]
    assert [ranked.item.name.split(".")[3] for ranked in site.items("meta")] == ["meta"] * 2
    assert [ranked.item.shown for ranked in site.items("replace")] == ["<noscript>", "<b"]
    assert [ranked.item.shown for ranked in site.items("rename")] == ["//div[@class='quote']"]
    assert list(site.items("flags"))
    assert site.paging is not None
    assert [link.source for link in site.paging.single] == [
        "(//a[@class='print'])[//div[@id='pages']]",
        "(substring((concat(//a/@href, '?all')), 1 div number(boolean(//div[@id='pages']))))",
    ]
    assert [(header.name, header.value, header.variable) for header in site.own.headers or ()] == [
        ("User-Agent", "Huts/1.0", None),
        ("Cookie", None, "HIKES_EXAMPLE_ORG_COOKIE"),
    ]


@pytest.mark.parametrize(
    ("name", "hosts"),
    [
        ("example.org.txt", ["example.org"]),
        (".example.org.txt", ["*.example.org"]),
        ("www.example.org.txt", ["example.org"]),
    ],
)
def test_the_name_of_a_file_tells_the_hosts(name, hosts):
    assert take(name, "").keys["hosts"] == hosts


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("titl: //h1", "taken as title"),
        ("test:url: https://example.org", "did you mean test_url?"),
        ("https://example.org/a", "no directive of the format"),
        ("// a remark", "no directive of the format"),
        ('replace_string("a:b): c', "its colon ends the directive"),
        ("replace_string: c", "no find_string stands before it"),
        ("find_string: c", "no replace_string follows"),
        ("body: //div[contains(@class='x')]", "contains() takes 2 arguments, not 1"),
        ("strip: //a[contain(@class, 'x')]", 'XPath 1.0 has no contain() - did you mean "contains"?'),
        ("body: //div[", "Invalid expression"),
    ],
)
def test_what_an_author_got_wrong_is_kept_for_somebody_to_look_at(line, broken):
    taken = take("example.org.txt", f"body: //p\n{line}\n")

    assert len(taken.broken) == 1
    assert taken.broken[0].startswith(f"example.org.txt:2: {line} - ")
    assert broken in taken.broken[0]
    assert taken.lost == []


def test_a_misspelt_directive_and_a_broken_replacement_work_as_they_were_meant(tmp_path):
    (site,) = rules_of(tmp_path, ("example.org.txt", "titl: //h1\nreplace_string(a:b): c\n")).sites

    assert [ranked.item.name for ranked in site.items("meta")] == ["example.org.meta.title"]
    assert [ranked.item.shown for ranked in site.items("replace")] == ["a:b"]
    assert [problem.line for problem in site.broken] == [9, 10]


def test_what_cleaner_cannot_do_is_lost_and_told():
    taken = take("example.org.txt", "requires_login: yes\nmove_into(//div): //p\n")

    assert taken.lost == [
        "example.org.txt:1: requires_login: yes",
        "example.org.txt:2: move_into(//div): //p",
    ]
    assert len(taken.comments) == 2


def test_files_for_one_host_become_one_site(tmp_path):
    (site,) = rules_of(
        tmp_path,
        ("example.org.txt", "body: //article\ntitle: //h1\n"),
        ("www.example.org.txt", "body: //main\nbody: //article\ndate: //time\n"),
    ).sites

    assert [ranked.item.shown for ranked in site.items("body")] == ["//article", "//main"]
    assert len(list(site.items("meta"))) == 2


def test_rules_for_every_site_become_a_preset_that_nobody_must_use(tmp_path):
    rules = rules_of(tmp_path, ("global.txt", "strip_id_or_class: teaser\n"), ("a.org.txt", "body: //p\n"))

    assert [site.name for site in rules.sites] == ["a.org"]
    assert "global.txt" not in [preset.name for preset in rules.presets]


def test_an_imported_rule_drops_only_what_it_names_twice(tmp_path):
    page = (
        '<div class="story"><p>The path climbs to the hut above the lake, then drops to the sea.</p>'
        '<aside class="x">A map</aside></div>'
        '<aside class="x">Ten lakes for swimmers</aside><p>It rained.</p>'
    )
    (site,) = rules_of(tmp_path, ("example.org.txt", "body: //div[@class='story']\nstrip: //aside\n")).sites

    assert outcome_of(site, page).texts == [
        "The path climbs to the hut above the lake, then drops to the sea.",
        "A map",
        "It rained.",
    ]
    (site,) = rules_of(tmp_path, ("example.org.txt", "body: //nav\nstrip: //aside\n")).sites
    assert "Ten lakes for swimmers" in outcome_of(site, page).texts


def test_a_replacement_in_the_markup_is_made_once_the_rule_is_tested(tmp_path):
    (untested,) = rules_of(tmp_path, ("example.org.txt", "find_string: <q>\nreplace_string: <p>\n")).sites
    tested = replace(untested, parts=(*untested.parts[:-1], replace(untested.own, trust="scope")))

    assert outcome_of(tested, "<div>One. <q>Two.</div>").texts == ["One.", "Two."]
    assert len(outcome_of(untested, "<div>One. <q>Two.</div>").texts) == 1


def test_lines_are_split_as_the_format_does():
    lines = read_lines("\ufeff# x\n\nbody : //a\nreplace_string(</h2): a): b\n")

    assert [(line.number, line.key, line.argument, line.value) for line in lines] == [
        (3, "body", None, "//a"),
        (4, "replace_string", "</h2", "a): b"),
    ]


def test_a_site_is_given_back_in_the_format(tmp_path):
    pytest.importorskip("cssselect")
    site = load(
        tmp_path,
        """
        sites:
          hikes:
            hosts: [example.org, "*.example.net", "shop.*"]
            paths: ["/a/**"]
            body: [.story, //main]
            drop: [.box, {class~: teaser}]
            drop_lines: [Share]
            replace: [{text: "<b", with: "<i", markup: true}]
            meta: {title: {from: [h1, "jsonld:headline"]}, section: {value: Huts}}
            flags: {sponsored: .ad, paywalled: .wall}
            pages: {next: "a[rel=next]@href"}
            fetch: {headers: {Accept-Language: de, Cookie: {env: X}}}
        """,
    ).sites[0]

    given = give(site)

    assert list(given.files) == ["example.org.txt", ".example.net.txt"]
    again = take("example.org.txt", given.files["example.org.txt"])
    assert again.broken == again.lost == []
    assert again.keys["body"][1] == "//main"
    assert {"class~": "teaser"} in again.keys["drop"]
    assert again.keys["pages"]["next"][0].endswith("/@href")
    assert again.keys["fetch"] == {"headers": {"Accept-Language": "de"}}
    told = " ".join(given.untold)
    for word in (
        "Share",
        "section",
        "paywalled" if "paywalled" in told else ".wall",
        "paths",
        'host "shop.*"',
        "Cookie",
    ):
        assert word in told
