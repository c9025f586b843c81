from __future__ import annotations

import pytest

from cleaner.outputs.reading import reader


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a $x_1 * y_1$ b", '<p>a <span class="math">$x_1 * y_1$</span> b</p>'),
        ("$$a < b$$", '<p><span class="math">$$a &lt; b$$</span></p>'),
        ("\\$5 or $6", "<p>$5 or $6</p>"),
        ("H<sub>2</sub>O<br>x", "<p>H<sub>2</sub>O<br>x</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
        ("Fog[^1]", '<p>Fog<a href="#cleaner-note-1">[1]</a></p>'),
        ("Fog\\[^1]", "<p>Fog[^1]</p>"),
        ("- [x] a", "<ul>\n<li>☑ a</li>\n</ul>"),
        ("- [ ] a", "<ul>\n<li>☐ a</li>\n</ul>"),
        ("- \\[x] a", "<ul>\n<li>[x] a</li>\n</ul>"),
        (
            "Lee\n: out of the wind\n\nLuff\n: into it",
            "<dl>\n<dt>Lee</dt>\n<dd>out of the wind</dd>\n<dt>Luff</dt>\n<dd>into it</dd>\n</dl>",
        ),
        ("Lee\n\n\\: a colon", "<p>Lee</p>\n<p>: a colon</p>"),
    ],
)
def test_what_assemble_writes_is_read(markdown, html):
    assert reader().render(markdown).strip() == html


def test_a_note_holds_what_is_indented_below_it():
    html = reader().render("Text\n\n[^a]: One.\n\n    - two\n\n[^b]: Ibid.\n\nAfter")

    assert html == (
        '<p>Text</p>\n<div class="note" id="cleaner-note-a">[a]\n<p>One.</p>\n'
        "<ul>\n<li>two</li>\n</ul>\n</div>\n"
        '<div class="note" id="cleaner-note-b">[b]\n<p>Ibid.</p>\n</div>\n<p>After</p>\n'
    )


def test_a_note_in_a_listing_is_code():
    assert "<div" not in reader().render("```\n[^1]: x\n```\n\n    [^1]: x")


def test_a_table_has_a_head_only_where_it_says_something():
    named = reader().render("| Hut | Beds |\n| --- | --- |\n| Upper | 12 |\n")
    nameless = reader().render("|  |  |\n| --- | --- |\n| Upper | 12 |\n")

    assert "<th>Hut</th>" in named
    assert "<thead>" not in nameless
    assert "<td>Upper</td>" in nameless
