"""What one pass over the tree collects."""

from __future__ import annotations

from cleaner.metadata.marks import collect
from tests.metadata.making import html_page, scene_of


def test_every_kind_of_mark_is_collected_in_one_pass():
    page = html_page(
        '<meta name="Author" content="Ann Roe"><meta property="og:title" content="Ten huts">'
        '<meta name="x" content=" ">'
        '<link rel="canonical" href="/x"><base href="https://example.org/"><title>Ten huts</title>'
        '<script type="application/ld+json">{}</script><script>code()</script>',
        '<h1>Ten huts</h1><h2>A hut</h2><a rel="nofollow author">Ann</a><time>now</time>'
        '<b itemprop="name author">x</b><i property="schema:datePublished">y</i>',
    )
    assert page.tree is not None

    marks = collect(page.tree)

    assert marks.metas == {"author": ["Ann Roe"], "og:title": ["Ten huts"]}
    assert marks.meta("og:title", "author") == [("og:title", "Ten huts"), ("author", "Ann Roe")]
    assert marks.links == [("canonical", "/x", "")]
    assert [prop for prop, _ in marks.props] == ["name", "author", "datepublished"]
    sizes = [len(x) for x in (marks.scripts, marks.titles, marks.headings, marks.subheadings, marks.times)]
    assert sizes == [1, 1, 1, 1, 1]
    assert len(marks.rel_authors) == 1
    assert (marks.base, marks.language) == ("https://example.org/", "en")


def test_classes_that_say_author_or_date():
    page = html_page(
        body='<p class="c-byline__author">a</p><p id="pubdate">b</p><p class="update">c</p>'
        '<p class="header-date">d</p>'
        '<p class="datepicker">e</p><p class="flex p-4">f</p>'
    )
    assert page.tree is not None

    marks = collect(page.tree)

    assert [page.tree.text(node) for node in marks.classed_authors()] == ["a"]
    assert [page.tree.text(node) for node in marks.classed_dates(0, 100)] == ["b", "c"]
    assert marks.classed_dates(0, 3) == []


def test_a_page_of_a_million_classes_takes_time_in_proportion():
    page = html_page(body="".join(f'<p class="author-{i} date">x</p>' for i in range(30_000)))
    assert page.tree is not None

    marks = collect(page.tree)

    assert len(marks.classed_authors()) == 30_000
    assert marks.classed_dates(0, 60_000) == []


def test_a_deep_page_is_climbed_once():
    page = html_page(body="<div>" * 400 + '<span class="author">Ann Roe</span>' + "</div>" * 400)
    scene = scene_of(page)

    assert all(scene.in_main_part(node) for node in scene.marks.classed_authors())
