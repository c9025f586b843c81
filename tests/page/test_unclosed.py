"""Tags that nobody closed: what stands behind them is read, where a file is not just cut off."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page import dom, unclosed
from tests.making import blocks_of

_PLACES = "Harlow Kettle Morrow Tarn Wick Ashby Fenn Dunmore".split()
_FIRST = "".join(
    f"<p>The ferry of {place} leaves at dawn and is back before the tide has turned.</p>"
    for place in _PLACES[:4]
)
_SECOND = "".join(
    f"<p>At {place} it takes on bicycles, and those who have come with them for the summer.</p>"
    for place in _PLACES
)
_TAGS = (
    "<select>", "<template>", "<datalist>", "<svg><title>", "<svg class=a><desc>", "<iframe src=/x>",
    "<noembed>", "<noframes>", "<textarea name=a>", "<TITLE>", "<style>p { color: red }",
    "<math><annotation-xml encoding=text/html>", "<script>let a = 1;",
)  # fmt: skip
_SWALLOWING = (*_TAGS, "<template>" * 3000, "<title>" * 3000)


@pytest.mark.parametrize("tag", _SWALLOWING, ids=lambda tag: tag[:30])
@pytest.mark.parametrize("page", ["{}{}{}", "{1}{0}{2}"], ids=["before", "middle"])
def test_what_an_open_tag_has_swallowed_is_read(tag: str, page: str) -> None:
    document = clean(f"<body><article>{page.format(tag, _FIRST, _SECOND)}</article></body></html>")

    assert document.text.count("back before the tide") == 4
    assert document.text.count("takes on bicycles") == 8
    assert "let a" not in document.text
    assert "color: red" not in document.text
    assert unclosed.HIDDEN in document.warnings


@pytest.mark.parametrize(
    "page",
    [
        "<select>{}</select>",
        "<template><article>{}</article></template>",
        "<svg><title>{}</title></svg>",
        "<SELECT><optgroup>{}</SELECT><script>let a = '<p>'</script>",
    ],
)
def test_an_article_that_is_hidden_whole_is_read_where_there_is_nothing_else(page: str) -> None:
    document = clean(f"<head><title>The ferry</title></head><body>{page.format(_SECOND)}</body></html>")

    assert document.title == "The ferry"
    assert document.text.count("takes on bicycles") == 8
    assert "let a" not in document.text


def test_a_title_that_stays_open_ends_where_the_next_tag_begins() -> None:
    document = clean(f"<head><title>The ferry <meta name=a><body>{_FIRST}")

    assert document.title == "The ferry"
    assert document.text.count("back before the tide") == 4


@pytest.mark.parametrize(
    "source", [f"<title>A</title><!-- a menu <body>{_FIRST}", f"<body><p>x<!-- {_FIRST}</body>"]
)
def test_a_comment_that_has_swallowed_the_page_is_text(source: str) -> None:
    assert clean(source).text.count("back before the tide") == 4


@pytest.mark.parametrize(
    "source",
    [
        f"<body>{_FIRST}<script>let a = '<p>b</p><p>c</p><p>d</p>'",
        f"<body>{_FIRST}<textarea>a draft",
        f"<body>{_FIRST}<!-- <p>an old version</p></body></html>" + _SECOND * 3,
        f"<body>{_FIRST}<template>{_SECOND}</template></body></html>",
        "<body><script>let a = '<svg><p><p><p></svg>'</script><!-- <select><p><p><p></select> --></body>",
        "<body><div id=app></div><template><p>{{ a }}</p></template><script src=/app.js></script></body>",
        f"<body>{_FIRST}<select><option>a</select><script>'</body>'</script></body></html>",
        "",
        "<body>",
        "<title>",
    ],
    ids="script textarea comment template strings app closed empty body title".split(),
)
def test_what_is_cut_off_or_meant_to_be_hidden_stays_as_it_is(source: str) -> None:
    assert unclosed.revealed(source, dom.parse(source).nodes) is None


def test_a_link_that_nobody_closed_is_no_link_over_many_blocks() -> None:
    page = f"<body><article>{_FIRST}<a href='/x?a=1&amp;b=2'>{_SECOND}</article></body>"

    assert max(blocks_of(page).link_chars) == 0
    assert clean(page).text.count("takes on bicycles") == 8


def test_a_card_that_is_one_link_is_one() -> None:
    blocks = blocks_of(f"<body>{_FIRST}<a href=/x>{_SECOND}</a><p>and so on</p>")

    assert blocks.link_chars[-2] == len(blocks.texts[-2])


def test_links_one_by_one_are_links() -> None:
    links = "".join(
        f"<p><a href=/{i}>Ten huts in the Alps, and what they have for breakfast</a>" for i in range(30)
    )
    blocks = blocks_of(f"<body>{links}")

    assert blocks.link_chars == [len(text) for text in blocks.texts]
