from __future__ import annotations

import re

import pytest

from tests.assemble.building import document_of, markdown_of, page_of


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a <b>bold </b>word", "a **bold** word"),
        ("<strong>a</strong><b>b</b>", "**ab**"),
        ("<i>a</i> <em>b</em>", "*a b*"),
        ("<b>a <i>b</i></b> c", "**a *b*** c"),
        ("<s>old</s> new", "~~old~~ new"),
        ("H<sub>2</sub>O and m<sup>2</sup>", "H<sub>2</sub>O and m<sup>2</sup>"),
        ("<b> </b>a<i></i>", "a"),
        ("run <code>a|b</code> now", "run `a|b` now"),
        ("run <code>a `b`</code>", "run `` a `b` ``"),
        ("<code>x<b>y</b></code>", "`xy`"),
        ("<code>see <a href='/x'>X</a></code>", "`see` [`X`](https://example.org/x)"),
        ("<b><b><b>a</b></b></b>", "**a**"),
        ("a<b>(b)</b>c", "a(b)c"),
        ("a <b>(b)</b> c", "a **(b)** c"),
        ("a<s><b>b</b></s>", "a**b**"),
        ("a <s><b>b</b></s> c", "a ~~**b**~~ c"),
        ("<em>半</em>文<em>「字」</em>文", "*半*文「字」文"),
    ],
)
def test_marks_are_those_that_a_reader_of_markdown_sees(html, markdown):
    assert markdown_of(f"<p>{html}</p>") == markdown


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/x?a=1&b=2#c", "https://example.org/x?a=1&b=2#c"),
        ("c.html", "https://example.org/a/c.html"),
        ("../c", "https://example.org/c"),
        ("//example.com/x", "https://example.com/x"),
        ("HTTPS://example.com/x", "https://example.com/x"),
        ("mailto:mara@example.org", "mailto:mara@example.org"),
        ("/a_(b) c", "https://example.org/a_%28b%29%20c"),
        ("/x?a&amp;copy;", "https://example.org/x?a&amp;copy;"),
        ("https://example.org/{{<x>}}", "https://example.org/%7B%7B%3Cx%3E%7D%7D"),
        ("https://example.org/\n)(x", "https://example.org/%29%28x"),
        ("#part", "https://example.org/a/b.html#part"),
    ],
)
def test_links_are_absolute_and_cannot_end_before_their_end(href, address):
    assert markdown_of(f'<p><a href="{href}">x</a>') == f"[x]({address})"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "java\nscript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x", "file:///x",
     "tel:123", "http://[::1", "https:", "https:///x", "mailto:", "", "/" + "x" * 5000],
)  # fmt: skip
def test_links_that_lead_nowhere_good_are_plain_text(href):
    page = page_of(f'<p>one <a href="{href}">two</a>', url=None)

    assert document_of(page).markdown == "one two"


def test_without_an_address_of_the_page_only_absolute_links_stay():
    page = page_of("<p><a href='/x'>a</a> <a href='https://example.com/'>b</a>", url=None)

    assert document_of(page).markdown == "a [b](https://example.com/)"


def test_links_within_a_sentence_keep_its_spaces():
    html = "<p>See <a href='/x'> the <b>hut</b> </a> and <a href='/y'>fog</a>.</p>"

    assert markdown_of(html) == "See [the **hut**](https://example.org/x) and [fog](https://example.org/y)."


def test_brackets_in_a_label_are_no_links():
    assert markdown_of("<p><a href='/x'>a ] [b]</a>") == "[a \\] \\[b\\]](https://example.org/x)"


def test_an_exclamation_before_a_link_makes_no_picture():
    assert markdown_of("<p>Look!<a href='/x'>x</a>") == "Look\\![x](https://example.org/x)"


@pytest.mark.parametrize(
    ("attributes", "markdown"),
    [
        ("src='/a.png' alt='A [hut]'", "![A \\[hut\\]](https://example.org/a.png)"),
        ("src='data:image/gif;base64,x' data-src='/a.png'", "![](https://example.org/a.png)"),
        ("data-src='javascript:x' src='/a.png'", "![](https://example.org/a.png)"),
        ("src='mailto:a@example.org'", ""),
    ],
)
def test_pictures_come_from_the_web_or_not_at_all(attributes, markdown):
    assert markdown_of(f"<img {attributes}>") == markdown


def test_a_picture_in_a_link_and_in_a_sentence():
    html = "<p>Before <a href='/x'><img src='/a.png' alt='hut'></a> after."

    document = document_of(html)

    assert document.text == "Before after."
    assert (
        document.markdown.split()
        == "Before [![hut](https://example.org/a.png)](https://example.org/x) after.".split()
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("See <a href='/x'><img src='/a.png'></a>", "See [![](A)](https://example.org/x)"),
        ("<img src='/a.png'><img src='/a.png'> fog", "![](A)![](A) fog"),
        ("<img src='/a.png'> <img src='/a.png'> fog", "![](A) ![](A) fog"),
        ("fog <img src='/a.png'> <br>sun", "fog ![](A)  \nsun"),
        ("fog<img src='/a.png'>", "fog![](A)"),
        ("fog <img src='data:,'>", "fog"),
    ],
)
def test_the_space_beside_a_picture_stays(html, markdown):
    assert markdown_of(f"<p>{html}") == markdown.replace("A", "https://example.org/a.png")


