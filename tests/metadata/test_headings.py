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
        ('Ten huts<a class="headerlink">\uf0c1</a>', "Ten huts"),
        ("Ten huts <button>Save</button>", "Ten huts"),
        ("<span>Alps</span><span>Ten huts</span>", "Alps Ten huts"),
        ("Ten<br>huts", "Ten huts"),
        ("Ten<br><b>huts</b>", "Ten huts"),
        ("Alps:<span>ten huts</span>", "Alps: ten huts"),
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


@pytest.mark.parametrize(
    "inside",
    [
        "<span>From the archive of the alpine guides</span> <b>Ten huts above the lake</b>",
        "Ten huts above the lake <small>3 March 2024</small> <i>Hiking</i>",
        "<a>Ten huts above the lake</a> <a>(example.org)</a> <span>87</span>",
    ],
)
def test_what_stands_beside_the_declared_title_in_elements_of_its_own_goes(inside: str):
    assert text_of(inside, "Ten huts above the lake") == "Ten huts above the lake"


@pytest.mark.parametrize(
    ("inside", "declared"),
    [
        ("<span>Question</span> Ten huts above the lake", "Question - Ten huts above the lake"),
        ("<b>Ten huts.</b> A guide", "Ten huts. / A guide"),
        ("<i>Alps</i> Ten huts above the lake", "Alps: Ten huts above the lake"),
    ],
)
def test_parts_that_only_looks_set_apart_get_the_sign_of_the_declared_title(inside: str, declared: str):
    assert text_of(inside, declared) == declared


def test_a_long_heading_of_many_pieces_stays_as_it_is():
    inside = "".join(f"<b>word{i}</b> " for i in range(40))

    assert text_of(inside, "word1 word2 word3").startswith("word0 word1 word2")
