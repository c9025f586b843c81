"""Places that are marked as the author's or the date's."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, html_page, metadata_of

HEADLINE = "<h1>Ten huts in the Alps</h1>"


@pytest.mark.parametrize(
    ("markup", "authors"),
    [
        ('<span itemprop="author">Ann Roe</span>', ("Ann Roe",)),
        (
            '<span itemprop="author" itemscope><a href="/a"><b itemprop="name">Ann Roe</b></a> writes</span>',
            ("Ann Roe",),
        ),
        ('<span itemprop="author" content="Ann Roe"></span>', ("Ann Roe",)),
        ('<a rel="author" href="/ann">Ann Roe</a>', ("Ann Roe",)),
        ('<a class="author-link" href="/ann">Ann Roe</a>', ("Ann Roe",)),
        (
            '<div class="byline"><span class="author">Ann Roe</span><span class="author">Bo Ek</span></div>',
            ("Ann Roe", "Bo Ek"),
        ),
        ('<span class="author vcard">nettle</span>', ("nettle",)),
        ('<p class="firma">Por Remedios Calle</p>', ("Remedios Calle",)),
        ('<span class="author">Photo: Getty Images</span>', ()),
        (f'<div class="author">{LONG}</div>', ()),
        ('<span class="author">Read more</span>', ()),
    ],
)  # fmt: skip
def test_who_wrote_it(markup: str, authors: tuple[str, ...]):
    assert metadata_of(html_page(body=f"{HEADLINE}{markup}<p>{LONG}</p>")).authors == authors


@pytest.mark.parametrize(
    "around",
    [
        '<aside><a rel="author">Bo Ek</a></aside>',
        '<div class="related-stories"><span itemprop="author">Bo Ek</span></div>',
        '<div id="comments"><b itemprop="author">Bo Ek</b><time datetime="2020-01-01">then</time></div>',
        '<footer><span class="author">Bo Ek</span></footer>',
        '<blockquote class="post">A post by Bo Ek <time datetime="2020-01-01">then</time></blockquote>',
        '<p class="promo-box">Seen at <time datetime="2020-01-01">then</time></p>',
    ],
)
def test_what_stands_around_the_article_names_others(around: str):
    text = f"<p>{LONG}</p>" * 60
    found = metadata_of(html_page(body=f"<article>{HEADLINE}{text}</article>{around}"))

    assert found.authors == ()
    assert found.published is None


@pytest.mark.parametrize(
    ("links", "authors"),
    [
        ('<a href="/authors/ann-roe/">Ann Roe</a>', ("Ann Roe",)),
        ('<a href="/about/editors/team/ann-roe">Ann Roe</a>', ("Ann Roe",)),
        ('<a href="/author/annroe">Ann Roe</a> and <a href="/author/bo-ek">Bo Ek</a>', ("Ann Roe", "Bo Ek")),
        (
            '<a href="/author/jo%C3%A3o-sa">João Sá</a> on ice, snow <a href="/author/bo-ek">Bo Ek</a>',
            ("João Sá",),
        ),
        ('<a href="/authors/">Our Authors</a> <a href="/author/all">Ann Roe</a>', ()),
        ('<a href="/people/ann-roe">Ann Roe</a>', ()),  # whom the text is about
        ('<aside><a href="/author/ann-roe">Ann Roe</a></aside>', ()),
    ],
)
def test_a_link_to_the_page_of_an_author_names_one(links: str, authors: tuple[str, ...]):
    page = html_page(
        body=f"<h1>Ten huts</h1><p>{LONG}</p><div><b>{links}</b> sat by the lake for years</div>"
    )

    assert metadata_of(page).authors == authors


def test_a_wrapper_of_the_headline_is_no_surrounding():
    page = html_page(body=f'<div class="has-sidebar">{HEADLINE}<a rel="author">Ann Roe</a></div>')

    assert metadata_of(page).authors == ("Ann Roe",)


def test_a_node_that_drupal_promotes_to_the_front_page_is_the_article():
    times = '<time datetime="2024-03-01">x</time>'
    page = html_page(body=f'{HEADLINE}<div class="node node--promoted">{times}<p>{LONG}</p></div>')

    assert metadata_of(page).published == "2024-03-01"


def test_the_day_of_a_review_is_not_that_of_what_it_is_about():
    date = '<meta itemprop="datePublished" content="2024-03-01">'
    review = f'<div itemscope itemtype="https://schema.org/Review">{date}</div>'
    page = html_page(body=f'<div itemscope itemtype="https://schema.org/Book">{HEADLINE}{review}</div>')

    assert metadata_of(page).published is None
    assert metadata_of(html_page(body=HEADLINE + review)).published == "2024-03-01"


def test_in_a_thread_the_first_to_write_is_the_author():
    post = '<div itemscope><span itemprop="author" itemscope><b itemprop="name">{}</b></span><p>{}</p></div>'
    page = html_page(body=HEADLINE + post.format("nettle", LONG) + post.format("Old Hinge", LONG))

    assert metadata_of(page).authors == ("nettle",)


@pytest.mark.parametrize(
    ("markup", "published", "modified"),
    [
        ('<time datetime="2024-03-01T10:20:00Z">March 1</time>', "2024-03-01T10:20:00+00:00", None),
        ("<time>March 1, 2024</time>", "2024-03-01", None),
        # All that the reader is told of a day is better than none.
        ('<time class="updated" datetime="2024-03-02">x</time>', "2024-03-02", "2024-03-02"),
        ('Updated: <time datetime="2024-03-02">x</time>', "2024-03-02", "2024-03-02"),
        (
            '<time datetime="2024-03-01">x</time> <time class="modified" datetime="2024-03-02">y</time>',
            "2024-03-01",
            "2024-03-02",
        ),
        ('<span itemprop="datePublished" content="2024-03-01">x</span>', "2024-03-01", None),
        ('<span itemprop="dateModified">Updated 2024-03-02</span>', "2024-03-02", "2024-03-02"),
        ('<meta itemprop="dateModified" content="2024-03-02">', None, "2024-03-02"),
        ('<meta itemprop="dateUpdate" content="2024-03-02 10:11:12">', None, "2024-03-02T10:11:12"),
        ('<span property="schema:datePublished" content="2024-03-01">x</span>', "2024-03-01", None),
        ('<span class="post-date">March 1, 2024</span>', "2024-03-01", None),
        ('<span class="post-date">some day</span>', None, None),
        ('<time>tomorrow</time>', None, None),
        ('<relative-time datetime="2024-03-01T10:20">3 hours ago</relative-time>', "2024-03-01T10:20", None),
        ('<x-timestamp data-timestamp="1709288400000"></x-timestamp>', "2024-03-01T10:20:00+00:00", None),
    ],
)  # fmt: skip
def test_when_it_was_published_and_changed(markup: str, published: str | None, modified: str | None):
    found = metadata_of(html_page(body=f"{HEADLINE}<div>{markup}</div><p>{LONG}</p>"))

    assert (found.published, found.modified) == (published, modified)


def test_how_long_ago_is_an_abbreviation_of_when():
    """The datetime pattern of microformats."""
    body = f'<h1>Ten huts</h1><p>Ann Roe, <abbr title="2024-03-01T10:20Z">an hour ago</abbr></p><p>{LONG}</p>'

    assert metadata_of(html_page(body=body)).published == "2024-03-01T10:20+00:00"
    assert metadata_of(html_page(body=body.replace("2024-03", "Our"))).published is None


def test_a_time_that_shows_no_day_does_not_stand_above_the_declared_one():
    declared = '<meta property="article:published_time" content="2024-03-01T17:29">'
    clock = html_page(declared, f'{HEADLINE}<time datetime="2024-03-02T11:46">11:46</time><p>{LONG}</p>')
    day = html_page(declared, f'{HEADLINE}<time datetime="2024-03-02">March 2, 2024</time><p>{LONG}</p>')

    assert metadata_of(clock).published == "2024-03-01T17:29"
    assert metadata_of(day).published == "2024-03-02"


def test_a_marked_headline_is_a_title():
    page = html_page(body='<div itemprop="headline">Ten huts in the Alps</div>')

    assert metadata_of(page).title == "Ten huts in the Alps"


def test_the_mastheads_date_of_today_is_not_the_articles():
    page = html_page(
        body=f'<div><span class="fecha_hoy">9 January 2017</span></div>{HEADLINE}'
        f"<p>By Ann Roe, 14 November 2012</p><p>{LONG}</p>"
    )

    assert metadata_of(page).published == "2012-11-14"


def test_links_marked_as_tags_are_the_tags():
    body = """<article><h1>Ten huts</h1><p>The path climbs.</p>
        <a rel="tag" href="/t/alps">#Alps</a> <a rel="tag" href="/t/huts">Huts</a>
        <a rel="tag" href="/t/huts">huts</a>
        <a rel="category tag" href="/c/hiking">Hiking</a></article>
        <aside><a rel="tag" href="/t/sea">Sea</a></aside>"""

    assert metadata_of(html_page(body=body)).tags == ("Alps", "Huts")


def test_the_sites_own_name_is_no_tag():
    head = """<meta property="og:site_name" content="The Example">
        <meta name="keywords" content="The Example, Home, Alps">"""

    assert metadata_of(html_page(head)).tags == ("Alps",)


@pytest.mark.parametrize(
    "others",
    [
        '<div id="comments"><b class="author">Bob Loud</b></div>',
        '<div class="comentarios"><b class="author">Bob Loud</b></div>',
        '<div class="leserkommentare"><b class="author">Bob Loud</b></div>',
        '<div class="binh-luan"><b class="author">Bob Loud</b></div>',
        '<div class="tin_lien_quan"><b class="author">Bob Loud</b></div>',
        '<section class="testimonials"><b class="testimonial-author">Bob Loud</b></section>',
        '<blockquote>Slow is smooth. <cite class="author">Bob Loud</cite></blockquote>',
        '<div class="pullquote"><p class="quote-author">Bob Loud</p></div>',
        '<div><article><h4>Nine lakes</h4><b class="author">Bob Loud</b></article></div>',
        '<div><article itemscope><meta itemprop="author" content="Bob Loud"></article></div>',
        '<div itemprop="image" itemscope><b itemprop="author">Bob Loud</b></div>',
        '<div itemprop="itemReviewed" itemscope><meta itemprop="author" content="Bob Loud"></div>',
    ],
)
def test_other_people_are_no_authors_however_near_they_stand(others: str):
    page = html_page(body=f"<article>{HEADLINE}<p>{LONG}</p></article>{others}<p>{LONG}</p>")

    assert metadata_of(page).authors == ()


def test_the_author_of_what_is_reviewed_did_not_review_it():
    book = '<div itemprop="itemReviewed" itemscope><b itemprop="author">Ned Scribe</b></div>'
    by = '<b itemprop="author">Ann Roe</b>'
    page = html_page(body=f"<article itemscope>{HEADLINE}{book}{by}<p>{LONG}</p></article>")

    assert metadata_of(page).authors == ("Ann Roe",)


def test_a_widget_right_below_the_headline_holds_the_byline():
    page = html_page(body=f'{HEADLINE}<div class="widget"><b class="author">Ann Roe</b></div><p>{LONG}</p>')

    assert metadata_of(page).authors == ("Ann Roe",)


_TAGS = '<a rel="tag" href="/t/alps">Alps</a>, <a rel="tag" href="/t/huts">Huts</a>'


@pytest.mark.parametrize(
    "end",
    [
        f"<footer>{_TAGS}</footer>",
        f'<footer class="entry-footer"><span class="tags-links">{_TAGS}</span></footer>',
        f'<div class="post-footer">{_TAGS}</div>',
        '<div class="tags">Tags: <a href="/tag/alps">Alps</a> <a href="/tag/huts/">#Huts</a></div>',
    ],
)
def test_the_tags_stand_at_the_end_of_the_article(end: str):
    page = html_page(body=f"<article>{HEADLINE}<p>{LONG}</p>{end}</article>")

    assert metadata_of(page).tags == ("Alps", "Huts")


@pytest.mark.parametrize(
    "around",
    [
        f"<footer>{_TAGS}</footer>",
        f'<div class="sidebar"><div class="tags">{_TAGS}</div></div>',
        f"<article><h2>An old boat</h2><footer>{_TAGS}</footer></article>",
        '<div class="tags"><a href="/about">About</a></div>',
        f"<div class='tags'>{''.join(f'<a href=/tag/{i}>Tag {i}</a>' for i in range(40))}</div>",
    ],
)
def test_the_tags_of_the_site_and_of_others_are_not_the_pages(around: str):
    page = html_page(body=f"<article>{HEADLINE}<p>{LONG}</p></article>{around}")

    assert metadata_of(page).tags == ()


_LICENSE = "https://creativecommons.example/by/4.0/"
_LINK = f'<a rel="license" href="{_LICENSE}">CC BY</a>'


@pytest.mark.parametrize(
    ("body", "license_"),
    [
        (f"<p>Text: {_LINK}</p>", _LICENSE),
        (f"<footer>{_LINK}</footer>", _LICENSE),
        (f'<div id="footer"><p>{_LINK}</p></div>', _LICENSE),
        (f"<figure><img src='/a.jpg'><figcaption>Photo: Cid Poe, {_LINK}</figcaption></figure>", None),
        (f'<p class="photo-credit">Cid Poe, {_LINK}</p>', None),
        (f"<p>{_LINK}</p><p>{_LINK.replace('by', 'nc')}</p>", None),
        (f'<aside class="related">{_LINK}</aside>', None),
    ],
)
def test_the_license_is_the_link_that_says_so(body: str, license_: str | None):
    assert metadata_of(html_page(body=f"{HEADLINE}<p>{LONG}</p>{body}")).license == license_
