"""What a click may mean."""

from __future__ import annotations

import pytest

from cleaner.page import segment
from cleaner.rules.selection import Lookup
from cleaner.workbench.pointing import Pages, choices, meta
from tests.making import dump, html

STORY = "<p>The path climbs behind the last farm and does not stop for anybody.</p>" * 4


def _pages(*sources):
    looks = [Lookup(segment(html(source) if source.startswith("<") else dump(source))) for source in sources]
    return Pages(looks, [frozenset(range(len(look.blocks))) for look in looks])


def _texts(found):
    return [choice.text for choice in found]


def _node(pages, css):
    return pages.looks[0].tree.select(css)[0]


def test_the_innermost_name_comes_first_and_the_article_last():
    box = '<div class="letter"><p>Every week a letter.</p></div>'
    pages = _pages(f'<main class="story">{STORY}{box}</main>', f'<main class="story">{STORY}</main>')

    found = choices(pages, 0, _node(pages, ".letter p"), "Every week a letter.")

    assert _texts(found) == [".letter", ".letter p", "Every week a letter.", ".story"]
    assert found[0].to_dict() == {
        "kind": "select", "text": ".letter", "node": _node(pages, ".letter"), "pages": 1, "blocks": 1,
        "words": 4, "here": (4,),
    }  # fmt: skip


def test_of_several_names_the_one_on_most_pages_that_hits_least_else_is_taken():
    one = f'<main>{STORY}<p class="wide box">A</p><p class="wide">B</p></main>'
    pages = _pages(one, '<p class="box">C</p>')

    found = choices(pages, 0, _node(pages, ".box"), "")

    assert _texts(found)[0] == ".box"


@pytest.mark.parametrize("name", ["css-1x2y3z", "md:flex", "a b\u00e9/c"])
def test_names_that_will_not_last_or_are_no_names_are_not_offered(name):
    pages = _pages(f'<main class="story"><p class="{name}">Text</p>{STORY}</main>')

    found = choices(pages, 0, _node(pages, "p"), "Text")

    assert not any("css-" in text or ":" in text or "/" in text for text in _texts(found))


def test_a_line_is_offered_with_its_numbers_as_stars_and_a_long_one_by_its_beginning():
    pages = _pages(
        "Title\n\n12 min read\n\nMore from the *best* paper of the whole eastern coast", "Title\n\n7 min read"
    )

    short = choices(pages, 0, None, "12 min read")
    long = choices(pages, 0, None, pages.looks[0].blocks.texts[2])

    assert [(choice.text, choice.hits) for choice in short] == [
        ("12 min read", (1, 0)),
        ("* min read", (1, 1)),
    ]
    assert long[0].text == "More from the ?best? *"
    assert long[0].here == (2,)


def test_a_place_outside_the_page_means_nothing():
    assert choices(_pages("<p>x</p>"), 0, 99, "") == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "Ten huts", {"from": ".x"}),
        ("authors", "By Ann Roe", {"from": ".x", "strip": "By "}),
        (
            "published",
            "Posted on 14 September 2023",
            {"from": ".x", "strip": "Posted on ", "format": "%d %B %Y"},
        ),
        ("published", "yesterday", {"from": ".x"}),
    ],
)
def test_metadata_is_read_from_the_element(field, value, said):
    pages = _pages(f'<p class="x">{value}</p>')

    found = meta(field, ".x", pages.looks[0], node=_node(pages, ".x"), block=0)

    assert found == {"do": "meta", "field": field, **said}


def test_a_date_for_machines_is_read_from_its_attribute():
    pages = _pages('<time class="x" datetime="2024-05-17">May</time>')

    found = meta("published", ".x", pages.looks[0], node=_node(pages, ".x"), block=0)

    assert found["from"] == ".x@datetime"


@pytest.mark.parametrize(
    ("field", "choice", "block", "said"),
    [
        ("authors", "By Ann Roe", 1, {"line": "By *", "strip": "By "}),
        ("title", "Ten huts", 0, {"line": 1}),
        ("title", "Ten *", 0, {"line": "Ten *"}),
        ("published", "12.04.2019", 2, {"line": 3, "format": "%d.%m.%Y"}),
    ],
)
def test_in_a_dump_metadata_is_a_line(field, choice, block, said):
    look = _pages("Ten huts\n\nBy Ann Roe\n\n12.04.2019").looks[0]

    found = meta(field, choice, look, node=None, block=block)

    assert found == {"do": "meta", "field": field, **said}