@pytest.mark.parametrize(
    "text",
    ["snake_case", "3 * 4 = 12", "a < b > c", "Tom & Jerry", "R&D", "~5 km", "well [sic] then", "A. B. 1.5",
     "C:\\dir", "50% - more", "a | b", "#tag inside # it"],
)  # fmt: skip
def test_harmless_signs_stay_readable(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")

    assert markdown_of(f"<p>x {escaped}") == f"x {text}"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*a* **b**", "\\*a\\* \\*\\*b\\*\\*"),
        ("__init__", "\\_\\_init\\_\\_"),
        ("`a`", "\\`a\\`"),
        ("[a](b)", "\\[a\\](b)"),
        ("x [a](b)", "x [a\\](b)"),
        ("x [[a]] [^1]", "x \\[[a]] \\[^1]"),
        ("<script>", "\\<script>"),
        ("<!-- x", "\\<!-- x"),
        ("&amp;", "\\&amp;"),
        ("a\\*", "a\\\\\\*"),
        ("~~a~~", "\\~~a\\~\\~"),
        ("{{< x >}}", "{\\{< x >}}"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("* a", "\\* a"),
        ("12. a", "12\\. a"),
        ("12) a", "12\\) a"),
        ("# a", "\\# a"),
        ("> a", "\\> a"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("|---|", "\\|---|"),
        (": a", "\\: a"),
        ("~ a", "\\~ a"),
        ("[x] a", "\\[x] a"),
        ("[a]: b", "\\[a]: b"),
    ],
)
def test_signs_that_would_be_markup_are_escaped(text, markdown):
    html = text.replace("&", "&amp;").replace("<", "&lt;")

    assert markdown_of(f"<p>{html}") == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>All of it.</b>", "**All of it.**"),
        ("<i>[a]</i>", "*[a]*"),
        ("<b>R&amp;D&amp;</b>", "**R&D\\&**"),
        ("<s>gone</s>", "~~gone~~"),
    ],
)
def test_a_line_marked_as_a_whole(html, markdown):
    assert markdown_of(f"<p>{html}</p>") == markdown


def test_a_link_whose_label_ends_in_a_backslash_still_ends():
    assert markdown_of("<p><a href='/x'>a\\</a>") == "[a\\\\](https://example.org/x)"


def test_a_link_around_blocks_is_around_what_they_say():
    html = "<a href='/x'><h3>Title</h3><p>Text <b>here</b></p><div><img src='/a.png'></div></a><p>after"

    assert markdown_of(html) == (
        "### [Title](https://example.org/x)\n\n[Text **here**](https://example.org/x)\n\n"
        "[![](https://example.org/a.png)](https://example.org/x)\n\nafter"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<del><p>one</p><ul><li>two <b>three</b></ul></del><p>four",
            "~~one~~\n\n- ~~two **three**~~\n\nfour",
        ),
        ("<strong><p>one</p><h2>two</h2></strong>", "**one**\n\n## two"),
        ("<a href='/x'><em><div>one</div></em></a>", "[*one*](https://example.org/x)"),
        ("<s><del><s><p>one</s></del></s>", "~~one~~"),
        ("<b><p>one</p></b>", "one"),
    ],
)
def test_marks_around_blocks_are_around_what_they_say(html, markdown):
    assert markdown_of(html) == markdown


def test_addresses_are_relative_to_the_base_that_the_page_states():
    head = "<base href='https://cdn.example.com/d/'>"

    assert markdown_of(f"{head}<p><a href='x'>x</a> <a href='/y'>y</a>") == (
        "[x](https://cdn.example.com/d/x) [y](https://cdn.example.com/y)"
    )
    assert markdown_of("<base href='javascript:x'><p><a href='/x'>x</a>") == "[x](https://example.org/x)"


@pytest.mark.parametrize(
    "heading",
    [
        "<h2 id=s>Fog<a href='#s'>¶</a></h2>",
        "<h2 id=s><a href='#s'>Fog</a></h2>",
        "<h2><a href='https://example.org/a/b.html#s'><b>Fog</b></a></h2>",
        "<h2><a href='#s' aria-hidden=true><svg></svg></a>Fog</h2>",
    ],
)
def test_a_headings_link_to_itself_is_left_out(heading):
    assert markdown_of(heading) == "## Fog"


def test_a_headings_link_to_elsewhere_stays():
    assert markdown_of("<h2><a href='/x'>Fog</a></h2>") == "## [Fog](https://example.org/x)"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='data:,' srcset='/s.png 300w, /a.png 900w, /m.png 600w'>",
        "<img src='data:,' data-srcset='/s.png, /a.png 2x'>",
        "<picture><source srcset='/a.png 2x, /s.png 1x'> <img src='data:,'></picture>",
        "<img data-src='/a.png' src='data:,'><noscript><img src='/a.png'></noscript>",
    ],
)
def test_a_picture_is_found_wherever_lazy_loaders_keep_it_and_shown_once(html):
    assert markdown_of(html) == "![](https://example.org/a.png)"


def test_a_picture_that_stands_twice_stands_twice():
    assert markdown_of("<p><img src='/a.png'><p><img src='/a.png'>").count("a.png") == 2


def test_a_list_of_sizes_too_long_to_be_one_is_not_read():
    assert markdown_of(f"<img src='data:,' srcset='{'/a.png 1x, ' * 2000}'>") == ""


@pytest.mark.parametrize("inside", ["[a", "[a <i>b</i> ", "[x] [y", "[<a href=/x>b</a>"])
def test_of_many_brackets_none_is_left_for_a_reader_to_look_for_its_end(inside):
    text = markdown_of(f"<p>{inside * 200}</p>")

    assert not re.search(r"(?<!\\)\[(?!b\]\()", text)
