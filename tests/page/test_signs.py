from __future__ import annotations

import pytest

from cleaner.page import segment
from tests.assemble.building import document_of, page_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("She said <q>come and <b>read</b></q>, and <q>soon</q>.", "She said “come and read”, and “soon”."),
        ("<q>All of it.</q>", "“All of it.”"),
        ("the sailors' <q>luck</q>, the boats’ <q>end</q>", "the sailors' “luck”, the boats’ “end”"),
        ("<q>one <q>two</q></q> three", "“one “two”” three"),
        ("<q>“hers”</q> and „<q>his</q>“", "“hers” and „his“"),
        ("<q>one</q> <i>two</i><q> </q><q><img src=/x.png></q>", "“one” two"),
        ("<ruby>東京<rt>とうきょう</rt></ruby>にある", "東京(とうきょう)にある"),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "漢(kan)字(ji)"),
        ("<ruby>漢<rp>（</rp><rt>kan</rt><rp>）</rp></ruby>", "漢（kan）"),
        ("<ruby>漢<rt></rt></ruby>", "漢"),
    ],
)
def test_signs_that_a_browser_shows_are_part_of_the_text(html, text):
    assert segment(page_of(f"<p>{html}")).texts == [text]


def test_in_markdown_the_signs_stand_outside_of_what_they_hold():
    document = document_of("<p>Said <q><em>come</em> <a href='/x'>soon</a></q>.<p>No more.")

    assert document.text == "Said “come soon”.\n\nNo more."
    assert document.markdown == "Said “*come* [soon](https://example.org/x)”.\n\nNo more."
