"""A saved page as it is shown: nothing in it acts or loads."""

from __future__ import annotations

import re

from cleaner.page import segment
from cleaner.page.dom import parse
from cleaner.workbench.frame import marks, written
from tests.making import dump, html

_EVIL = """
<html onload=alert(1)><head><base href=//e.example.org><meta http-equiv=refresh content="0;url=//e.example">
<link rel=stylesheet href=//e.example.org/x.css>
<style>@import "//e.example.org"; p{background:url(//e.example.org)}</style>
<script>alert(1)</script></head><body onclick=alert(1) background=//e.example.org/b.png>
<h1 style="background:url(//e.example.org)" class=x id=y>Title &lt;script&gt;alert(2)&lt;/script&gt;</h1>
<a href="javascript:alert(3)" ping=//e.example.org>Go</a>
<form action=//e.example.org><input autofocus onfocus=alert(4)><button formaction=//e.example>Send</button>
</form><img src=//e.example.org/p.png onerror=alert(5) alt='"><script>'>
<img src="data:image/svg+xml;base64,PHN2Zz4=" alt=drawing><img src="data:image/png;base64,iVBORw0KGgo=">
<iframe src=//e.example.org></iframe><object data=//e.example.org></object>
<svg onload=alert(6)><a href=//e>x</a></svg><math><mtext><script>alert(7)</script></mtext></math>
<video src=//e.example.org poster=//e.example.org></video>
<x-evil onclick=alert(8)>Custom</x-evil><td colspan="9999999">cell</td><p>\u202eturned</p></body></html>
"""
_ALLOWED = re.compile(r'data-[nt]="\d+"|class="(?:link|button|line|picture)"|(?:col|row)span="\d+"|alt=""')


def test_nothing_of_a_page_that_acts_or_loads_is_left():
    shown = written(html(_EVIL))

    nodes = parse(shown).nodes
    for tag, attributes in zip(nodes.tags, nodes.attributes, strict=True):
        assert tag not in {
            "script",
            "style",
            "link",
            "form",
            "input",
            "iframe",
            "object",
            "svg",
            "video",
            "math",
        }
        for name, value in attributes.items():
            if tag == "img" and name == "src":
                assert value == "data:image/png;base64,iVBORw0KGgo="
            else:
                assert _ALLOWED.fullmatch(f'{name}="{value}"'), (tag, name, value)
    assert "Title &lt;script&gt;" in shown
    assert "\u202e" not in shown
    assert "drawing" in shown


def test_every_block_knows_its_runs_of_text():
    page = html("<p>One <b>bold</b> word.</p><ul><li>Item</li></ul><p><img src=a.png alt=x></p>a<br>b")
    blocks = segment(page)
    tree = parse(f"<html><body>{written(page)}</body></html>")
    shown = {
        int(value): tree.text(node)
        for node, attributes in enumerate(tree.nodes.attributes)
        if (value := attributes.get("data-t"))
    }

    texts = [" ".join(shown[mark] for mark in found) for found in marks(blocks)]

    assert texts == ["One bold word.", "Item", "x", "a", "b"]


def test_a_dump_is_shown_line_by_line():
    page = dump("Title\n\n<script>alert(1)</script> is only text here,\nand stays so.")

    assert '<div class="line" data-t="3">&lt;script&gt;' in written(page)
    assert marks(segment(page))[0] == [1]
