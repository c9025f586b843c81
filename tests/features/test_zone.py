"""What the containers around a block say it is."""

from __future__ import annotations

import pytest

from cleaner.features import zone
from tests.making import blocks_of

ARTICLE = "<div class=story><p>" + "The path climbs to the hut. " * 20 + "</p></div>"


@pytest.mark.parametrize(
    ("around", "role"),
    [
        ("<nav>{}</nav>", "nav"),
        ("<div role=navigation>{}</div>", "nav"),
        ("<footer>{}</footer>", "footer"),
        ("<aside><div>{}</div></aside>", "related"),
        ("<div class='post-share-buttons'>{}</div>", "share"),
        ("<div id=relatedPosts>{}</div>", "related"),
        ("<div class=authorBox>{}</div>", "bio"),
        ("<section class='comments-area'>{}</section>", "comments"),
        ("<div class='newsletter_signup'>{}</div>", "newsletter"),
        ("<div id=header>{}</div>", "masthead"),
        ("<div class=header>{}</div>", ""),  # of an article, as often as not
        ("<figure>{}<figcaption>x</figcaption></figure>", ""),
        ("<div class='signature restore'>{}</div>", "bio"),
        ("<div id=sig class=post-signature>{}</div>", "bio"),
        ("<div class='container with-sidebar-right'>{}</div>", ""),  # a layout
        ("<div class='main sidebar-enabled--false'>{}</div>", ""),
        ("<div class=type-signature>{}</div>", ""),  # code in documentation
        ("<div class=heading>{}</div>", ""),  # "ad" is a word of a name, not a part of one
    ],
)
def test_names_tell_zones(around, role):
    blocks = blocks_of(ARTICLE + around.format("<p>a few words here</p>"))

    assert zone.zones(blocks)[1] == role


def test_a_container_with_most_of_the_text_has_no_zone():
    blocks = blocks_of(f"<div class='has-sidebar'>{ARTICLE}</div>")

    assert zone.zones(blocks) == [""]


def test_without_names_only_tags_roles_and_ids_tell():
    blocks = blocks_of(ARTICLE + "<div class=toolbar><pre>x = 1</pre></div><nav class=x><p>a</p></nav>")

    assert zone.zones(blocks, named=False)[1:] == ["", "nav"]
    assert zone.zones(blocks)[1:] == ["nav", "nav"]


def test_the_outermost_clutter_wins():
    blocks = blocks_of(ARTICLE + "<footer><div class=share><p>x</p></div></footer>")

    assert zone.zones(blocks)[-1] == "footer"


def test_a_link_at_its_beginning_tells_nothing_of_a_paragraph():
    blocks = blocks_of(
        ARTICLE + "<p><a class='nav-link' href=x>The ferry</a> went to the harbour that morning.</p>"
    )

    assert zone.zones(blocks)[-1] == ""


def test_main_is_known_by_tag_role_and_itemprop():
    blocks = blocks_of("<main><p>a</p></main><div role=main>b</div><div itemprop=articleBody>c</div><p>d</p>")

    assert zone.in_main(blocks) == [True, True, True, False]


def test_a_dump_has_no_zones():
    blocks = blocks_of("a line\n\nanother")

    assert zone.zones(blocks) == ["", ""]
    assert zone.in_main(blocks) == [False, False]
