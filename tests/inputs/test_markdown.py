from __future__ import annotations

import pytest

from cleaner.inputs import from_bytes, markdown
from cleaner.pipeline import Options, clean_page

_BODY = (
    "\n## The first\n\n"
    + "A **hut** at [the lake](https://example.org/lake) has twelve beds and a stove. " * 5
)
_OBSIDIAN = """---
title: "Ten huts: a walk"
source: "https://example.org/huts"
author:
  - "[[Mara Quill]]"
published: 2024-05-02
created: 2024-06-01
tags:
  - "clippings"
  - huts
---
"""
_HUGO = """+++
title = "Ten huts: a walk"
date = 2024-05-02
authors = ["Mara Quill"]
canonical = "https://example.org/huts"
tags = ["clippings", "huts"]
+++
"""
_JINA = """Title: Ten huts: a walk

URL Source: https://example.org/huts

Published Time: 2024-05-02

Markdown Content:
"""


@pytest.mark.parametrize("header", [_OBSIDIAN, _HUGO, _JINA], ids=["yaml", "toml", "jina"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_stands_above_the_text_is_declared_by_the_page(header: str, line_end: str) -> None:
    source = (header + _BODY).replace("\n", line_end).encode()

    document = clean_page(from_bytes(source), Options()).document

    assert (document.title, document.url) == ("Ten huts: a walk", "https://example.org/huts")
    assert document.published == "2024-05-02"
    assert document.authors == (() if header is _JINA else ("Mara Quill",))
    assert document.text.startswith("The first\n\nA hut at the lake has twelve beds")
    assert document.markdown.startswith("## The first\n\nA **hut** at [the lake](https://example.org/lake)")


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\n\nTen huts",
        "See [one](https://example.org/1) and [two](/2).",
        "# Ten huts\n\nThey stood.\n\n## The first\n\nIt fell.\n",
    ],
)
def test_markdown_is_told_by_its_signs(text: str) -> None:
    assert from_bytes(text.encode()).media_type == "text/html"
    assert from_bytes(text.encode("utf-16")).media_type == "text/html"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ten huts\n\nShe never went back.",
        "--- Ten huts ---\n\nShe never went back.\n---\n",
        "---\nno: [mapping\n---\nTen huts",
        "---\n- a list\n---\nTen huts",
        "+++\nno toml\n+++\nTen huts",
        "# one heading\n\nand then text",
        "$ make\n# a comment\n# and another\n",
        "arrays are a[i](https) in it",
    ],
)
def test_other_text_is_not(text: str) -> None:
    assert not markdown.fits(text.encode())


def test_bytes_in_another_encoding_are_left_to_those_who_know_it() -> None:
    assert not markdown.fits("---\ntitle: Zehn Hütten\n---\n".encode("latin-1"))


def test_nothing_in_front_matter_breaks_out_of_the_page() -> None:
    hostile = (
        "---\ntitle: '</title><script>alert(1)</script>'\nauthor: '\"><b>x'\nlang: 'en\"><b>'\n---\nTen huts"
    )

    raw = from_bytes(hostile.encode())

    assert b"<script>" not in raw.body
    assert b"<b>" not in raw.body


def test_front_matter_that_makes_objects_makes_strings() -> None:
    raw = from_bytes(b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nTen huts")

    assert b"Ten huts" in raw.body


def test_what_would_take_long_is_flat_text() -> None:
    slow = "---\ntitle: x\n---\n" + "![" * 100_000

    assert from_bytes(slow.encode()).media_type == "text/plain"
