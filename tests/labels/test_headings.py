"""Headings and what stands right behind them."""

from __future__ import annotations

import pytest

from cleaner.labels import headings
from tests.making import blocks_of


@pytest.mark.parametrize(
    ("source", "heads"),
    [
        ("<div><h2>Oil</h2><p>One can.</p></div>", True),
        ("<div><h2>Oil</h2></div><p>One can.</p>", False),
        ("<h2><button>Oil?</button></h2><p>One can.</p>", True),
        ("<h2><span><button>Oil?</button></span></h2><p>One can.</p>", True),
        ("<p><button>Oil?</button></p><p>One can.</p>", False),
        ("<div><button aria-controls=a>Oil?</button></div><p id=a>One can.</p>", True),
        ("<div><div><button aria-expanded=false>Oil?</button></div></div><div><p>One can.</p></div>", True),
        ("<p>Oil</p><p>One can.</p>", False),
    ],
)
def test_what_a_heading_heads_stands_behind_it_in_the_same_container(source, heads):
    blocks = blocks_of(source)

    assert headings.headed(blocks, 0, 1) is heads


def test_a_heading_at_the_end_heads_nothing():
    blocks = blocks_of("<p>One can.</p><h2>Oil</h2>")

    assert not headings.headed(blocks, 1, 2)
