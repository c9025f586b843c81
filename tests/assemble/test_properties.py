"""What holds for any page: the Markdown, read back, says what the text says, and nothing runs."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner.outputs import html as html_writer
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
    "p p p p div li ul ol h2 h3 blockquote dl dt dd b i em strong del sub sup code a br td th tr table "
    "pre img span"
).split()


def _node(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, inside: f"<{tag} href='/x' src='/y'>{''.join(inside)}</{tag}>",
        st.sampled_from(_TAGS),
        st.lists(children, max_size=5),
    )


_PAGES = st.lists(st.recursive(_TEXT, _node, max_leaves=25), min_size=1, max_size=6).map("".join)
_TABLES = st.lists(st.lists(_TEXT, min_size=2, max_size=4), min_size=2, max_size=4).map(
    lambda rows: "<table>" + "".join("<tr><td>" + "<td>".join(row) for row in rows) + "</table>"
)


def words_of(markdown: str) -> list[str]:
    """The words that a reader of the rendered Markdown sees."""
    rendered = (
        MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"]).render(markdown)
    )
    rendered = re.sub(r"</?(?:em|strong|s|a|code|sub|sup)\b[^>]*>", "", rendered)
    rendered = re.sub(r"<img [^>]*>", "", rendered)
    return words(unescape(re.sub(r"<[^>]*>", " ", rendered)))


@patient
@given(st.one_of(_PAGES, _TABLES))
def test_markdown_read_back_has_the_words_of_the_text(page):
    document = document_of(page)

    assert words_of(document.markdown) == words(document.text)


@patient
@given(st.lists(st.one_of(_PROSE, _SIGNS), max_size=6).map("\n".join))
def test_the_markdown_of_a_dump_has_the_words_of_its_text(dump):
    document = document_of(dump_of(dump))

    assert words_of(document.markdown) == words(document.text)


@patient
@given(st.lists(st.one_of(_PROSE, _SIGNS).map(escape), min_size=1, max_size=4))
def test_text_alone_never_becomes_markup(paragraphs):
    document = document_of("".join(f"<p>{text}<br>{text}" for text in paragraphs))

    rendered = html_writer._renderer().render(document.markdown)

    assert set(re.findall(r"<[^>]*>", rendered)) <= {"<p>", "</p>", "<br />"}
