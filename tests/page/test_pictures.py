from __future__ import annotations

import pytest

from cleaner.page import segment
from tests.assemble.building import document_of, markdown_of, page_of

_WAITING = "data:image/gif;base64,R0lG"


@pytest.mark.parametrize(
    "html",
    [
        f"<img src='{_WAITING}' data-lazy-srcset='/s.png 300w, /a.png 900w'>",
        "<img src='/drawing.svg' data-lazy-srcset='/s.png 300w, /a.png 900w'>",
        "<img src='/i/blank.gif?v=2' data-actualsrc='/a.png'>",
        "<img src='/i/lazyload-placeholder.png' data-srcset='/a.png 900w'>",
        "<img data-delay-src=' /a.png '>",
        f"<img src='{_WAITING}' data-sizes='(max-width: 600px) 100vw' data-name='a.gif' data-full='/a.png'>",
        f"<img src='{_WAITING}' data-settings='{{\"src\": \"/b.png\"}}' data-full='/a.png'>",
        f"<img src='{_WAITING}' data-a='javascript:alert(1)/b.png' data-b='data:,/b.png' data-c='/a.png'>",
        f"<img src='{_WAITING}' data-sizes='/a.png 900w, {'/s.png 1w, ' * 400}'>",
        "<picture><source srcset='/a.png 2x, /s.png'><img alt=''></picture>",
        "<picture><source data-lazy-srcset='/a.png 2x, /s.png'><img></picture>",
        "<amp-img src='/a.png' width=600 height=400><noscript><img src='/a.png'></noscript></amp-img>",
    ],
)
def test_a_picture_that_is_not_loaded_yet_is_found_in_the_attribute_that_keeps_it(html):
    assert markdown_of(html) == "![](https://example.org/a.png)"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='/a.png' data-full='/large.png'>",
        "<img src='/i/photograph.jpg' data-full='/large.png'>",
        "<img src='/i/grey-seal-photograph.jpg' data-full='/large.png'>",
        "<img src='/missing-hiker/clear-creek-photograph.jpg' data-full='/large.png'>",
        "<img src='/i/blank.gif' data-page='/huts'>",
        f"<img src='/i/blank.gif' data-settings='/{'b' * 2000}.png'>",
    ],
)
def test_a_picture_that_is_there_is_taken_from_where_it_is(html):
    assert markdown_of(html).endswith((".org/a.png)", "photograph.jpg)", "blank.gif)"))


@pytest.mark.parametrize(
    "html", ["<img alt=x>", "<picture><source><img alt=x></picture>", "<img data-id='a/b'>"]
)
def test_a_picture_without_an_address_is_none(html):
    assert len(segment(page_of(html))) == 0


def test_a_picture_of_an_emoji_is_the_emoji():
    document = document_of("<p>Well done <img src='/1f600.svg' alt='👍🏽' class='emoji'>.")

    assert document.text == document.markdown == "Well done 👍🏽."


@pytest.mark.parametrize("alt", ["smile 😀", ":-)", "5", "™"])
def test_a_picture_with_words_is_a_picture(alt):
    assert markdown_of(f"<p>Well done <img src='/a.png' alt='{alt}'>").endswith("(https://example.org/a.png)")
