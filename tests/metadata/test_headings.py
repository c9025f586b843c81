"""The text of a heading as its reader takes it."""

from __future__ import annotations

import pytest

from cleaner.metadata.headings import heading_text
from tests.metadata.making import html_page


def text_of(inside: str, *shared: str) -> str:
    page = html_page(body=f"<h1>{inside}</h1>")
    assert page.tree is not None
    return heading_text(page.tree.nodes, page.tree.select("h1")[0], shared)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Ten huts", "Ten huts"),
        ('\n <span class="kicker">Alps</span>\n Ten huts', "Ten huts"),
        ('<i class="kicker">Alps</i> <i class="visually-hidden"> - </i> <b>Ten huts</b>', "Ten huts"),
        ('<span class="overline">Alps</span>: Ten huts', "Alps: Ten huts"),
        ('<span aria-hidden="true">Ten<br>huts</span><span class="sr-only">Ten huts</span>', "Ten huts"),
        ('Ten huts <a class="permalink">¶</a>', "Ten huts"),
        ("Ten huts <button>Save</button>", "Ten huts"),
        ("<span>Alps</span><span>Ten huts</span>", "Alps Ten huts"),
        ("Ten<br>huts", "Ten huts"),
        ("Ten years of &lt;br&gt; tags", "Ten years of <br> tags"),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_headline_goes(inside: str, text: str):
    assert text_of(inside) == text


def test_a_kicker_stays_where_the_declared_title_has_it():
    inside = '<span class="kicker">Alps</span> <i aria-hidden="true">:</i> Ten huts'

    assert (text_of(inside), text_of(inside, "Alps: Ten huts")) == ("Ten huts", "Alps: Ten huts")


def test_a_kicker_that_nothing_marks_is_known_by_the_declared_title():
    assert (
        text_of("In the Alps Ten huts above the lake", "Ten huts above the lake") == "Ten huts above the lake"
    )
