"""What a rule's `meta` finds."""

from __future__ import annotations

import pytest

from cleaner.page import segment
from cleaner.rules import candidates
from tests.rules.making import page_of, site_of, stated

PAGE = """
<html><head><meta name="pubdate" content="2024-05-17T08:00:00+02:00">
<script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "author": [{"name": "Ann Roe"}, {"name": "Cy Doe"}], "wordCount": 7}]}
</script>
<script type="application/ld+json">{broken</script></head>
<body><h1 class="headline">Ten huts</h1>
<p class="byline">By <a href="/a">Ann Roe</a> and <a href="/c">Cy Doe</a></p>
<p class="dateline">17.05.2024 08:30</p>
<p>The path climbs.</p></body></html>
"""
DUMP = (
    "Walks\n\nTen huts in the Alps\n\nBy Ann Roe | 3 min read\n\nPublished May 17, 2024\n\nThe path climbs.\n"
)


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ("title: {from: [.absent, h1.headline]}", "Ten huts"),
        ("title: {from: .headline, strip: [Ten]}", "huts"),
        ("title: {from: .headline, strip: HUTS}", "Ten"),
        ("title: {from: //h1}", "Ten huts"),
        ("title: {from: //h1/text()}", "Ten huts"),
        ("title: {line: 1}", "Ten huts"),
        ("title: {line: -1}", "The path climbs."),
        ("section: {value: Walks}", "Walks"),
        ("tags: {value: [walks, huts]}", ("walks", "huts")),
        ("authors: {from: '.byline a'}", ("Ann Roe", "Cy Doe")),
        ("authors: {from: .byline, strip: 'By '}", ("Ann Roe", "Cy Doe")),
        ("authors: {from: 'jsonld:author.name'}", ("Ann Roe", "Cy Doe")),
        ("published: {from: 'meta[name=pubdate]@content'}", "2024-05-17T08:00:00+02:00"),
        ("published: {from: .dateline, format: '%d.%m.%Y %H:%M'}", "2024-05-17T08:30:00"),
        (
            "published: {from: .dateline, format: '%d.%m.%Y %H:%M', tz: Europe/Berlin}",
            "2024-05-17T08:30:00+02:00",
        ),
        ("published: {from: .dateline, re: '^[0-9.]+', format: '%d.%m.%Y'}", "2024-05-17"),
        ("published: {from: .dateline, re: '[.](?P<published>[0-9.]{7})', format: '%m.%Y'}", "2024-05"),
        ("published: {from: .dateline, re: '20..', format: '%Y'}", "2024"),
    ],
)
def test_a_field_is_found_in_html(tmp_path, meta, expected):
    (value,) = stated(site_of(tmp_path, f"meta:\n  {meta}"), PAGE).values()

    assert value == expected


@pytest.mark.parametrize(
    "meta",
    [
        "title: {from: .absent}",
        "title: {from: .headline, re: 'Nine'}",
        "title: {from: .headline, strip: Ten huts}",
        "title: {line: 99}",
        "title: {line: 'Nine*'}",
        "title: {from: 'jsonld:headline'}",
        "title: {from: 'jsonld:wordCount'}",
        "title: {from: h1@data-title}",
        "title: {re: '^Nine'}",
        "published: {from: .dateline}",
        "published: {from: .headline, format: '%d.%m.%Y'}",
        "authors: {from: h2}",
    ],
)
def test_what_the_page_does_not_say_is_not_made_up(tmp_path, meta):
    assert stated(site_of(tmp_path, f"meta:\n  {meta}"), PAGE) == {}


def test_a_dump_is_read_by_lines_and_expressions(tmp_path):
    site = site_of(
        tmp_path,
        r"""
        when: {format: text}
        meta:
          section: {line: 1}
          title: {line: "Ten*"}
          authors: {re: '^By (?P<authors>[^|]+)'}
          published: {re: '^Published (?P<published>.+)$', format: "%B %d, %Y"}
          description: {re: '^The (path)'}
        """,
    )

    assert stated(site, DUMP) == {
        "section": "Walks",
        "title": "Ten huts in the Alps",
        "authors": ("Ann Roe",),
        "published": "2024-05-17",
        "description": "path",
    }


def test_selectors_find_nothing_in_a_dump(tmp_path):
    assert stated(site_of(tmp_path, "meta: {title: {from: [h1, 'jsonld:name', //h1]}}"), DUMP) == {}


def test_a_candidate_says_where_it_was_read_and_by_which_rule(tmp_path):
    site = site_of(tmp_path, "when: {format: text}\nmeta:\n  authors: {re: '^By (?P<authors>[^|]+)'}")

    (found,) = candidates(segment(page_of(DUMP)), site)

    assert (found.source, found.score, found.block, found.span) == ("sources.yaml:5", 1.0, 2, (0, 11))


def test_of_two_layers_the_stronger_comes_first(tmp_path):
    from tests.rules.making import load

    site = load(
        tmp_path,
        """
        presets:
          ours: {meta: {title: {value: weak}, section: {value: Walks}}}
        sites:
          hikes: {hosts: [example.org], use: [ours], meta: {title: {value: strong}}}
        """,
    ).sites[0]

    titles = [found.value for found in candidates(segment(page_of(DUMP)), site) if found.field == "title"]

    assert titles == ["strong", "weak"]


def test_hostile_json_is_no_metadata(tmp_path):
    site = site_of(tmp_path, "meta: {title: {from: 'jsonld:a.b'}}")
    for data in ("[" * 100_000, '{"a":' * 5000, '{"a": [[[{"b": 1}]]]}', "null", '"a"', '{"a": "b"}'):
        assert stated(site, f'<html><script type="application/ld+json">{data}</script><p>x</p></html>') == {}
