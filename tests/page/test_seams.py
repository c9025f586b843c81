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
        ("<p><b>1</b><span>Every harbour has a bell.</span></p>", "1 Every harbour has a bell."),
        ("<p><b>(a)</b><span>whether it rings or not</span></p>", "(a) whether it rings or not"),
        ("<p> <b>(iv)</b><span>“bell” has no meaning</span></p>", "(iv) “bell” has no meaning"),
        ("<li><b>2)</b><i>bells on quays</i></li>", "2) bells on quays"),
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
        ("<p><b>3</b><span>D printing in the hut</span></p>", "3D printing in the hut"),
        ("<p><b>3</b>D printing in the hut</p>", "3D printing in the hut"),
        ("<p><b>20</b><i>th of the huts</i></p>", "20th of the huts"),
        ("<p><b>7</b><i>Eleven</i></p>", "7Eleven"),
        ("<p><sup>1</sup><span>Every harbour has a bell.</span></p>", "1Every harbour has a bell."),
        ("<p><b>(s)</b>he was the keeper</p>", "(s)he was the keeper"),
        ("<p><b>A</b><span>ll the huts were cold</span></p>", "All the huts were cold"),
        ("<p><b>(un)</b><i>happy in the hut</i></p>", "(un)happy in the hut"),
        ("<p>In row<b>(a)</b><i>the huts stand</i></p>", "In row(a)the huts stand"),
    ],
)
def test_one_word_stays_one(source, text):
    assert blocks_of(source).texts == [text]
