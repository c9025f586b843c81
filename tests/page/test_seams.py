from __future__ import annotations

import pytest

from tests.making import blocks_of


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p><a href=/h>Huts</a><a href=/l>Lakes</a>", "Huts Lakes"),
        (
            "<h2><span>“Still dark”</span><span>Ten huts</span></h2>",
            "“Still dark” Ten huts",
        ),
        ("<div><time>2 May 2026</time><span><b>Hikes</b></span></div>", "2 May 2026 Hikes"),
        ("<p><span>It rained.</span><span>We slept.</span></p>", "It rained. We slept."),
        ("<div><label><i>200 g flour</i></label><label><i>2 eggs</i></label></div>", "200 g flour 2 eggs"),
    ],
)
def test_two_elements_that_meet_are_two_words(source, text):
    assert blocks_of(source).texts == [text]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Mc<b>Donald</b>", "McDonald"),
        ("<p><b>Mc</b>Donald", "McDonald"),
        ("<p><b>T</b><span>en huts</span></p>", "Ten huts"),
        ("<p>He said <span>“</span><i>While it rained</i></p>", "He said “While it rained"),
        ("<p><b>re</b><i>build</i></p>", "rebuild"),
        ("<p><span>3</span><span>D</span></p>", "3D"),
        ("<p><code><span>get</span><span>Name</span></code></p>", "getName"),
        ("<pre><span>get</span><span>Name</span></pre>", "getName"),
        ("<p><i>note</i><sup>A</sup></p>", "noteA"),
    ],
)
def test_one_word_stays_one(source, text):
    assert blocks_of(source).texts == [text]
