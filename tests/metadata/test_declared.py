"""What the head of a page declares."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, found_in, html_page, jsonld, metadata_of


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Ten huts">', "title", "Ten huts"),
        ('<meta name="citation_title" content="Ten huts">', "title", "Ten huts"),
        ('<meta name="DC.title" content="Ten huts">', "title", "Ten huts"),
        ("<title>Ten huts | The Example</title>", "title", "Ten huts"),
        ('<meta name="author" content="By Ann Roe">', "authors", ("Ann Roe",)),
        (
            '<meta name="author" content="Ann Roe"><meta name="author" content="Bo Ek">',
            "authors",
            ("Ann Roe", "Bo Ek"),
        ),
        ('<meta name="citation_author" content="Roe, Ann">', "authors", ("Ann Roe",)),
        ('<meta property="article:author" content="https://example.org/ann">', "authors", ()),
        ('<meta name="parsely-author" content="Ann Roe">', "authors", ("Ann Roe",)),
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Roe">',
            "authors",
            ("Ann Roe",),
        ),
        (
            '<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Ann Roe">',
            "authors",
            (),
        ),
        ('<meta property="article:published_time" content="2024-03-01">', "published", "2024-03-01"),
        ('<meta itemprop="datePublished" content="2024-03-01">', "published", "2024-03-01"),
        ('<meta name="date" content="1 March 2024">', "published", "2024-03-01"),
        ('<meta name="dcterms.created" content="2024-03-01">', "published", "2024-03-01"),
        ('<meta name="date" content="soon">', "published", None),
        (
            '<meta property="og:updated_time" content="2024-03-01T01:02:03Z">',
            "modified",
            "2024-03-01T01:02:03+00:00",
        ),
        ('<meta property="og:site_name" content="Alpine &amp; Example">', "site_name", "Alpine & Example"),
        ('<meta property="article:section" content="Huts">', "section", "Huts"),
        (
            '<meta property="article:tag" content="a"><meta property="article:tag" content="b">',
            "tags",
            ("a", "b"),
        ),
        ('<meta name="keywords" content="a, b,, a">', "tags", ("a", "b")),
        ('<meta property="og:image" content="/hut.jpg">', "image", "https://www.alpine-example.org/hut.jpg"),
        ('<meta property="og:image" content="javascript:alert(1)">', "image", None),
        ('<meta property="og:image" content="data:image/png;base64,AA">', "image", None),
        ('<link rel="canonical" href="/x">', "canonical_url", "https://www.alpine-example.org/x"),
        ('<link rel="license" href="https://example.org/by">', "license", "https://example.org/by"),
        ('<link rel="image_src" href="/hut.jpg">', "image", "https://www.alpine-example.org/hut.jpg"),
        ('<meta property="og:type" content="product">', "page_type", "product"),
        ('<meta property="og:type" content="website">', "page_type", None),
        (
            '<meta name="syndication-source" content="https://example.com/a">',
            "source_url",
            "https://example.com/a",
        ),
    ],
)
def test_a_declaration_is_read_as_its_field_wants_it(head: str, field: str, value: object):
    assert getattr(metadata_of(html_page(head)), field) == value


def test_the_language_is_the_declared_one():
    assert metadata_of(html_page(lang="de_at")).language == "de-AT"
    assert metadata_of(html_page(lang="")).language is None
    assert metadata_of(html_page('<meta property="og:locale" content="fr_FR">', lang="")).language == "fr-FR"


def test_an_h1_with_the_words_of_the_title_is_the_headline():
    page = html_page(
        '<title>Ten huts: a guide | Example</title><meta property="og:title" content="Ten huts: a guide">',
        "<h1>Ten huts, a long guide</h1>",
    )

    found = metadata_of(page)

    assert (found.title, found.chosen["title"].source) == ("Ten huts, a long guide", "html:h1")


@pytest.mark.parametrize("masthead", ["Menu", "Alpine Example", "The Shed Door"])
def test_an_h1_that_is_a_menu_or_a_masthead_is_not_the_headline(masthead: str):
    page = html_page(
        "<title>Wasps in the letter box - The Shed Door</title>",
        f"<h1>{masthead}</h1><h2>Wasps in the letter box</h2><p>{LONG}</p>",
    )

    assert metadata_of(page).title == "Wasps in the letter box"


def test_a_kicker_is_no_part_of_the_headline():
    by_class = html_page("<title>Ten huts</title>", '<h1><span class="kicker">Alps</span> Ten huts</h1>')
    by_title = html_page(
        '<meta property="og:title" content="Ten huts that nobody finds">',
        "<h1><span>Alps</span>Ten huts that nobody finds</h1>",
    )

    assert metadata_of(by_class).title == "Ten huts"
    assert metadata_of(by_title).title == "Ten huts that nobody finds"


def test_a_permalink_sign_is_no_part_of_the_headline():
    page = html_page("", '<h1>Ten huts<a class="headerlink" href="#x">¶</a></h1>')

    assert metadata_of(page).title == "Ten huts"


def test_the_sites_name_is_what_the_title_says_beside_the_headline():
    page = html_page("<title>Ten huts | Moor &amp; Mire Weekly</title>", "<h1>Ten huts</h1>")

    assert metadata_of(page).site_name == "Moor & Mire Weekly"


def test_the_site_as_author_in_a_meta_gives_way():
    page = html_page(
        '<meta property="og:site_name" content="The Quay Courier">'
        '<meta name="author" content="The Quay Courier">',
        f"<h1>Cat wins pension</h1><p>By Ann Roe</p><p>{LONG}</p>",
    )

    assert metadata_of(page).authors == ("Ann Roe",)


def test_an_account_gives_way_to_a_name():
    page = html_page('<meta name="author" content="aroe"><meta name="article:author" content="Ann Roe">')

    assert metadata_of(page).authors == ("Ann Roe",)


def test_a_day_in_the_address_is_better_than_none():
    page = html_page(url="https://example.org/2024/03/01/huts")

    found = metadata_of(page)

    assert (found.published, found.chosen["published"].source) == ("2024-03-01", "url:path")


def test_ten_thousand_metas_are_no_trouble():
    head = '<meta name="author" content="Ann Roe">' * 10_000

    assert metadata_of(html_page(head)).authors == ("Ann Roe",)


def test_a_page_that_says_nothing_gives_nothing():
    assert found_in(html_page(lang="")) == []


def test_a_house_may_name_its_metas_as_it_likes():
    page = html_page(
        '<meta name="w-published-date" content="2024-03-01"><meta name="w-unpublished" content="1">'
    )

    assert metadata_of(page).published == "2024-03-01"


def test_a_plain_pages_date_counts_where_somebody_signed_it():
    thing = jsonld({"@type": "WebPage", "datePublished": "2024-03-01"})
    signed = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Roe">'
    read = (
        '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="3 min">'
    )

    assert metadata_of(html_page(thing + signed)).published == "2024-03-01"
    assert metadata_of(html_page(thing + read)).published is None


def test_an_account_stands_behind_a_name_but_before_nobody():
    account = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="annroe">'
    body = f"<h1>Ten huts</h1><p>By Ann Roe, March 3, 2024</p><p>{LONG}</p>"

    assert metadata_of(html_page(account, body)).authors == ("Ann Roe",)
    assert metadata_of(html_page(account)).authors == ("annroe",)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            '<meta property="og:title" content="Ten huts burn">',
            "<h1>Ten huts burn | Opinion</h1>",
            "Ten huts burn",
        ),
        (
            '<meta property="og:title" content="Ten huts burn">',
            "<h1>Opinion | Ten huts burn | Editorial</h1>",
            "Ten huts burn",
        ),
        ("", "<h1>Ten huts burn | Opinion</h1>", "Ten huts burn | Opinion"),
        ("<title>Huts</title>", "<h1>What we build our huts of</h1>", "What we build our huts of"),
        ("<title>小屋，山谷，着火</title>", "<h1>山谷，来信，天气，人物，书</h1>", "小屋，山谷，着火"),
        ("<title>Moor weekly, a demo</title>", '<h1 class="post-title">Ten huts burn</h1>', "Ten huts burn"),
        ("<title>Moor weekly, a demo</title>", "<h1>Ten huts burn</h1>", "Moor weekly, a demo"),
        ("<title>Huts</title>", "<h1>What we build our huts of</h1><h1>Prices</h1>", "Huts"),
        ("", "<h1>Ten huts burn <button>Copy path</button></h1>", "Ten huts burn"),
        ("", '<h1><span class="kicker">Ten huts</span>: a path burns</h1>', "Ten huts: a path burns"),
        (
            "<title>Huts to rent in the Alps</title>"
            '<meta property="og:title" content="Huts to rent in the Alps">',
            "<h1>Sleep well up high in our huts</h1>",
            "Huts to rent in the Alps",
        ),
    ],
)
def test_the_headline_without_what_stands_beside_it(head: str, body: str, title: str):
    assert metadata_of(html_page(head, body)).title == title


def test_a_declared_day_that_can_be_read_either_way_yields_to_one_written_out():
    head = '<meta property="article:published_time" content="03-09-2026">'

    assert metadata_of(html_page(head, "<h1>Ten huts</h1><p>9 March 2026</p>")).published == "2026-03-09"


@pytest.mark.parametrize(
    ("raw", "front", "inner"),
    [
        ("Alpine Example - huts and paths", "Alpine Example - huts and paths", "huts and paths"),
        ("Alpine Example | Huts and paths", "Huts and paths", "Huts and paths"),
        ("Huts and paths - Alpine Example", "Huts and paths", "Huts and paths"),
    ],
)
def test_the_sites_name_begins_the_title_of_its_front_page(raw: str, front: str, inner: str):
    head = f'<meta property="og:title" content="{raw}">'

    assert metadata_of(html_page(head, url="https://www.alpine-example.org/")).title == front
    assert metadata_of(html_page(head, url="https://www.alpine-example.org/about")).title == inner


@pytest.mark.parametrize(
    ("metas", "authors"),
    [
        ('<meta name="citation_author" content="Garcia Lopez, Ana">', ("Ana Garcia Lopez",)),
        ('<meta name="citation_authors" content="Roe, Ann; Ek, Bo">', ("Ann Roe", "Bo Ek")),
        (
            '<meta name="DC.creator" content="Müller, Anna"><meta name="DC.creator" content="Ek, Bo">',
            ("Anna Müller", "Bo Ek"),
        ),
        ('<meta name="author" content="Oleh Kovalenko">', ("Oleh Kovalenko",)),
    ],
)
def test_people_in_metas_that_have_their_own_order(metas: str, authors: tuple[str, ...]):
    assert metadata_of(html_page(metas)).authors == authors
