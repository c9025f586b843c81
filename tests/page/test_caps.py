"""What a page may be at most: an ordinary one is left alone, of the others as much is read as can be."""

from __future__ import annotations

import re

import pytest

from cleaner.inputs import from_text
from cleaner.page import caps, dom, read_page, segment
from cleaner.page.caps import Capped, capped
from cleaner.pipeline import Options, clean_page


@pytest.mark.parametrize("tag", ["div", "span", "b", "figure", "main", "x-a"])
def test_nesting_is_flattened_where_browsers_flatten_it(tag):
    source = f"<{tag}>" * 10_000 + "<p>deep</p>" + f"</{tag}>" * 10_000 + "<p>after</p>"

    tree = dom.parse(source)

    assert max(tree.path(node).count("/") for node in tree.select(tag)) <= 600
    assert "stay open" in tree.warnings[0]
    assert [tree.text(node) for node in tree.select("p")] == ["deep", "after"]


def test_many_elements_side_by_side_are_left_alone():
    source = "<div>x</div>" * 20_000

    assert capped(source.encode()) == Capped(source.encode())


def test_a_closing_tag_too_many_does_no_harm():
    source = "</div>" * 13_000 + "<div>x</div>" * 13_000

    assert capped(source.encode()) == Capped(source.encode())


def test_an_ordinary_page_is_left_alone():
    source = "<select><option>1<option>2</select><div><p>x</div>"

    assert capped(source.encode()) == Capped(source.encode())


def test_markup_in_a_script_is_no_nesting():
    source = '<script>x = "' + "<div>a<\\/div>" * 13_000 + '"</script>' + "<div><p>x</p></div>" * 2000

    assert capped(source.encode()) == Capped(source.encode())


@pytest.mark.parametrize("tag", ["DIV", "section", "ul"])
def test_nesting_is_found_by_other_names_and_in_capitals(tag):
    tree = dom.parse(f"<{tag}>" * 25_000 + "<p>deep</p>")

    assert max(tree.path(node).count("/") for node in tree.select("p")) <= 600


@pytest.mark.parametrize("pattern", [" a{}=b", ' a{}="b c"', " a{} = 'b'", " a{}"])
def test_attributes_beyond_any_tags_are_left_out(pattern, monkeypatch):
    monkeypatch.setattr(caps, "_MANY_ATTRIBUTES", 40_000)
    monkeypatch.setattr(caps, "_SHORT_BYTES", 100_000)
    source = f"<p>before</p><div{''.join(pattern.format(i) for i in range(50_000))}>inside</div><p>after</p>"

    tree = dom.parse(source)

    (div,) = tree.select("div")
    assert len(tree.nodes.attributes[div]) == 1000
    assert "1,000 attributes" in tree.warnings[0]
    assert tree.text(div) == "inside"
    assert [tree.text(node) for node in tree.select("p")] == ["before", "after"]


@pytest.mark.parametrize(
    "source",
    [
        f'<img title="{"x y " * 50_000}" alt="a"><p>after</p>',
        f"<p>{'many words in one paragraph ' * 5000}</p>",
        f"<p>a < b {'and so on ' * 10_000}</p>",
        f"<script>if (a<b) {'x = 1; ' * 20_000}</script><p>after</p>",
        f"<!-- <b {'x = 1; ' * 20_000}--><p>after</p>",
    ],
    ids=["a long value", "a long text", "a sign", "a script", "a comment"],
)
def test_what_is_long_without_being_many_attributes_is_left_alone(source):
    assert capped(source.encode()) == Capped(source.encode())


@pytest.mark.parametrize(
    "unit",
    [
        "<div><span></div>",
        "<p><a name=x>some words</p>",
        "<svg><path/><path/></svg>",
        "<td><font size=1>x</td>",
    ],
)
def test_what_is_closed_by_what_is_around_it_does_not_nest(unit):
    source = "<body>" + unit * 12_000

    assert not any("deep" in warning for warning in capped(source.encode()).warnings) or "font" in unit
    assert capped(source.encode()).html.count(b"x</td>") == source.count("x</td>")


@pytest.mark.parametrize(
    "unit",
    ["<x-a><div></x-a>", "<div><table></div>", "<X-A data-a='>'><dIv></x-a>"],
)
def test_an_end_tag_that_closes_nothing_makes_nothing_flatter(monkeypatch, unit):
    monkeypatch.setattr(caps, "_MANY_TAGS", 1000)

    tree = dom.parse(unit * 4000 + "<p>deep</p>")

    assert max(tree.path(node).count("/") for node in tree.select("p")) <= 4 * 600


def test_formatting_that_stays_open_is_not_made_anew_without_end(monkeypatch):
    monkeypatch.setattr(caps, "_MOST_REMADE", 60_000)
    left_open = "".join(f"<b a{i}>" for i in range(2000))
    source = f"<p>{left_open}</p>" + "<p>some words</p>" * 2000

    tree = dom.parse(source)

    assert len(tree.nodes) < 60_000
    assert len(tree.select("p")) == 2001


