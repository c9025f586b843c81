"""Rich text of many systems comes out as the HTML that it stands for."""

from __future__ import annotations

import pytest

from cleaner.page.richtext import is_rich, paragraphs, to_html

HUT = "<p>The hut is closed.</p>"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(
            {"type": "doc", "content": [
                {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "The way"}]},
                {"type": "paragraph", "content": [
                    {"type": "text", "text": "See "},
                    {"type": "text", "text": "the map",
                     "marks": [{"type": "link", "attrs": {"href": "https://example.org/map"}}]},
                ]},
                {"type": "bulletList", "content": [
                    {"type": "listItem", "content": [
                        {"type": "paragraph", "content": [{"type": "text", "text": "rope"}]}]},
                ]},
            ]},
            '<h3>The way</h3><p>See <a href="https://example.org/map">the map</a></p>'
            "<ul><li><p>rope</p></li></ul>",
            id="ProseMirror",
        ),
        pytest.param(
            {"nodeType": "document", "data": {}, "content": [
                {"nodeType": "heading-2", "data": {}, "content": [
                    {"nodeType": "text", "value": "The way", "marks": [], "data": {}}]},
                {"nodeType": "paragraph", "data": {}, "content": [
                    {"nodeType": "text", "value": "By ", "marks": [], "data": {}},
                    {"nodeType": "hyperlink", "data": {"uri": "https://example.org/bus"}, "content": [
                        {"nodeType": "text", "value": "bus", "marks": [{"type": "bold"}], "data": {}}]},
                ]},
            ]},
            '<h2>The way</h2><p>By <a href="https://example.org/bus"><strong>bus</strong></a></p>',
            id="Contentful",
        ),
        pytest.param(
            [{"type": "paragraph", "children": [{"text": "The hut is "}, {"text": "closed", "bold": True}]}],
            "<p>The hut is <strong>closed</strong></p>",
            id="Slate",
        ),
        pytest.param(
            {"root": {"type": "root", "children": [
                {"type": "paragraph", "children": [{"type": "text", "text": "The hut is closed."}]}]}},
            HUT,
            id="Lexical",
        ),
        pytest.param(
            {"blocks": [
                {"text": "The way", "type": "header-two", "entityRanges": [], "data": {}},
                {"text": "The hut is closed.", "type": "unstyled", "entityRanges": [], "data": {}},
                {"text": "rope", "type": "unordered-list-item", "data": {}}], "entityMap": {}},
            f"<h2>The way</h2>{HUT}<li>rope</li>",
            id="Draft.js",
        ),
        pytest.param(
            {"blocks": [
                {"type": "header", "data": {"text": "The way", "level": 4}},
                {"type": "paragraph", "data": {"text": "The <b>hut</b> is closed."}},
                {"type": "list", "data": {"style": "ordered", "items": ["rope", "lamp"]}}]},
            "<h4>The way</h4><p>The <b>hut</b> is closed.</p><ol><li>rope</li><li>lamp</li></ol>",
            id="Editor.js",
        ),
        pytest.param(
            [{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "The way"}]},
             {"_type": "block", "style": "normal", "markDefs": [],
              "children": [{"_type": "span", "text": "The hut is closed.", "marks": []}]},
             {"_type": "block", "style": "normal", "listItem": "bullet",
              "children": [{"_type": "span", "text": "rope", "marks": ["em"]}]}],
            f"<h2>The way</h2>{HUT}<li><em>rope</em></li>",
            id="Sanity",
        ),
        pytest.param(
            [{"name": "core/paragraph", "attributes": {"content": "The hut is <em>closed</em>."},
              "innerBlocks": []},
             {"name": "core/heading", "attributes": {"content": "The way", "level": 3}, "innerBlocks": []}],
            "<p>The hut is <em>closed</em>.</p><h3>The way</h3>",
            id="Gutenberg",
        ),
        pytest.param(
            [{"type": "text", "content": "The hut is closed."},
             {"type": "header", "level": 2, "content": "The way"},
             {"type": "list", "list_type": "unordered", "items": [{"type": "text", "content": "rope"}]}],
            f"{HUT}<h2>The way</h2><ul><li>rope</li></ul>",
            id="Arc",
        ),
        pytest.param(
            [{"type": "tag", "name": "p", "attribs": {}, "children": [
                {"type": "text", "data": "The hut is "}, {"type": "tag", "name": "br"},
                {"type": "text", "data": "closed."}]}],
            "<p>The hut is <br>closed.</p>",
            id="parsed HTML",
        ),
    ],
)  # fmt: skip
def test_rich_text_becomes_html(value, expected):
    assert is_rich(value)
    assert to_html(value) == expected


def test_advertisements_and_pictures_are_no_text():
    value = [
        {"type": "paragraph", "text": "The hut is closed."},
        {"type": "ad", "text": "Buy boots"},
        {"type": "newsletter-signup", "children": [{"type": "paragraph", "text": "Sign up"}]},
        {"type": "image", "caption": "A hut", "text": "A hut"},
    ]

    assert to_html(value) == HUT


def test_signs_of_markup_in_plain_text_are_text():
    value = [
        {"type": "paragraph", "children": [{"text": "if a < b & c"}]},
        {"type": "code_block", "code": "<p>"},
    ]

    assert to_html(value) == "<p>if a &lt; b &amp; c</p><pre>&lt;p&gt;</pre>"


def test_depth_and_length_are_no_matter():
    value: object = {"type": "paragraph", "text": "deep"}
    for _ in range(5000):
        value = {"type": "section", "children": [value]}

    assert to_html(value) == "<p>deep</p>"
    assert len(to_html([{"type": "paragraph", "text": "x" * 1000}] * 10_000)) < 2_100_000


@pytest.mark.parametrize(
    "value", [None, 3, "text", [], {}, [1, 2], [{"type": "menu", "url": "/"}], {"a": {"b": 1}}]
)
def test_what_is_no_rich_text(value):
    assert not is_rich(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\r\n\r\nTwo & three.", "<p>One.</p><p>Two &amp; three.</p>"),
        ("One &amp; two.", "<p>One &amp; two.</p>"),
        ("<p>One.</p>", "<p>One.</p>"),
        ("&lt;p&gt;One.&lt;/p&gt;", "<p>One.</p>"),
    ],
)
def test_text_is_cut_into_paragraphs_unless_it_is_markup(text, expected):
    assert paragraphs(text) == expected
