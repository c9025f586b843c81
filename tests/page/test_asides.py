from __future__ import annotations

import pytest

from tests.making import blocks_of

TUFTE = (
    "<p>It held<label for=s1 class='margin-toggle sidenote-number'></label><input type=checkbox id=s1>"
    "<span class=sidenote>For <i>nineteen</i> <b>years</b>.</span> until spring.</p><p>Then it failed.</p>"
)
LATEXML = (
    "<p>It held<span class=ltx_note><sup class=ltx_note_mark>1</sup><span class=ltx_note_outer>"
    "<span class=ltx_note_content><sup class=ltx_note_mark>1</sup><span class=ltx_tag>1</span>For nineteen "
    "years.</span></span></span> until spring.</p>"
)


def test_a_note_beside_the_text_is_a_block_behind_its_paragraph():
    blocks = blocks_of(TUFTE)

    assert blocks.texts == ["It held until spring.", "For nineteen years.", "Then it failed."]


def test_the_number_of_a_note_is_said_once():
    assert blocks_of(LATEXML).texts == ["It held1 until spring.", "1 For nineteen years."]


def test_a_note_of_modern_footnotes_is_a_block():
    blocks = blocks_of(
        "<p>It held<sup data-mfn=1><a href='javascript:void(0)' role=button aria-describedby=m1>1</a></sup>"
        "<span id=m1 role=tooltip class=modern-footnotes-footnote__note tabindex=0>For nineteen years.</span>"
        " until spring.</p>"
    )

    assert blocks.texts == ["It held1 until spring.", "For nineteen years."]


def test_each_note_of_a_paragraph_is_a_block():
    note = '<span class="marginnote">Note {}.</span>'

    blocks = blocks_of(f"<div>One{note.format(1)} and two{note.format('2')}.<div>Behind.</div></div>")

    assert blocks.texts == ["One and two.", "Note 1.", "Note 2.", "Behind."]


@pytest.mark.parametrize("note", ["“<em>It</em> held”, he said.", "(<i>See</i> the map.)"])
def test_signs_before_a_word_are_no_number(note):
    plain = note.replace("<em>", "").replace("</em>", "").replace("<i>", "").replace("</i>", "")

    assert blocks_of(f"<p>It held<span class=sidenote>{note}</span> until spring.").texts[1] == plain


def test_a_picture_or_a_break_in_a_note_leaves_the_sentence_whole():
    blocks = blocks_of(
        "<p>It held<span class=marginnote><img src=/a.png>For nineteen<br>years.</span> until spring."
    )

    assert blocks.texts == ["It held until spring.", "For nineteen years."]


@pytest.mark.parametrize(
    "source",
    [
        '<p><span class="sidenote">A note alone.</span></p>',
        '<p>It held<span class="side-notes">: a note</span></p>',
    ],
)
def test_other_elements_stay_in_their_line(source):
    assert len(blocks_of(source)) == 1


def test_a_note_with_a_block_in_it_loses_nothing():
    source = '<div>It held<span class="sidenote">For <div>nineteen</div> years.</span> until spring.</div>'

    assert blocks_of(source).texts == ["It held", "For", "nineteen", "years.", "until spring."]
