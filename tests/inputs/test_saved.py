from __future__ import annotations

import pytest

from cleaner.inputs.saved import Saved, saved

_SINGLEFILE = """<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://example.org/huts?page=2
 saved date: Tue Jan 02 2024 10:11:12 GMT+0100 (Central European Standard Time)
--><meta charset=utf-8>"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!-- saved from url=(0024)https://example.org/huts -->\n<html>", Saved("https://example.org/huts")),
        ("<!doctype html>\n<!-- saved from url=https://example.org/ -->", Saved("https://example.org/")),
        (_SINGLEFILE, Saved("https://example.org/huts?page=2", "2024-01-02T10:11:12+01:00")),
        (
            "<!-- Mirrored from example.org/huts by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Tue, 02 Jan 2024 10:11:12 GMT -->",
            Saved("http://example.org/huts", "2024-01-02T10:11:12+00:00"),
        ),
        ("<!-- saved from url=(0014)about:internet -->", Saved()),
        ("<!-- saved from url=(0030)javascript:alert(document.URL) -->", Saved()),
        ("<!-- saved from url=(0009)https://[ -->", Saved()),
        (
            "<!-- Page saved with SingleFile url: https://example.org/ saved date: 39 -->",
            Saved("https://example.org/"),
        ),
        (
            "<!-- Page saved with SingleFile\n url: https://example.org/\n"
            " saved date: Tue Foo 42 2024 99:11:12 GMT+0100 -->",
            Saved("https://example.org/"),
        ),
        (
            "<!-- Mirrored from example.org by HTTrack Website Copier/3.x [XR], some day -->",
            Saved("http://example.org"),
        ),
        ("<p>saved from url=(0024)https://example.org/huts</p>", Saved()),
        ("<!-- a comment --><html>", Saved()),
    ],
)
def test_a_page_tells_where_it_was_saved_from(page: str, expected: Saved) -> None:
    assert saved(page.encode()) == expected


def test_the_comment_is_read_in_utf_16_too() -> None:
    page = "<!-- saved from url=(0024)https://example.org/huts -->"

    assert saved(page.encode("utf-16")).url == "https://example.org/huts"
