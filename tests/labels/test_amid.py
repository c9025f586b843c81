from __future__ import annotations

import pytest

from cleaner.labels import amid
from cleaner.types import Label, Layer
from tests.making import blocks_of

STORY = "<p>The path climbs to the hut.</p>{}<p>It is open in summer.</p>"
FORMULA = '<math display="block"><mi>x</mi></math>'


def said_of(blocks, dropped, score=0.9):
    return [Label(i, "body", i not in dropped, Layer.MODEL, "model", "", score) for i in range(len(blocks))]


@pytest.mark.parametrize(
    ("between", "dropped", "kept"),
    [
        ("<pre>fold()</pre>", [1], [1]),
        (f"<div>{FORMULA}</div>", [1], [1]),
        ("<div>Copy</div><pre>fold()</pre><div>Run</div>", [1, 2, 3], [2]),
        ("<blockquote>Somebody's words</blockquote>", [1], []),
        ("<pre><a href=/a>another listing</a></pre>", [1], []),
        ("<pre hidden>fold()</pre>", [1], []),
        ("<p>No.</p>" * 12 + "<pre>fold()</pre>", range(1, 14), []),
        ("<pre>fold()</pre>", [1, 2], []),
    ],
    ids=["code", "formula", "buttons", "quotation", "links", "hidden", "far apart", "at the end"],
)
def test_code_and_formulae_between_kept_text_are_kept(between, dropped, kept):
    blocks = blocks_of(STORY.format(between))

    found = amid.labels(blocks, said_of(blocks, dropped))

    assert [(label.block, label.keep) for label in found] == [(i, True) for i in kept]


def test_beside_a_block_that_is_hardly_kept_the_engine_is_believed():
    blocks = blocks_of(STORY.format("<pre>fold()</pre>"))

    assert not amid.labels(blocks, said_of(blocks, [1], score=0.6))
