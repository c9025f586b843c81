"""Notes that an engine drops while their signs stay."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.labels import decide, notes
from cleaner.types import Label, Layer
from tests.making import blocks_of

TEXT = "<p>The hut<sup id=r1><a href=#n1>1</a></sup> is shut<a id=r2 href=#n2>[2]</a> in winter.</p>"
LIST = "<ol><li id=n1>Since 1931. <a href=#r1>↩</a><li id=n2><p>By law.</p><p>Or snow. <a href=#r2>↩</a></ol>"


def kept(html: str, *, drop: str = "~", layer: Layer = Layer.MODEL) -> list[str]:
    """What is kept at last of a page of which an engine, or a rule, drops all from the block `drop` on."""
    blocks = blocks_of(html)
    begun = next(i for i, text in enumerate([*blocks.texts, drop]) if text.startswith(drop))
    said = [Label(i, "body", True, Layer.MODEL, "test", "kept") for i in range(begun)]
    said += [Label(i, "other", False, layer, "test", "dropped") for i in range(begun, len(blocks))]
    found = notes(blocks, decide(blocks, said))
    verdicts = decide(blocks, [*said, *found])
    assert all(label.keep for label in found)
    return [blocks.texts[verdict.block] for verdict in verdicts if verdict.keep]


def test_notes_whose_signs_are_kept_are_kept_and_say_why():
    blocks = blocks_of(f"{TEXT}<h2>Notes</h2>{LIST}<p>Menu</p>")
    said = [Label(i, "body", i == 0, Layer.MODEL, "model", "p=0.03") for i in range(len(blocks))]

    found = notes(blocks, decide(blocks, said))

    assert [blocks.texts[label.block] for label in found] == ["Since 1931. ↩", "By law.", "Or snow. ↩"]
    assert {(label.by, label.why, label.layer) for label in found} == {
        ("notes", "a note to block 0", Layer.PAGE)
    }


@pytest.mark.parametrize(
    "note",
    [
        # docutils, in three ages
        '<aside><aside id="n1"><span><a href="#r1">1</a></span><p>Since 1931.</p></aside></aside>',
        '<dl><dt id="n1"><span><a href="#r1">1</a></span></dt><dd><p>Since 1931.</p></dd></dl>',
        '<table id="n1"><tr><td><a href="#r1">[1]</a></td><td>Since 1931.</td></tr></table>',
        '<div id="footnotes"><div id="n1"><a href="#r1">1</a>. Since 1931.</div></div>',  # AsciiDoctor
        '<div id="ftn1"><p><a href="#r1" name="n1">[1]</a> Since</p><p>1931.</p></div>',  # Word
        "<p>Fog.<br><br><a name=n1 href=#r1>1</a>. Since 1931.<br><br>Menu</p>",
        '<aside epub:type="footnote" id=n1><p>Since 1931.</p></aside>',
        '<ol><li role="doc-endnote" id=n1>Since 1931.</ol>',
        '<p id=n1>1. Since 1931. <a href="https://example.org/a#r1">back</a></p>',
    ],
)
def test_a_note_is_one_whoever_made_it(note):
    html = f"<p>The hut<sup id=r1><a href=/a#n1>1</a></sup> is shut.</p><p>Menu</p>{note}<p>Menu</p>"

    found = kept(html, drop="Menu")

    assert "1931." in " ".join(found)
    assert "Menu" not in found


def test_a_note_in_the_margin_goes_with_its_paragraph():
    note = "<span class=sidenote>{}</span>"
    html = f"<p>The hut{note.format('Larch.')} is{note.format('Not in <i>May</i>.')} shut.</p><p>Menu{{}}</p>"

    blocks = blocks_of(html.format(note.format("An ad.")))
    said = [Label(i, "body", i == 0, Layer.MODEL, "test", "") for i in range(len(blocks))]

    found = notes(blocks, decide(blocks, said))

    assert blocks.texts == ["The hut is shut.", "Larch.", "Not in May.", "Menu", "An ad."]
    assert [(label.block, label.why) for label in found] == [
        (1, "a note to block 0"),
        (2, "a note to block 0"),
    ]


def test_a_sign_in_a_table_brings_its_note_along():
    html = (
        "<table><tr><th>Hut<th>Beds<tr><td>Larch<td>12<sup id=r><a href=#n>a</a></sup></table>"
        "<p>Menu</p><p id=n>a Two of them short. <a href=#r>^</a></p>"
    )

    assert kept(html, drop="Menu")[-1].startswith("a Two of them")


_BODY = "<p>The hut is shut<sup id=r><a href=#n>1</a></sup>.</p><p>Menu</p>"


@pytest.mark.parametrize(
    "html",
    [
        f"{_BODY}<p id=n>1. Since 1931.</p>",  # no way back
        f"{_BODY}<p id=n>1. Since 1931. <a href=#top>back to top</a></p>",
        f"{_BODY}<nav><p id=n>1. Since 1931. <a href=#r>^</a></p></nav>",
        f"{_BODY}<div role=navigation><p id=n>1. Since 1931. <a href=#r>^</a></p></div>",
        f"{_BODY}<p id=n hidden>1. Since 1931. <a href=#r>^</a></p>",
        f"{_BODY}<h2 id=n>1. Since 1931 <a href=#r>^</a></h2>",
        f"{_BODY}<div id=n><h2>Since 1931</h2><p>Long. <a href=#r>^</a></p></div>",
        # Contents, by number and by letter
        "<ul><li id=r><a href=#n>1</a> The hut</ul><p>Menu</p><div id=n><p>Shut. <a href=#r>↑</a></p></div>",
        "<p id=r><a href=#m>A</a> <a href=#n>B</a></p><p>Menu</p><p id=n>Bed. <a href=#r>top</a></p>",
        # Comments: permalinks, answers, the next and the one before
        "<p id=r>I was there. <a href=#n>#2</a></p><p>Menu</p><p id=n>So was I. <a href=#r>#1</a></p>",
        "<p id=r>I was there. <a href=#n>1 reply</a></p><p>Menu</p><p id=n>So was I. <a href=#r>up</a></p>",
        "<p id=r>I was there. <a href=#n>next</a></p><p>Menu</p><p id=n>So was I. <a href=#r>prev</a></p>",
    ],
)
def test_what_is_no_proven_note_is_left_to_the_engine(html):
    assert not any(text.startswith(("1.", "Long", "Bed", "So", "Shut")) for text in kept(html, drop="Menu"))


def test_a_note_whose_sign_is_dropped_stays_dropped():
    assert kept(f"<p>Lead.</p><p>Menu</p>{TEXT}{LIST}", drop="Menu") == ["Lead."]


def test_a_sign_that_only_the_user_keeps_brings_nothing_along():
    blocks = blocks_of(TEXT + LIST)
    said = [Label(i, ["ad", "other"][i > 0], False, Layer.MODEL, "test", "") for i in range(len(blocks))]

    assert notes(blocks, decide(blocks, said, keep=frozenset({"ad"}))) == []


def test_a_rule_of_the_site_may_drop_notes():
    assert len(kept(f"{TEXT}{LIST}", drop="Since", layer=Layer.SITE)) == 1
    assert len(kept(f"{TEXT}{LIST}", drop="Since", layer=Layer.PAGE)) == 4


@pytest.mark.parametrize(("count", "bonus"), [(12, 12), (13, 0)])
def test_a_list_of_many_is_one_of_references(count, bonus):
    signs = "".join(f"<sup><a id=r{i} href=#n{i}>{i}</a></sup>" for i in range(count))
    entries = "".join(f"<li id=n{i}><a href=#r{i}>^</a> Page {i}." for i in range(count))

    assert len(kept(f"<p>The hut{signs} is shut.</p><p>Menu</p><ol>{entries}</ol>", drop="Menu")) == 1 + bonus


def test_a_dump_has_no_notes():
    blocks = blocks_of("The hut[1] is shut.\n\n[1] Since 1931.")
    said = [Label(i, "body", i == 0, Layer.MODEL, "test", "") for i in range(2)]

    assert notes(blocks, decide(blocks, said)) == []


def test_a_note_that_the_engine_drops_is_in_the_document():
    sentence = "On the third day the warden of Farrow hut went down to the valley, and came back with bread. "
    html = (
        f"<h1>Bread</h1>{f'<p>{sentence * 5}</p>' * 4}<p>{sentence}<sup id=r><a href=#n>1</a></sup></p>"
        "<div class=menu><ul><li><a href=/>Home</a><li><a href=/m>Mail</a></ul>"
        "<p id=n><a href=#r>1</a> <a href=/rye>Rye</a></p></div>"
    )

    document = cleaner.clean(html, url="https://example.org/a")

    assert document.text.endswith("[1] Rye")
    assert document.markdown.endswith("[^1]\n\n[^1]: [Rye](https://example.org/rye)")
    assert any(block.by == "notes" for block in cleaner.explain(html, url="https://example.org/a"))


def test_ten_thousand_signs_in_one_paragraph_are_read_in_no_time():
    signs = "".join(f"<a id=r{i} href=#n{i}>{i}</a> " for i in range(10_000))
    entries = "".join(f"<li id=n{i}><a href=#r{i}>^</a> Note." for i in range(10_000))

    assert len(kept(f"<p>{signs}</p><p>Menu</p><ol>{entries}</ol>", drop="Menu")) == 1
