"""A block's text with its inline elements apart."""

from __future__ import annotations

from cleaner.metadata import apart
from cleaner.page import segment
from cleaner.types import Candidate
from tests.metadata.making import dump_page, html_page

BYLINE = "<div><span>Ann Roe</span><span>Dec 5, 2023</span><b>2 shares</b></div>"


def test_pieces_that_only_looks_part_are_parted():
    blocks = segment(html_page(body=BYLINE))

    assert blocks.texts == ["Ann Roe Dec 5, 20232 shares"]
    assert apart.text_of(blocks, 0) == "Ann Roe Dec 5, 2023 2 shares"


def test_a_dump_has_no_pieces():
    assert apart.text_of(segment(dump_page("Ann Roe, Dec 5, 2023")), 0) == "Ann Roe, Dec 5, 2023"


def test_what_was_read_stands_where_the_block_has_it():
    blocks = segment(html_page(body=BYLINE))
    text = apart.text_of(blocks, 0)
    read = Candidate("published", "2023-12-05", "visible:date", 0.6, 0, (8, 19))

    (placed,) = apart.placed(blocks, 0, text, [read])

    assert text[8:19] == "Dec 5, 2023"
    assert placed.span is not None
    assert blocks.texts[0][slice(*placed.span)] == "Dec 5, 2023"
