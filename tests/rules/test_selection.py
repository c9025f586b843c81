"""Selectors checked when loaded, and turned into blocks and spans on a page."""

from __future__ import annotations

import pytest

from cleaner.page import segment
from cleaner.rules.doubts import doubts, is_everything
from cleaner.rules.patterns import glob, regex
from cleaner.rules.selection import Lookup, fragment, nodes_of, selector
from tests.rules.making import page_of

PAGE = """
<html><body>
<div class="story Share-Box" id="main">
  <h1>Ten huts</h1>
  <p>By <a class="author" href="/ann">Ann <b>Roe</b></a>, Chur</p>
  <p class="sharing"><span class="share">Share</span> <span class="share">Tweet</span></p>
  <p>First paragraph. <em class="ad">Buy boots.</em> Second half.</p>
  <figure class="pic"><img src="hut.jpg"></figure>
</div>
</body></html>
"""


def look(source: str = PAGE) -> Lookup:
    return Lookup(segment(page_of(source)))


def texts(lookup: Lookup, source: str) -> list[str]:
    """What a selector hits, spans as their text."""
    return [
        lookup.blocks.texts[block][slice(*span)] if span else lookup.blocks.texts[block]
        for block, span in lookup.hits(selector(source))
    ]


def test_a_selector_hits_all_blocks_inside_the_element():
    assert texts(look(), "#main")[:2] == ["Ten huts", "By Ann Roe, Chur"]


def test_css_and_xpath_find_the_same():
    lookup = look()

    assert lookup.hits(selector("p.sharing")) == lookup.hits(selector("//p[@class='sharing']"))
    assert lookup.hits(selector("(//p)[2]")) == lookup.hits(selector("p.sharing"))


def test_an_inline_element_hits_a_span_of_its_block():
    assert texts(look(), "a.author") == ["Ann Roe"]
    assert texts(look(), ".ad") == ["Buy boots."]


def test_inline_elements_that_hold_all_the_text_hit_the_block():
    lookup = look()

    assert lookup.hits(selector(".share")) == [(2, None)]


def test_a_picture_alone_is_hit_by_its_own_selector_or_its_box():
    lookup = look()

    assert len(lookup.hits(selector("img"))) == len(lookup.hits(selector(".pic"))) == 1


def test_a_fragment_is_part_of_a_class_or_id_in_any_case():
    lookup = look()

    assert len(lookup.hits(fragment("share-"))) == len(lookup.hits(selector("#main")))


def test_names_that_the_page_has_not_are_not_looked_for(monkeypatch):
    lookup, absent = look(), selector(".absent > p")
    monkeypatch.setattr(type(lookup.tree), "select", None)

    assert lookup.hits(absent) == []


def test_a_text_dump_has_nothing_to_select():
    assert look("Ten huts\n\nA path.").hits(selector("p")) == []


def test_an_xpath_for_strings_selects_no_element():
    tree = page_of(PAGE).tree
    assert tree is not None

    assert nodes_of(tree, selector("//a/@href")) == []


def test_a_trailing_attribute_is_taken_apart():
    chosen = selector("a.author@href")

    assert (chosen.css, chosen.attribute) == ("a.author", "href")
    assert selector('a[href*="@x"]').attribute is None


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("..x", 'bad CSS selector "..x"'),
        ("p[", 'bad CSS selector "p["'),
        (":contains(x)", "use drop_lines, or XPath"),
        ("p::before", "pseudo-elements"),
        ("", "bad CSS selector"),
        ("//p[", "bad XPath"),
        ("//nope()", "bad XPath"),
        ("share", '"share" is no HTML element - write ".share"'),
    ],
)
def test_a_bad_selector_is_refused_with_advice(source, problem):
    with pytest.raises(ValueError, match=r".") as caught:
        selector(source)
    assert problem in str(caught.value)


def test_a_custom_element_is_an_element():
    assert selector("paywall-box").css == "paywall-box"


def test_a_fragment_is_letters_only():
    with pytest.raises(ValueError, match="no fragment"):
        fragment('x"]')


@pytest.mark.parametrize(
    ("source", "doubt"),
    [
        ("p", "hits every <p>"),
        ("ol", "hits every <ol>"),
        ('[class*="ad"]', 'fragment "ad"'),
        (".css-1x2y3z", "build tool"),
        (".title-oOnUGd", "build tool"),
        ("div.container-jsOc9L > p", "build tool"),
        ("p:nth-child(3)", "position"),
        ("//div[3]/p", "position"),
    ],
)
def test_selectors_that_hit_too_much_or_will_not_last_are_doubted(source, doubt):
    assert any(doubt in found for found in doubts(selector(source)))


@pytest.mark.parametrize(
    "source",
    [".author-box", "#content-main", ".col-md-6", ".articleBody", ".entry-content2", ".sd-sharing-enabled",
     ".story__shareButtons", ".post-2024", "p.lead", '[class*="newsletter"]', "p:has(> a.affiliate)"],
)  # fmt: skip
def test_good_selectors_are_not_doubted(source):
    assert list(doubts(selector(source))) == []


def test_what_selects_the_whole_page_is_known():
    assert is_everything(selector("body"))
    assert is_everything(selector("//*"))
    assert not is_everything(selector("body > p"))


def test_lines_are_found_by_text_in_html_and_dumps_alike():
    for lookup in (look("<p>Share</p><p>Share it with Ann</p>"), look("Share\n\nShare it with Ann")):
        assert lookup.lines(glob("share")) == [(0, None)]
        assert lookup.lines(glob("Share*")) == [(0, None), (1, None)]


def test_a_part_is_found_as_a_span():
    lookup = look("<p>[By Ann Roe] The path climbs.</p><p>[By Cy]</p>")

    assert lookup.lines(regex(r"^\[By [^\]]+\]", part=True)) == [(0, (0, 12)), (1, None)]


def test_a_line_of_a_hard_wrapped_paragraph_is_found_as_a_span():
    wrapped = """\
        The path climbs from the village through a wood of larches,
        and after an hour the first hut stands in a clearing by the
        Advertisement for boots and jackets and hats and ropes here
        stream, where the keeper sells soup to those who carry down
        their own rubbish and promise to come back before the snow.
        """
    lookup = look(wrapped)
    assert len(lookup.blocks) == 1

    ((block, span),) = lookup.lines(glob("Advertisement for*"))

    assert span is not None
    assert lookup.blocks.texts[block][slice(*span)].startswith("Advertisement for boots")
    assert lookup.blocks.texts[block][slice(*span)].endswith("ropes here")
