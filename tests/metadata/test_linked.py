"""What JSON-LD offers for each field."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, URL, article, found_in, html_page, jsonld, metadata_of


def test_an_article_gives_all_its_fields():
    page = html_page(
        jsonld(
            article(
                author=[{"@type": "Person", "name": "Ann Roe"}],
                datePublished="2024-03-01T10:20:00+01:00",
                dateModified="2024-03-02",
                articleSection="Mountains",
                keywords=["huts", "paths"],
                inLanguage="en-GB",
                publisher={"@type": "Organization", "name": "Alpine Example"},
                description="A walk.",
                image={"@type": "ImageObject", "url": "/hut.jpg"},
                license="https://creativecommons.org/licenses/by/4.0/",
                mainEntityOfPage=URL,
            )
        )
    )

    found = metadata_of(page)

    assert found.title == "Ten huts in the Alps"
    assert found.authors == ("Ann Roe",)
    assert found.published == "2024-03-01T10:20:00+01:00"
    assert found.modified == "2024-03-02"
    assert (found.section, found.tags, found.site_name) == ("Mountains", ("huts", "paths"), "Alpine Example")
    assert found.image == "https://www.alpine-example.org/hut.jpg"
    assert found.license == "https://creativecommons.org/licenses/by/4.0/"
    assert (found.description, found.page_type) == ("A walk.", "article")
    assert found.chosen["published"].source == "jsonld:NewsArticle.datePublished"


def test_the_article_that_the_page_is_about_wins():
    others = [article(headline="Nine lakes", url="https://www.alpine-example.org/lakes", author="Bo Ek")]
    page = html_page(
        f"<title>Ten huts in the Alps</title>{jsonld([*others, article(url=URL, author='Ann Roe')])}",
    )

    assert metadata_of(page).authors == ("Ann Roe",)


def test_the_site_as_its_own_author_gives_way_to_the_person_on_the_page():
    head = jsonld(article(author={"@type": "Organization", "name": "Alpine Example"}))
    body = f'<h1>Ten huts in the Alps</h1><p class="byline">By Ann Roe</p><p>{LONG}</p>'
    page = html_page(f'<meta property="og:site_name" content="Alpine Example">{head}', body)

    assert metadata_of(page).authors == ("Ann Roe",)


def test_the_site_stays_the_author_where_nobody_else_is_named():
    head = jsonld(article(author={"@type": "Organization", "name": "Alpine Example"}))
    page = html_page(f'<meta property="og:site_name" content="Alpine Example">{head}', f"<p>{LONG}</p>")

    assert metadata_of(page).authors == ("Alpine Example",)


def test_the_date_of_a_plain_web_page_is_no_date():
    page = html_page(jsonld({"@type": "WebPage", "name": "Services", "datePublished": "2020-01-02"}))

    assert metadata_of(page).published is None


def test_a_signed_web_page_is_a_post():
    head = (
        '<meta name="author" content="Ann Roe"><meta property="article:modified_time" content="2020-02-02">'
    )
    page = html_page(head + jsonld({"@type": "WebPage", "name": "Services", "datePublished": "2020-01-02"}))

    assert metadata_of(page).published == "2020-01-02"


def test_a_products_date_is_the_databases():
    head = '<meta property="article:published_time" content="2020-01-02">'
    page = html_page(head + jsonld({"@type": "Product", "name": "Rope", "datePublished": "2020-01-02"}))

    found = metadata_of(page)

    assert (found.title, found.published, found.page_type) == ("Rope", None, "product")


def test_several_scripts_are_one_graph():
    page = html_page(jsonld(article(author={"@id": "#ann"})) + jsonld({"@id": "#ann", "name": "Ann Roe"}))

    assert metadata_of(page).authors == ("Ann Roe",)


def test_a_graph_that_a_framework_put_into_a_meta_is_read():
    graph = "{&quot;@type&quot;:&quot;Article&quot;,&quot;datePublished&quot;:&quot;2024-03-01&quot;}"

    found = metadata_of(html_page(f'<meta name="script:ld+json" content="{graph}">'))

    assert found.published == "2024-03-01"


def test_a_script_of_another_kind_is_not_read():
    page = html_page('<script type="application/json">{"@type": "Article", "headline": "No"}</script>')

    assert [candidate for candidate in found_in(page) if candidate.field == "title"] == []


@pytest.mark.parametrize(
    "name",
    [
        "Brothers and Sons",
        "Oban & Tiree Ferries",
        "Ministry of Huts, Lakes and Woods",
        "Verein für Brot und Butter",
    ],
)
def test_an_organisation_keeps_its_whole_name(name: str):
    page = html_page(jsonld(article(author={"@type": "Organization", "name": name})))

    assert metadata_of(page).authors == (name,)


def test_the_organisation_goes_where_a_person_is_listed():
    authors = [{"@type": "Person", "name": "Ann Roe"}, {"@type": "Organization", "name": "Alpine Wire"}]

    assert metadata_of(html_page(jsonld(article(author=authors)))).authors == ("Ann Roe",)


def test_people_given_out_for_an_organisation_are_people():
    author = {"@type": "Organization", "name": "By Ann Roe and Bo Ek"}

    assert metadata_of(html_page(jsonld(article(author=author)))).authors == ("Ann Roe", "Bo Ek")


def test_the_questions_of_a_faq_make_no_forum_and_no_title():
    asked = {"@type": "Question", "name": "Is the hut open?", "acceptedAnswer": {"text": "From May on."}}
    faq = {"@type": "FAQPage", "mainEntity": [asked]}
    found = metadata_of(html_page(jsonld(faq)))

    assert (found.title, found.page_type) == (None, None)
    assert metadata_of(html_page(jsonld({"@type": "QAPage", "mainEntity": asked}))).page_type == "forum"
