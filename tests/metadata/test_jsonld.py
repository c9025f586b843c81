"""JSON-LD: broken, deep, referring; and which of its nodes speaks about the page."""

from __future__ import annotations

import time

import pytest

from cleaner.metadata import jsonld
from cleaner.page import loose
from tests.metadata.making import LONG, article, html_page, metadata_of
from tests.metadata.making import jsonld as script_of


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "headline": "Ten huts"}',
        '{"@type": "Article", "headline": "Ten huts",}',
        '{"@type": "Article", "tags": ["a", "b",], "headline": "Ten huts"}',
        '<!-- {"@type": "Article", "headline": "Ten huts"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Ten huts"}\n//]]>',
        '/*<![CDATA[*/{"@type": "Article", "headline": "Ten huts"}/*]]>*/',
        '{"@type": "Article", "headline": "Ten huts"};',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Ten huts&quot;}",
        '{"@type": "Article", "text": "one\ntwo\tthree", "headline": "Ten huts"}',
        '{"@type": "Article", "text": "a \\d+ b", "headline": "Ten huts"}',
        '\ufeff{"@type": "Article", "headline": "Ten huts"}',
        'var data = {"@type": "Article", "headline": "Ten huts"}',
        '{"@type": "Article", "headline": "Ten huts"} {"@type": "Thing"}',
        '{"@type": "Article", "headline": "Ten huts"}, {"@type": "Thing"}',
        '{"@type": "Thing"} }{ {"@type": "Article", "headline": "Ten huts"}',
    ],
)
def test_a_headline_is_saved_from_every_kind_of_breakage(script: str):
    found = [thing.data.get("headline") for thing in jsonld.things(loose.values(script))]

    assert "Ten huts" in found


@pytest.mark.parametrize("script", ["", "  ", "<!-- -->", "nonsense", "{", '{"a": ', "[" * 50, "null"])
def test_where_nothing_can_be_saved_nothing_is_read(script: str):
    assert jsonld.things(loose.values(script)) == []


def test_nesting_without_end_is_no_error():
    deep = '{"@type": "Article", "isPartOf": ' * 100_000 + "1" + "}" * 100_000

    assert isinstance(loose.values(deep), list)
    assert isinstance(loose.values("[" * 1_000_000), list)


def test_values_that_nest_are_walked_without_recursion():
    value: object = article()
    for _ in range(50_000):
        value = [value]

    assert jsonld.things([value])[0].data["headline"] == "Ten huts in the Alps"


def test_a_hostile_script_takes_time_in_proportion():
    started = time.process_time()

    loose.values('{"a": "' + ", ]" * 300_000)
    loose.values("{" * 300_000)
    loose.values(" " * 1_000_000 + "x")
    jsonld.things(loose.values("[" + ",".join(['{"@type": "Person", "name": "x"}'] * 20_000) + "]"))

    assert time.process_time() - started < 5.0


def test_a_reference_gets_what_is_described_elsewhere():
    graph = {
        "@graph": [
            {**article(), "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Roe"},
        ]
    }

    things = jsonld.things([graph])

    assert jsonld.names(things[0].data["author"]) == [("Ann Roe", False)]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Roe", [("Ann Roe", False)]),
        ({"@type": "Person", "name": "Ann Roe"}, [("Ann Roe", False)]),
        ({"@type": "Person", "name": ["Ann Roe", "Bo Ek"]}, [("Ann Roe", False), ("Bo Ek", False)]),
        ({"@type": "Organization", "name": "Example"}, [("Example", True)]),
        ({"@type": "Person", "givenName": "Ann", "familyName": "Roe"}, [("Ann Roe", False)]),
        ([{"name": "Ann Roe"}, "Bo Ek", None, 7], [("Ann Roe", False), ("Bo Ek", False)]),
        ({"author": {"name": "Ann Roe"}}, [("Ann Roe", False)]),
        (None, []),
        ({"name": ""}, []),
    ],
)
def test_an_author_may_have_any_shape(value: object, names: list[tuple[str, bool]]):
    assert jsonld.names(value) == names


def test_the_texts_of_values():
    assert jsonld.text_of([{"name": "Ten &amp; <b>huts</b>"}]) == "Ten & huts"
    assert jsonld.text_of(7) == "7"
    assert jsonld.text_of(True) is None
    assert jsonld.texts_of(["a", {"name": "b"}, None]) == ["a", "b"]


def test_the_article_wins_over_the_page_the_list_and_the_crumbs():
    things = jsonld.things(
        [
            {"@type": "BreadcrumbList", "name": "crumbs"},
            {"@type": "WebPage", "name": "page"},
            {
                "@type": "ItemList",
                "itemListElement": [article(headline="another"), article(headline="third")],
            },
            article(),
        ]
    )

    best = jsonld.best(things, lambda _: 0)

    assert best is not None
    assert best.data["headline"] == "Ten huts in the Alps"


def test_a_thing_about_another_page_is_not_this_pages():
    things = jsonld.things([{"@type": "ItemList", "itemListElement": [article()]}])

    assert jsonld.best(things, lambda _: -1) is None


def test_types_are_read_with_and_without_their_prefix():
    for kind in (
        "https://schema.org/NewsArticle",
        "schema:NewsArticle",
        ["Thing", "NewsArticle"],
        "newsArticle",
    ):
        assert "newsarticle" in jsonld.things([{"@type": kind}])[0].types


def test_what_its_author_escaped_twice_is_read_as_meant():
    assert jsonld.text_of("Caf\\u00e9 &quot;Zur Post&quot;") == 'Café "Zur Post"'
    assert jsonld.names({"name": "Ren\\u00e9 Marais"}) == [("René Marais", False)]
    assert jsonld.text_of("\\ud83d\\ude00 \\ud83d") == "\U0001f600 \ufffd"


def test_a_quote_in_the_headline_leaves_the_other_fields_readable():
    script = (
        '{"@type": "NewsArticle", "headline": "The "slow" hut",'
        '"author": {"@type": "Person", "name": "Ann Roe"}, "datePublished": "2024-03-03"}'
    )
    found = metadata_of(html_page(script_of(script), f"<h1>The slow hut</h1><p>{LONG}</p>"))

    assert (found.authors, found.published) == (("Ann Roe",), "2024-03-03")
