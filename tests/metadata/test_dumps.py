"""Text dumps: a line says what it is by its length, its place and its echoes."""

from __future__ import annotations

from tests.metadata.making import LONG, dump_page, found_in, html_page, metadata_of


def test_the_first_line_like_a_headline_is_the_title():
    page = dump_page(
        f"Share this article\n\nTen huts that nobody finds\n\n{LONG}\n\n{LONG}\n\nShare this article\n"
    )

    assert metadata_of(page).title == "Ten huts that nobody finds"


def test_a_line_said_again_is_the_title():
    page = dump_page(
        "Menu of the day\n\nTen huts that nobody finds\n\nideas\n\nTen huts that nobody finds\n\n"
        f"{LONG}\n\n{LONG}"
    )

    found = metadata_of(page)

    assert (found.title, found.chosen["title"].source) == (
        "Ten huts that nobody finds",
        "visible:repeated-line",
    )


def test_a_dump_that_begins_with_a_paragraph_has_no_title():
    assert metadata_of(dump_page(f"{LONG}\n\n{LONG}\n")).title is None


def test_a_headline_without_spaces():
    assert (
        metadata_of(dump_page("钟楼上的裁缝今天不开门\n\n" + "他说他明天再来。" * 80)).title
        == "钟楼上的裁缝今天不开门"
    )


def test_the_masthead_names_the_site_and_its_date_is_todays():
    page = dump_page(
        "Marsh Observer\n\nTruth above water\nTuesday, Mar 4, 2025\n\nEel found to have read the meter\n\n"
        f"{LONG}\n\n{LONG}"
    )

    found = metadata_of(page)

    assert (found.title, found.site_name) == ("Eel found to have read the meter", "Marsh Observer")
    assert found.published is None


def test_a_first_line_that_comes_again_names_the_site():
    page = dump_page(
        f"Marsh Observer\n\nEel found to have read the meter\n\n{LONG}\n\n{LONG}\n\n"
        "Marsh Observer\n0:00\nClose\n"
    )

    assert metadata_of(page).site_name == "Marsh Observer"


def test_a_date_below_the_headline_is_the_articles():
    page = dump_page(f"Eel found to have read the meter\n\nBy Ann Roe | March 3, 2024\n\n{LONG}\n\n{LONG}")

    found = metadata_of(page)

    assert (found.authors, found.published) == (("Ann Roe",), "2024-03-03")


def test_a_labelled_date_above_the_headline_is_the_articles_too():
    page = dump_page(f"Published on March 3, 2024\n\nEel found to have read the meter\n\n{LONG}\n\n{LONG}")

    assert metadata_of(page).published == "2024-03-03"


def test_a_byline_in_brackets_is_a_span_of_its_paragraph():
    text = f"【By Example News Network, Xu Lan】{LONG}"

    (byline,) = [c for c in found_in(dump_page(f"{text}\n\n{LONG}")) if c.field == "authors"]

    assert byline.value == ("Xu Lan",)
    assert byline.span is not None
    assert text[slice(*byline.span)] == "【By Example News Network, Xu Lan】"


def test_brackets_that_hold_no_byline():
    assert metadata_of(dump_page(f"[Update, 3 March] {LONG}\n\n(Photo: Ann Roe) {LONG}")).authors == ()


def test_a_credit_line_at_the_end_names_the_author():
    page = dump_page(
        f"Ten huts that nobody finds\n\n{LONG}\n\n{LONG}\n\nReport aggregated by Ann Roe in Saltby\n"
    )

    assert metadata_of(page).authors == ("Ann Roe",)


def test_a_bio_behind_the_first_name_names_the_author():
    bio = 'Ann Roe is a keen and patient journalist with "Hut News", who covers paths.'
    page = dump_page(
        f"Ten huts that nobody finds\n\n{LONG}\n\n{LONG}\n\nShare:\n\nAnn\n\n{bio}\n\nRelated Posts\n"
    )

    assert metadata_of(page).authors == ("Ann Roe",)


def test_people_in_the_story_are_not_its_authors():
    page = dump_page(
        f"Ten huts\n\n{LONG}\n\nBo Ek is a writer who lives in the third hut.\n\n" + f"{LONG}\n\n" * 4
    )

    assert metadata_of(page).authors == ()


def test_an_empty_label_names_nobody():
    page = dump_page(
        f"Ten huts that nobody finds\n\n{LONG}\n\nWritten by:\n\nShare this article\n\nFurther Reading\n"
    )

    assert metadata_of(page).authors == ()


def test_the_link_to_the_original_is_the_source():
    link = "Original: https://example.com/article/7/"

    assert metadata_of(dump_page(f"{LONG}\n\n{link}\n")).source_url == "https://example.com/article/7/"
    assert (
        metadata_of(html_page(body=f"<p>{LONG}</p><p>{link}</p>")).source_url
        == "https://example.com/article/7/"
    )
    assert metadata_of(dump_page(f"{LONG}\n\nSee also https://example.com/b/\n")).source_url is None


def test_a_posting_with_its_headers():
    page = dump_page(
        "Newsgroups: rec.ladders\nFrom: Wilfred Tarn <wilfred@lists.example.org>\nSubject: Re: Which rung\n"
        f"Date: Mon, 11 Aug 1997 22:14:03 +0100\n\n{LONG}\n"
    )

    found = metadata_of(page)

    assert (found.title, found.authors) == ("Which rung", ("Wilfred Tarn",))
    assert found.published == "1997-08-11T22:14:03+01:00"


def test_an_empty_dump():
    assert metadata_of(dump_page("")).title is None
    assert found_in(dump_page("\n\n")) == []