def test_what_follows_too_many_tags_is_left_out_and_said(monkeypatch):
    monkeypatch.setattr(caps, "_MOST_BYTES", 30_000)
    page = f"<script>{'a<b;' * 500}</script>" + "<p>some words</p>" * 60

    document = clean_page(from_text(page), Options()).document

    assert "truncated" in document.flags
    assert "more elements" in document.warnings[0]
    assert 10 < len(dom.parse(page).select("p")) < 60


def test_end_tags_that_make_elements_count(monkeypatch):
    monkeypatch.setattr(caps, "_MOST_BYTES", 30_000)

    assert capped(b"</p>" * 1000).cut
    assert not capped(b"</i>" * 1000).cut
    assert not capped(b"<p></p>" * 60).cut


def test_signs_in_a_script_are_no_tags(monkeypatch):
    monkeypatch.setattr(caps, "_MOST_BYTES", 30_000)
    page = f"<script>{'a<b;' * 500}</script><p>some words</p>"

    assert capped(page.encode()) == Capped(page.encode())


@pytest.mark.parametrize(
    "pattern", ["<i {}><p>words</p>", "<b>x<i a='>' {}>", "<script {}>a<b</script>", "<i a==' {}>"]
)
def test_attributes_of_all_tags_are_counted_and_the_first_are_kept(monkeypatch, pattern):
    monkeypatch.setattr(caps, "_MANY_ATTRIBUTES", 100)
    monkeypatch.setattr(caps, "_SHORT_BYTES", 100)
    monkeypatch.setattr(caps, "_MOST_BYTES", 400 * caps._ATTRIBUTE_BYTES)
    some = " ".join(f"a{i}=1" for i in range(9))
    source = pattern.format(some) * 100

    html, warnings, _ = capped(source.encode())

    assert 10 < html.count(b"a7=1") < 30
    assert "attributes" in warnings[0]


@pytest.mark.parametrize("pattern", ["<i a{}>x</i>", "<x{}>x</x{}>", "<x<{}>x", "<x></a{}>x"])
def test_names_that_are_never_the_same_are_left_out(pattern, monkeypatch):
    monkeypatch.setattr(caps, "_MANY_ATTRIBUTES", 50_000)
    source = "".join(pattern.format(i, i) for i in range(60_000)) + "<p>after</p>"

    html = capped(source.encode()).html.decode()

    names = set(re.findall(r"[ax]<?\d+", html))
    assert len(names) <= 20_000
    assert html.count("x") >= 60_000
    assert html.endswith("<p>after</p>")


@pytest.mark.parametrize(
    "unit",
    [
        "<div a='</div>'>",
        "<div><xmp></div></xmp>",
        "<div><script></script-x></div></script>",
        "<div><!-- --!><!--></div>-->",
        "<p a='</div>'><div>",
        "<div></3 </div>",
    ],
)
def test_what_only_looks_like_an_end_tag_closes_nothing(monkeypatch, unit):
    monkeypatch.setattr(caps, "_MANY_TAGS", 1000)

    tree = dom.parse(unit * 4000 + "<p>deep</p>")

    assert max(tree.path(node).count("/") for node in range(len(tree.nodes)) if tree.nodes.tags[node]) <= 600


def test_of_too_many_blocks_the_long_ones_are_kept_and_cells_are_not(monkeypatch):
    monkeypatch.setattr(caps, "FEW_BLOCKS", 10)
    monkeypatch.setattr(caps, "_MOST_BLOCKS", 12)
    long = (
        "On the third day the ferry did not come, and those who had waited for it went back to their houses."
    )
    page = f"<li>{'<li>'.join('abcdefghijklm')}</ul><table><td>{long}</table>" + f"<p>{long}</p>" * 3

    blocks = segment(read_page(from_text(page)))

    assert blocks.texts == [*"abcdefghij", long, long]
    assert blocks.page.raw.truncated == caps.MANY_BLOCKS


def test_a_block_beyond_any_length_is_cut_off(monkeypatch):
    monkeypatch.setattr(caps, "MOST_TEXT_CHARS", 20)

    blocks = segment(read_page(from_text("<p>Ten huts <b>stood in</b> a row</p><p>She went</p>")))

    assert blocks.texts == ["Ten huts stood in a", "She went"]
    assert "".join(text for _, text in blocks.runs[0]) == "Ten huts stood in a "
    assert blocks.page.warnings == (caps.LONG_BLOCK,)


@pytest.mark.parametrize(("name", "limit"), [("_MOST_LINES", 3), ("_MOST_DUMP_CHARS", 21)])
def test_a_dump_beyond_any_size_is_cut_off(monkeypatch, name, limit):
    monkeypatch.setattr(caps, name, limit)

    page = read_page(from_text("Ten huts\n\nShe went up\nThey did not\n"))

    assert page.text == "Ten huts\n\nShe went up"
    assert "left out" in page.raw.truncated
    assert page.warnings == (page.raw.truncated,)
