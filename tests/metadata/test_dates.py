"""Dates as exact as the page is, and nothing that is none."""

from __future__ import annotations

import pytest

from cleaner.metadata import dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-3-1", "2024-03-01"),
        ("2024-03-01T10:20:00+01:00", "2024-03-01T10:20:00+01:00"),
        ("2024-03-01T10:20:00+0100", "2024-03-01T10:20:00+01:00"),
        ("2024-03-01 10:20", "2024-03-01T10:20"),
        ("2024-03-01T10:20:30.123Z", "2024-03-01T10:20:30+00:00"),
        ("2024-03-01T10:20:00", "2024-03-01T10:20:00"),
        ("2024-03-01T99:20:00", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("20240301T102000Z", "2024-03-01T10:20:00+00:00"),
        ("20240301T102000", "2024-03-01T10:20:00"),
        ("1709280000", "2024-03-01T08:00:00+00:00"),
        ("1709280000000", "2024-03-01T08:00:00+00:00"),
        ("Tue, 05 Nov 2024 10:20:00 GMT", "2024-11-05T10:20:00+00:00"),
        ("Tue Nov 05 2024 10:20:00 GMT+0100 (Central European Time)", "2024-11-05T10:20:00+01:00"),
        ("March 3, 2024 10:20 am EST", "2024-03-03T10:20-05:00"),
        ("March 3, 2024 10:20 am XYZ", "2024-03-03T10:20"),
        ("March 3, 2024", "2024-03-03"),
        ("3rd of March 2024", "2024-03-03"),
        ("Published on 3 March 2024", "2024-03-03"),
        ("٢٠٢٤-٠٣-٠١", "2024-03-01"),
    ],
)
def test_a_declared_date_becomes_iso_with_no_more_than_it_says(written: str, iso: str):
    assert dates.parse(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "", "2024", "March 2024", "today", "3 hours ago", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z",
        "2024-02-31",
        "2024-13-01", "99999999", "20241399", "Q3 2024 results", "March 99, 2024", "x" * 500, "2024-03-011",
        "Mai 2024 und", "March 3, 2024 25:99", "\x00\x00\x00\x00\x00\x00\x00",
    ],
)  # fmt: skip
def test_what_is_no_whole_plausible_date_is_refused(written: str):
    found = dates.parse(written)

    assert found is None or found.startswith("2024-03-03")


def test_the_future_is_refused_but_for_a_day_of_zones():
    assert dates.parse("2024-03-03", latest="2024-03-01T12:00:00Z") == "2024-03-03"
    assert dates.parse("2024-03-09", latest="2024-03-01T12:00:00Z") is None
    assert dates.parse("2999-03-09") is None


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("Mittwoch, 3. März 2024, 14:30 Uhr", "de", "2024-03-03T14:30"),
        ("18-03-08 23:16", "zh-CN", "2018-03-08T23:16"),
        ("18-03-08", "de", "2008-03-18"),
        ("le 3 mars 2024 à 10h20", "fr-FR", "2024-03-03T10:20"),
        ("1er mars 2024", "fr", "2024-03-01"),
        ("12 de marzo de 2024", "es", "2024-03-12"),
        ("3 marca 2024", "pl", "2024-03-03"),
        ("5 ноября 2024", "ru", "2024-11-05"),
        ("2024年3月1日 18:05", "zh-CN", "2024-03-01T18:05"),
        ("2024년 3월 1일", "ko", "2024-03-01"),
        ("3. März 2024", "en", "2024-03-03"),
        ("3. März 2024", None, "2024-03-03"),
        ("3. März 2024", "klingon", "2024-03-03"),
        ("3 set 2024", "en", None),
        ("03.04.24 18:00", "de", "2024-04-03T18:00"),
        ("3/4/2024", "en-US", "2024-03-04"),
        ("3/4/2024", "en", "2024-03-04"),
        ("3/4/2024", "en-GB", "2024-04-03"),
        ("3/4/2024", "fr", "2024-04-03"),
        ("25/4/2024", "en-US", "2024-04-25"),
        ("Nov. 5th, 2024 at 1:05 p.m. EST", "en", "2024-11-05T13:05-05:00"),
        ("5-Nov-2024", "en", "2024-11-05"),
        ("March 3, 2024 12:05 am", "en", "2024-03-03T00:05"),
        ("published2024-03-01", "en", "2024-03-01"),
        ("chapter 3 of 2024", "en", None),
        ("13:05 may be 2024", "en", None),
        ("31.02.2024", "de", None),
        ("1. 3. 2024", "cs", "2024-03-01"),
        ("2024. 3. 1. 10:20", "ko", "2024-03-01T10:20"),
        ("2024. március 1. 10:20", "hu", "2024-03-01T10:20"),
        ("2024 March 3", "en", "2024-03-03"),
        ("Mar.3, 2024", "en", "2024-03-03"),
        ("Mar 3,2024", "en", "2024-03-03"),
        ("3-Mar-24", "en", "2024-03-03"),
        ("3 Mar '24", "en", "2024-03-03"),
        ("24-Mar-03", "en", "2003-03-24"),
        ("1° marzo 2024", "it", "2024-03-01"),
        ("1.º de março de 2024", "pt", "2024-03-01"),
        ("ngày 1 tháng 3 năm 2024", "vi", "2024-03-01"),
        ("1 मार्च 2024", "hi", "2024-03-01"),
        ("1 มีนาคม 2024", "th", "2024-03-01"),
        ("১ মার্চ ২০২৪", "bn", "2024-03-01"),
        ("١ مارس ٢٠٢٤", "ar", "2024-03-01"),
        ("1 آذار 2024", "ar", "2024-03-01"),
        ("２０２４年３月１日", "ja", "2024-03-01"),
        ("۱۱ اسفند ۱۴۰۲", "fa", None),
        ("Tue Mar 17 21:04:11 UTC 2015", None, "2015-03-17T21:04:11+00:00"),
        ("Sent: Thu Apr  9 08:04:11 2015", None, "2015-04-09T08:04:11"),
        ("Wed, 12 Apr 2023 10:11:12 +0200", None, "2023-04-12T10:11:12+02:00"),
        ("Tue Xyz 17 21:04:11 2015", None, None),
    ],
)  # fmt: skip
def test_a_date_in_a_text_is_read_in_the_pages_language(text: str, language: str | None, iso: str | None):
    found = dates.find(text, language=language)

    assert (found[0].value if found else None) == iso


def test_the_span_covers_the_date_and_nothing_else():
    text = "By Ann Roe | March 3, 2024 | Alps"

    (one,) = dates.find(text)

    assert text[slice(*one.span)] == "March 3, 2024"


def test_a_month_that_two_languages_read_differently_needs_the_pages_language():
    assert [dates.find("3. listopada 2023", language=tag)[0].value for tag in ("hr", "pl")] == [
        "2023-10-03",
        "2023-11-03",
    ]
    assert dates.find("3. listopada 2023") == []


@pytest.mark.parametrize(
    ("language", "host", "first"),
    [
        ("en", "www.example.com", False),
        ("en", "www.example.co.uk", True),
        ("en-AU", "example.com", True),
        ("de", "example.com", True),
        (None, "example.com", False),
        (None, "example.co.uk", True),
    ],
)
def test_who_writes_the_day_first(language: str | None, host: str, first: bool):
    assert dates.day_first(language, host) is first
