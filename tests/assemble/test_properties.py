"""What holds for any page: the Markdown, read back, says what the text says, and nothing runs."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner.outputs.reading import reader
from cleaner.text import words
from tests.assemble.building import document_of, dump_of

pytestmark = pytest.mark.property
patient = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))

_SIGNS = st.text(st.sampled_from("ab 1.)-+*_~`#>|<&;:![](){}=%\\/x\u2009é字\n"), max_size=30)
_PROSE = st.lists(
    st.sampled_from(
        "fog snake_case 3*4 **not** <b> </p> &amp; &#60; [x](y) ![x](y) [a]: b 1. 2) - + # > --- === |---| "
        "~~~ ``` <!-- --> <script> http://example.org/ javascript:x {{< x >}} \\ \\* [^1] [[wiki]] *it* "
        "a|b : \\|".split()
    ),
    max_size=8,
).map(" ".join)
_TEXT = st.one_of(_PROSE, _SIGNS).map(escape)
_TAGS = (
    "p p p p div li ul ol h2 h3 blockquote dl dt dd b i em strong del sub sup code a a br td th tr table "
    "pre img span input math aside"
).split()
_TEX = st.sampled_from(
    [
        r"\(x_1*y_1*z\)",
        r"$$a_{1} \frac{b}{c}$$",
        "$x^2$",
        r"\[ &lt;b>x&lt;/b> \]",
        "$5",
        r"\(",
        r"\]",
        "US$",
        "$$",
    ]
)
# Links on the page and where they lead, so that some are signs of notes and some lead back.
_PLACES = ("n1", "n2", "r1", "r2")


def _node(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, href, place, inside: (
            f"<{tag} href='{href}' id='{place}' src='/y' type=checkbox class='ln'>{''.join(inside)}</{tag}>"
        ),
        st.sampled_from(_TAGS),
        st.sampled_from(["/x", "/x", *(f"#{place}" for place in _PLACES)]),
        st.sampled_from(["", "", *_PLACES]),
        st.lists(children, max_size=5),
    )


_PAGES = st.lists(st.recursive(_TEXT, _node, max_leaves=25), min_size=1, max_size=6).map("".join)
_TABLES = st.lists(st.lists(_TEXT, min_size=2, max_size=4), min_size=2, max_size=4).map(
    lambda rows: "<table>" + "".join("<tr><td>" + "<td>".join(row) for row in rows) + "</table>"
)


_NOTES = st.lists(
    st.tuples(_PROSE.map(escape), st.sampled_from("1 12 a * [1]".split())), min_size=1, max_size=4
).map(
    lambda notes: "".join(
        [
            f"<p>{text} x<sup id=r{i}><a href='#n{i}'>{sign}</a></sup> {text}"
            for i, (text, sign) in enumerate(notes)
        ]
        + [f"<p id=n{i}>{sign} {text} x <a href='#r{i}'>^</a>" for i, (text, sign) in enumerate(notes)]
    )
)
_FORMULAE = st.lists(st.one_of(_TEX, _TEXT), max_size=8).map(
    lambda parts: f"<script src=mathjax.js></script><p>{' '.join(parts)}"
)


def words_of(markdown: str) -> list[str]:
    """The words that a reader of the rendered Markdown sees."""
    rendered = re.sub(r"</?(?:em|strong|s|a|code|sub|sup|span)\b[^>]*>", "", reader().render(markdown))
    rendered = re.sub(r"<img [^>]*>", "", rendered)
    return words(unescape(re.sub(r"<[^>]*>", " ", rendered)))


def _no_numbers(found: list[str]) -> list[str]:
    return [word for word in found if not word.isdigit()]


@patient
@given(st.one_of(_PAGES, _TABLES, _NOTES, _FORMULAE))
def test_markdown_read_back_has_the_words_of_the_text(page):
    document = document_of(page)

    assert words_of(document.markdown) == words(document.text)


@patient
@given(st.lists(st.one_of(_PROSE, _SIGNS), max_size=6).map("\n".join))
def test_the_markdown_of_a_dump_has_the_words_of_its_text(dump):
    document = document_of(dump_of(dump))

    # The number of an item is text in a dump, and a marker in Markdown.
    assert _no_numbers(words_of(document.markdown)) == _no_numbers(words(document.text))


@patient
@given(st.lists(st.one_of(_PROSE, _SIGNS).map(escape), min_size=1, max_size=4))
def test_text_alone_never_becomes_markup(paragraphs):
    document = document_of("".join(f"<p>{text}<br>{text}" for text in paragraphs))

    rendered = reader().render(document.markdown)

    assert set(re.findall(r"<[^>]*>", rendered)) <= {"<p>", "</p>", "<br />"}


@patient
@given(_FORMULAE)
def test_a_formula_never_becomes_markup(page):
    rendered = MarkdownIt("commonmark").render(document_of(page).markdown)

    assert not re.search(r"<(?:b|script|a|img|h2|ul|ol|pre)\b", rendered)
