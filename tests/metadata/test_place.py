"""Where a date is the page's own, and where it is one that the page tells of."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, html_page, metadata_of, source_page

DECLARED = '<meta property="article:published_time" content="2024-03-03T08:00:00+00:00">'
HEADLINE = "<h1>The ferry that would not hurry</h1>"
MENU = "<nav>" + "".join(f'<a href="/{n}">Part {n}</a>' for n in range(5)) + "</nav>"
ARTICLE = f"<p>{LONG}</p>" * 4
COMMENT = "<div><b>Bob Loud</b> <span>{}</span><p>I take this boat every day.</p></div>"


@pytest.mark.parametrize(
    "below",
    [
        "<figure><img src='/x.jpg'><figcaption>12 May 2019</figcaption></figure>",
        "<p class='wp-caption-text'>The boat in the harbour, 12 May 2019</p>",
        "<p>On 12 May 2019 the ferry made her first trip.</p>",
        "<p>The public meeting takes place on 12 May 2024 in the school.</p>",
        "<ul><li>First trip: 12 May 2019</li></ul>",
        "<table><tr><th>Launched</th><td>12 May 2019</td></tr></table>",
        "<div><span>Sunday, 12 May 2024</span><span>School hall</span></div>",
        "<p>Slow Boats by Ned Scribe, Harbour Press, 12 May 2019</p>",
        "<h2>12 May 2019</h2>",
    ],
)
def test_a_day_that_the_page_tells_of_is_not_the_day_of_the_page(below: str):
    page = html_page(DECLARED, HEADLINE + below + ARTICLE)

    assert metadata_of(page).published == "2024-03-03T08:00:00+00:00"


@pytest.mark.parametrize(
    "below",
    [
        "<figure><img src='/x.jpg'><figcaption>12 May 2019</figcaption></figure>",
        "<p>On 12 May 2019 the ferry made her first trip.</p>",
        "<table><tr><th>Launched</th><td>12 May 2019</td></tr></table>",
        "<h2>12 May 2019</h2>",
    ],
)
def test_nor_is_it_where_the_page_declares_none(below: str):
    assert metadata_of(html_page(body=HEADLINE + below + ARTICLE)).published is None


@pytest.mark.parametrize(
    "below",
    [
        "<p>By Ann Roe | 12 March 2024 | 5 min read</p>",
        "<ul><li>Ann Roe</li><li>12 March 2024</li></ul>",
        "<h4>March 12, 2024</h4>",
        "<div>Senior Editor, The Quay Mar 12, 2024 3:30 am PST</div>",
        "<p>by nettle » 12 March 2024, 06:12</p>",
    ],
)
def test_a_day_in_the_byline_is_the_day_of_the_page(below: str):
    published = metadata_of(html_page(DECLARED, HEADLINE + below + ARTICLE)).published

    assert published is not None
    assert published.startswith("2024-03-12")


@pytest.mark.parametrize("day", ["9 March 2024", '<time datetime="2024-03-09">9 March 2024</time>'])
def test_a_day_behind_the_article_is_a_comments(day: str):
    page = html_page(DECLARED, HEADLINE + ARTICLE + COMMENT.format(day))

    assert metadata_of(page).published == "2024-03-03T08:00:00+00:00"


@pytest.mark.parametrize("day", ["<div>{}</div>", '<time datetime="2026-11-21">{}</time>'])
def test_a_day_above_the_menu_is_the_mastheads(day: str):
    masthead = day.format("21 November 2026") + MENU
    declared = html_page('<meta name="date" content="2024-03-03">', masthead + HEADLINE + ARTICLE)
    own = "<p>By Ann Roe <time datetime='2024-03-02'>March 2, 2024</time></p>"

    assert metadata_of(declared).published == "2024-03-03"
    assert metadata_of(html_page(body=masthead + HEADLINE + ARTICLE)).published is None
    assert metadata_of(html_page(body=masthead + HEADLINE + own + ARTICLE)).published == "2024-03-02"
    trail = '<nav><a href="/">Home</a></nav>'
    above = html_page(body="<div>March 2, 2024</div>" + trail + HEADLINE + ARTICLE)
    assert metadata_of(above).published == "2024-03-02"


def test_a_shown_day_behind_the_last_declared_change_is_another_ones():
    changed = DECLARED + '<meta property="article:modified_time" content="2024-03-04T08:00:00+00:00">'
    body = f"{HEADLINE}<p>12 March 2024</p>{ARTICLE}"

    assert metadata_of(html_page(changed, body)).published == "2024-03-03T08:00:00+00:00"
    assert metadata_of(html_page(DECLARED, body)).published == "2024-03-12"


@pytest.mark.parametrize(
    "above", ["<div>November 21, 2026</div>", '<time datetime="2026-11-21">today</time>']
)
def test_the_day_of_the_capture_above_the_headline_is_the_mastheads(above: str):
    source = f"<html><body>{above}{HEADLINE}{ARTICLE}</body></html>"

    assert metadata_of(source_page(source, captured_at="2026-11-21T09:00:00Z")).published is None
    assert metadata_of(source_page(source, captured_at="2026-12-21T09:00:00Z")).published == "2026-11-21"


def test_a_time_that_says_it_is_todays_is_not_the_pages():
    today = '<time class="current-date" datetime="2026-11-21">x</time>'
    own = '<time datetime="2024-03-02">March 2, 2024</time>'

    assert metadata_of(html_page(body=today + HEADLINE + own + ARTICLE)).published == "2024-03-02"
    assert metadata_of(html_page(body=today + HEADLINE + ARTICLE)).published is None
