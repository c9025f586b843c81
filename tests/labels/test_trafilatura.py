"""The other engine, through one module."""

from __future__ import annotations

import pytest

from cleaner.errors import CleanerError
from cleaner.labels import trafilatura
from tests.making import blocks_of

PARAGRAPHS = [
    f"Paragraph {n} tells how the path to the hut leaves the road behind the last farm and climbs on."
    for n in range(6)
]


def test_what_trafilatura_keeps_is_kept():
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    blocks = blocks_of(f"<html><body><nav><a href=/>Home</a></nav><article>{body}</article></body></html>")

    labels = trafilatura.labels(blocks)

    assert [blocks.texts[label.block] for label in labels if label.keep] == PARAGRAPHS
    assert labels[0].why == "not in trafilatura's text"


def test_a_text_dump_is_an_error_that_says_what_to_do():
    with pytest.raises(CleanerError, match="use --engine blocks"):
        trafilatura.labels(blocks_of("only text"))
