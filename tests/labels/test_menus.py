from __future__ import annotations

import pytest

from cleaner.labels import menus
from cleaner.types import Label, Layer
from tests.making import blocks_of

TEXT = "<p>The path climbs through the larch wood until the hut comes into view.</p>"


def row_of(count: int, *, own: str = "") -> str:
    items = [f"<li><a href=/{i}>{i}. Hut number {i}</a></li>" for i in range(count)]
    if own:
        items[count // 2] = f"<li><a href=/own>2.5 {own}</a></li>"
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    ("row", "kind", "dropped"),
    [
        (row_of(25), "article", 25),
        (row_of(19), "article", 0),
        (row_of(25), "listing", 0),
        (row_of(25), None, 0),
        (row_of(25), "documentation", 0),
        (row_of(25, own="Alder Hut"), "documentation", 25),
        (row_of(12) + TEXT + row_of(12), "article", 0),
        (row_of(12) + "<img src=/a.jpg>" + row_of(12), "article", 24),
    ],
    ids="article short listing unknown index manual parted picture".split(),
)
def test_a_long_row_of_links_on_a_page_of_text_is_a_menu(row, kind, dropped):
    blocks = blocks_of(f"<h1>Alder Hut</h1>{TEXT}{row}")
    said = [Label(i, "body", True, Layer.MODEL, "model", "", 0.7) for i in range(len(blocks))]

    found = menus.labels(blocks, said, kind)

    assert [label.role for label in found] == ["nav"] * dropped
    assert not any(label.keep for label in found)


def test_a_list_amid_the_text_is_what_the_article_is_about():
    blocks = blocks_of(f"<article><h1>Alder Hut</h1>{TEXT}{row_of(25)}{TEXT}</article>")
    said = [Label(i, "body", True, Layer.MODEL, "model", "", 0.7) for i in range(len(blocks))]

    assert not menus.labels(blocks, said, "article")


def test_a_page_of_nothing_but_links_stays_a_list():
    blocks = blocks_of(row_of(25))
    said = [Label(i, "body", True, Layer.MODEL, "model", "", 0.7) for i in range(len(blocks))]

    assert not menus.labels(blocks, said, "article")
