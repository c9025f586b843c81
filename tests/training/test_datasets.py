"""What the corpora's truth says of a page's blocks."""

from __future__ import annotations

import numpy as np

from tests.making import blocks_of
from training.datasets import _forget_cut_tail

SENTENCE = "Snow fell all night and nobody slept in the hut by the lake until the wind had gone"


def shares_of(html: str, true: int) -> list[float]:
    """The shares of the page's blocks if the first so many are the truth's, after the tail was looked at."""
    blocks = blocks_of(html)
    share = np.array([1.0] * true + [0.0] * (len(blocks) - true), np.float32)
    _forget_cut_tail(share, [text.split() for text in blocks.texts], blocks)
    return share.tolist()


def test_a_truth_that_stops_amid_its_like_with_much_to_come_tells_nothing_of_what_comes():
    page = "<div>" + f"<p>{SENTENCE}</p>" * 15 + "</div>"

    assert shares_of(page, 3) == [1.0] * 3 + [-1.0] * 12


def test_a_short_tail_is_a_notice_and_stays_dropped():
    page = "<div>" + f"<p>{SENTENCE}</p>" * 5 + "</div>"

    assert shares_of(page, 3) == [1.0] * 3 + [0.0] * 2


def test_what_stands_elsewhere_is_no_tail():
    page = "<div>" + f"<p>{SENTENCE}</p>" * 3 + "</div><aside>" + f"<p>{SENTENCE}</p>" * 12 + "</aside>"

    assert shares_of(page, 3) == [1.0] * 3 + [0.0] * 12


def test_a_page_without_truth_stays_as_it_is():
    assert shares_of(f"<p>{SENTENCE}</p>", 0) == [0.0]
