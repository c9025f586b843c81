"""Items of microdata inside and beside the article's."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, html_page, metadata_of

_ARTICLE = 'itemscope itemtype="https://schema.org/NewsArticle"'
_OWN = (
    '<h1 itemprop="headline">Ten huts in the Alps</h1>'
    '<p>By <b itemprop="author" itemscope itemtype="https://schema.org/Person">'
    '<i itemprop="name">Ann Roe</i></b> '
    '<time itemprop="datePublished" datetime="2024-03-01">1 March 2024</time></p>'
)
_BARE = "<h1>Ten huts in the Alps</h1>"
_TEASER = (
    f'<div {_ARTICLE}><a itemprop="headline" href="/1">An old boat</a><span itemprop="author">Bo Ek</span>'
    '<meta itemprop="datePublished" content="2019-05-05"><meta itemprop="author" content="Bo Ek"></div>'
)
_REVIEW = (
    '<div itemscope itemtype="https://schema.org/Review"><span itemprop="name">Fine</span>'
    '<span itemprop="author">Bo Ek</span><meta itemprop="datePublished" content="2019-05-05"></div>'
)


@pytest.mark.parametrize("other", [_TEASER, _REVIEW, _REVIEW.replace("<div ", '<div itemprop="review" ')])
@pytest.mark.parametrize(
    "page",
    [
        "<div {article}>{own}{other}<p>{long}</p></div>",
        "<div {article}>{own}<p>{long}</p></div>{other}",
        "{other}<div {article}>{own}<p>{long}</p></div>",
    ],
)
def test_what_another_item_says_is_not_said_of_the_page(page: str, other: str):
    own = metadata_of(html_page(body=page.format(article=_ARTICLE, own=_OWN, other=other, long=LONG)))
    bare = metadata_of(html_page(body=page.format(article=_ARTICLE, own=_BARE, other=other, long=LONG)))

    assert (own.title, own.authors, own.published) == ("Ten huts in the Alps", ("Ann Roe",), "2024-03-01")
    assert (bare.title, bare.authors, bare.published) == ("Ten huts in the Alps", (), None)


def test_one_article_in_two_items_has_the_author_of_both():
    body = f'<div {_ARTICLE}>{_BARE}</div><div {_ARTICLE}><b itemprop="author">Ann Roe</b><p>{LONG}</p></div>'

    assert metadata_of(html_page(body=body)).authors == ("Ann Roe",)


def test_a_page_that_is_a_review_has_its_reviewer():
    body = (
        f'<div itemscope itemtype="https://schema.org/Review">{_BARE}<b itemprop="author">Ann Roe</b>'
        '<i itemprop="itemReviewed" itemscope itemtype="https://schema.org/Book">'
        '<i itemprop="author">Bo Ek</i></i>'
        f"<p>{LONG}</p></div>"
    )

    assert metadata_of(html_page(body=body)).authors == ("Ann Roe",)


def test_the_reply_in_a_thread_is_not_the_question():
    body = (
        '<div itemscope itemtype="https://schema.org/QAPage"><div itemprop="mainEntity" itemscope '
        f'itemtype="https://schema.org/Question">{_BARE}<b itemprop="author">Ann Roe</b><p>{LONG}</p></div>'
        '<div itemscope itemtype="https://schema.org/Answer"><b itemprop="author">Bo Ek</b></div></div>'
    )

    assert metadata_of(html_page(body=body)).authors == ("Ann Roe",)
