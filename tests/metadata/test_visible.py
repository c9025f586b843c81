"""Byline and date lines, as the reader sees them."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, dump_page, found_in, html_page, metadata_of, source_page


@pytest.mark.parametrize(
    ("lines", "authors", "published", "modified"),
    [
        (["By Ann Roe", "March 3, 2024"], ("Ann Roe",), "2024-03-03", None),
        (["Ann Roe | March 3, 2024"], ("Ann Roe",), "2024-03-03", None),
        (["March 3, 2024 by Ann Roe"], ("Ann Roe",), "2024-03-03", None),
        (["Dec. 19, 2023 · Ann Roe on behalf of the hut group"], ("Ann Roe",), "2023-12-19", None),
        (["By", "Ann Roe"], ("Ann Roe",), None, None),
        (["Ann Roe", "March 3, 2024"], ("Ann Roe",), "2024-03-03", None),
        (["Published March 3, 2024", "Updated March 5, 2024"], (), "2024-03-03", "2024-03-05"),
        (["Last updated: March 5, 2024"], (), "2024-03-05", "2024-03-05"),
        (["Event starts March 5, 2024"], (), None, None),
        (["Written by:"], (), None, None),
        (
            ["<span>Ann Roe</span><span>Dec 5, 2023</span><span>2 shares</span>"],
            ("Ann Roe",),
            "2023-12-05",
            None,
        ),
    ],
)
def test_the_lines_below_the_headline(
    lines: list[str], authors: tuple[str, ...], published: str | None, modified: str | None
):
    body = (
        "<h1>Ten huts in the Alps</h1>" + "".join(f"<div>{line}</div>" for line in lines) + f"<p>{LONG}</p>"
    )

    found = metadata_of(html_page(body=body))

    assert (found.authors, found.published, found.modified) == (authors, published, modified)


def test_the_date_is_read_in_the_language_of_the_page():
    body = f"<h1>Der Fährmann</h1><p>Veröffentlicht am 4. März 2021</p><p>{LONG}</p>"

    assert metadata_of(html_page(body=body, lang="de")).published == "2021-03-04"


def test_a_list_of_dated_stories_has_no_date_of_its_own():
    stories = "".join(f"<div>A story</div><div>{day} March 2024</div>" for day in range(1, 8))

    assert metadata_of(html_page(body=f"<h1>News</h1>{stories}")).published is None


def test_a_labelled_date_at_the_foot_is_found():
    text = f"<p>{LONG}</p>" * 20

    assert (
        metadata_of(html_page(body=f"<h1>Ten huts</h1>{text}<p>Published: 3 March 2024</p>")).published
        == "2024-03-03"
    )


def test_what_is_hidden_is_not_read():
    body = f'<h1>Ten huts</h1><p hidden>By Ann Roe</p><p style="display:none">March 3, 2024</p><p>{LONG}</p>'

    found = metadata_of(html_page(body=body))

    assert (found.authors, found.published) == ((), None)


def test_the_candidate_says_where_it_was_read():
    page = html_page(body=f"<h1>Ten huts</h1><p>By Ann Roe | March 3, 2024 | 5 min read</p><p>{LONG}</p>")

    spans = {c.field: (c.block, c.span) for c in found_in(page) if c.source.startswith("visible")}

    assert spans["authors"] == (1, (0, 10))
    assert spans["published"] == (1, (13, 26))


def test_a_page_captured_before_the_date_does_not_have_it():
    source = f"<h1>Ten huts</h1><p>March 3, 2024</p><p>{LONG}</p>"

    assert metadata_of(source_page(source, captured_at="2023-01-01T00:00:00Z")).published is None


def test_the_day_is_the_one_that_the_reader_sees():
    head = '<meta property="article:published_time" content="2024-03-02T01:06:51+00:00">'
    shown = html_page(head, f"<h1>Ten huts</h1><p>March 1, 2024</p><p>{LONG}</p>")
    timed = html_page(head, f"<h1>Ten huts</h1><p>March 1, 2024 5:06 pm</p><p>{LONG}</p>")
    marked = html_page(
        head, f'<h1>Ten huts</h1><time datetime="2024-03-01T17:06:51-08:00">x</time><p>{LONG}</p>'
    )
    unlike = html_page(head, f"<h1>Ten huts</h1><p>February 2, 2024</p><p>{LONG}</p>")
    updated = html_page(head, f"<h1>Ten huts</h1><p>Updated April 2, 2024</p><p>{LONG}</p>")
    two = html_page(head, f"<h1>Ten huts</h1><p>February 2, 2024</p><p>March 9, 2024</p><p>{LONG}</p>")

    assert metadata_of(shown).published == "2024-03-01"
    assert metadata_of(timed).published == "2024-03-01T17:06:51-08:00"
    assert metadata_of(marked).published == "2024-03-01T17:06:51-08:00"
    assert metadata_of(unlike).published == "2024-02-02"  # systems date the record, editors the story
    assert metadata_of(updated).published == "2024-03-02T01:06:51+00:00"
    assert metadata_of(two).published == "2024-03-02T01:06:51+00:00"


def test_two_hundred_thousand_lines_take_time_in_proportion():
    lines = "\n\n".join("By Ann Roe, 3 March 2024 | " * 3 for _ in range(20_000))

    assert metadata_of(dump_page(lines)) is not None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        (f"3.2.2024 - {LONG}", "2024-02-03"),
        (f"(3.2.2024) {LONG}", "2024-02-03"),
        (f"{LONG} 3.2.2024 - {LONG}", None),
        (
            f"Dieser Artikel wurde am 3. Februar 2024 um 14:07 von Oda geschrieben. {LONG[:200]}",
            "2024-02-03T14:07",
        ),
        ("Geschrieben von Oda am 03.02.2024 22:30 (15 x gelesen)", "2024-02-03T22:30"),
        ("Sa 03.02.24 | 14:07 Uhr | Von Oda Lind", "2024-02-03"),
        ("Zuletzt aktualisiert am 03.02.2024 von Oda Lind", None),
        ("Kommentar von Oda am 03.02.2024 22:30", None),
    ],
)
def test_a_dateline_or_a_byline_far_from_any_headline(line: str, published: str | None):
    page = html_page(body=f"<p>{LONG}</p>" * 20 + f"<p>{line}</p>", lang="de")
    near = html_page("<title>Zehn Hütten</title>", f"<h1>Zehn Hütten</h1><p>{line}</p>", lang="de")

    assert metadata_of(near if LONG in line else page).published == published


@pytest.mark.parametrize(
    ("said", "published"),
    [
        (
            "This entry was posted on Saturday, February 3rd, 2024 at 2:07 pm and is filed under Huts.",
            "2024-02-03T14:07",
        ),
        (
            "This entry was posted in Huts and tagged ice, lakes, snow, wind on February 3, 2024 by Ann Roe.",
            "2024-02-03",
        ),
        ("This story was told to us on February 3, 2024, and has been told to each guest since then.", None),
    ],
)
def test_the_sentence_that_ends_a_post(said: str, published: str | None):
    rest = (
        "You can follow any responses to this entry through the feed, or leave a response of your own below."
    )
    page = html_page(body=f"<h1>Ten huts</h1>{f'<p>{LONG}</p>' * 9}<p>{said} {rest}</p>")

    assert metadata_of(page).published == published


def test_a_front_page_has_no_day_of_its_own():
    body = f"<h1>Ten huts</h1><p>March 3, 2024</p><p>{LONG}</p>"

    assert metadata_of(html_page(body=body, url="https://example.org/")).published is None
    assert metadata_of(html_page(body=body, url="https://example.org/?p=12")).published == "2024-03-03"


def test_a_label_above_a_date_makes_it_the_days():
    lines = "".join(f"<p>{LONG}</p>" for _ in range(3))
    page = html_page(body=f"<h1>Ten huts</h1>{lines}<h4>Published</h4><div>July 8, 2025</div>")

    assert metadata_of(page).published == "2025-07-08"


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (("July 8, 2025",), "2025-07-08"),
        (("Last updated: July 8, 2025",), "2025-07-08"),
        (("July 8, 2025", "July 9, 2025"), None),
        (("Tickets until July 8, 2025",), None),
        (("On July 8, 2025 all of the huts above the lake were open",), None),
    ],
)
def test_the_only_date_that_a_page_shows_is_its_own(lines: tuple[str, ...], published: str | None):
    below = "".join(f"<div>{line}</div>" for line in lines)
    page = html_page(body=f"<h1>Ten huts</h1>{f'<p>{LONG}</p>' * 20}{below}")

    assert metadata_of(page).published == published


def test_the_only_date_beside_a_thing_for_sale_is_a_reviews():
    head = '<meta property="og:type" content="product">'
    page = html_page(head, f"<h1>Ten huts</h1>{f'<p>{LONG}</p>' * 20}<div>July 8, 2025</div>")

    assert metadata_of(page).published is None


def test_a_shown_day_stands_above_a_meta_that_says_no_more_than_date():
    body = f"<p>March 1, 2024</p><h1>Ten huts</h1><p>{LONG}</p>"

    assert metadata_of(html_page('<meta name="date" content="2024-03-09">', body)).published == "2024-03-01"
    said = '<meta property="article:published_time" content="2024-03-09">'
    assert metadata_of(html_page(said, body)).published == "2024-03-09"


def test_a_headline_with_a_label_in_it_is_found_all_the_same():
    head = '<meta property="og:title" content="Ten huts above the lake">'
    heading = "<h1>Ten huts above the lake <small>(example.org)</small> <b>87</b></h1>"
    page = html_page(head, f"{heading}<p>Posted by Ann Roe on March 3, 2024</p><p>{LONG}</p>")

    assert metadata_of(page).authors == ("Ann Roe",)


@pytest.mark.parametrize(
    ("title", "block", "headline"),
    [
        ("Ten huts above the lake-Alpine Walks", "div", "Ten huts above the lake"),
        ("山中十座小屋今年夏天重新开放-青川网", "td", "山中十座小屋今年夏天重新开放"),
        ("山中十座小屋今年夏天重新开放 青川办事处", "div", "山中十座小屋今年夏天重新开放"),
        ("Ten huts above the lake on Steep", "div", "Ten huts above the lake on Steep"),
        ("Ten huts above the lake-and what it costs to sleep in one", "div", None),
        ("Walks-Alpine", "div", None),
    ],
)
def test_without_a_heading_the_block_that_begins_the_title_is_the_headline(
    title: str, block: str, headline: str | None
):
    text = headline or title.partition("-")[0]
    below = "<div>发布时间：2024-03-01 作者：宋晓岚</div>"
    page = html_page(f"<title>{title}</title>", f"<{block}>{text}</{block}>{below}<p>{LONG}</p>", url=None)

    assert metadata_of(page).title == (headline or title)


def test_a_link_that_begins_the_title_is_no_headline():
    title = "Ten huts above the lake-Alpine Walks"
    page = html_page(f"<title>{title}</title>", f'<a href="/">{title[:23]}</a><p>{LONG}</p>', url=None)

    assert metadata_of(page).title == title


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<ul><li>Hut Life</li><li>Weather</li></ul>", "<p>Hut Life 3 March 2024</p>"),
        ("<ul><li>Hut Life</li><li>Weather</li></ul>", "<p>Hut Life</p><p>3 March 2024</p>"),
        ("", "<h2>Hut Life</h2><p>3 March 2024</p>"),
        ("", "<p>3 March 2024</p><div><button>Save Story</button></div>"),
        ("", "<p>3 March 2024</p><p>Reading Time: 4 minutes</p>"),
        ("", "<p>Ten Huts 3 March 2024</p>"),
        ("", "<p>— Ann Roe, Hut School, 3 March 2024</p>"),
    ],
)
def test_what_stands_beside_a_date_and_names_nobody(above: str, below: str):
    page = html_page(body=f"{above}<h1>Life in Ten Huts</h1>{below}<p>{LONG}</p><p>{LONG}</p>")

    assert metadata_of(page).authors == ()


def test_a_name_alone_in_its_block_beside_the_date():
    page = html_page(body=f"<h1>Life in ten huts</h1><p>Ann Roe</p><p>3 March 2024</p><p>{LONG}</p>")

    assert metadata_of(page).authors == ("Ann Roe",)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.quay-example.co.uk/a">',
        '<meta property="og:url" content="https://www.quay-example.com.au/a">',
        '<base href="https://www.quay-example.in/">',
        '<meta property="og:locale" content="en_GB">',
    ],
)
def test_a_page_without_an_address_says_itself_whether_the_day_comes_first(head: str):
    body = f"<h1>Ten huts</h1><p>Published 03/04/2024</p><p>{LONG}</p>"

    assert metadata_of(html_page(head, body, url=None)).published == "2024-04-03"
    assert metadata_of(html_page("", body, url=None)).published == "2024-03-04"


def test_the_address_of_the_page_says_more_than_what_it_calls_itself():
    head = '<link rel="canonical" href="https://www.quay-example.co.uk/a">'
    body = f"<h1>Ten huts</h1><p>Published 03/04/2024</p><p>{LONG}</p>"

    assert metadata_of(html_page(head, body)).published == "2024-03-04"
