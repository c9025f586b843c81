from __future__ import annotations

import re

import pytest

from tests.assemble.building import document_of, markdown_of

_NOTE = "Fog[^1] came.\n\n[^1]: It is low cloud."
# How generators and editors mark footnotes; each says the same.
_SHAPES = {
    "mediawiki": '<p>Fog<sup id="r1"><a href="#n1"><span>[</span>1<span>]</span></a></sup> came.</p><ol>'
    '<li id="n1"><span>^ <a href="#r1"><sup>a</sup></a> <a href="#r1"><sup>b</sup></a>'
    '</span> It is low cloud.</ol>',
    "pandoc": '<p>Fog<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a> came.</p>'
    '<section><hr><ol>'
    '<li id="fn1"><p>It is low cloud.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>',
    "github": '<p>Fog<sup><a href="#user-content-fn-1" id="user-content-fnref-1">1</a></sup> came.</p><ol>'
    '<li id="user-content-fn-1"><p>It is low cloud. <a href="#user-content-fnref-1">'
    '<g-emoji>↩</g-emoji></a></ol>',
    "wordpress": '<p>Fog<sup data-fn="ab"><a id="ab-link" href="#ab">1</a></sup> came.</p><ol>'
    '<li id="ab">'
    'It is low cloud. <a href="#ab-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol>',
    "substack": '<p>Fog<a id="anchor-1" href="#note-1">1</a> came.</p><div>'
    '<a id="note-1" href="#anchor-1">1</a>'
    "<div><p>It is low cloud.</p></div></div>",
    "word": '<p>Fog<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> came.</p><div><div id="ftn1"><p>'
    '<a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> It is low cloud.</p></div></div>',
    "docutils": '<p>Fog<a href="#id2" id="id1"><span>[</span>1<span>]</span></a> came.</p><aside>'
    '<aside id="id2">'
    '<span><span>[</span><a href="#id1">1</a><span>]</span></span><p>It is low cloud.</p></aside></aside>',
    "docutils, as a table": '<p>Fog<a href="#id2" id="id1">[1]</a> came.</p><table id="id2"><tr><td>'
    '<a href="#id1">[1]</a></td><td>It is low cloud.</td></tr></table>',
    "absolute addresses": '<p>Fog<sup id=r1><a href="https://example.org/a/b.html#n1">1</a></sup> came.</p>'
    '<p id=n1>1. It is low cloud. <a href="https://example.org/a/b.html#r1">back</a></p>',
    "a path": '<p>Fog<a href="/a/b.html#n1" id=r1>1</a> came.</p>'
    '<p id=n1>1. It is low cloud. <a href="b.html#r1">back</a></p>',
    "docutils, as definitions": '<p>Fog<a href="#id2" id="id1">1</a> came.</p><dl><dt id="id2">'
    '<span><a href="#id1">1</a></span></dt><dd><p>It is low cloud.</p></dd></dl>',
    "asciidoctor": '<p>Fog<sup>[<a id="_footnoteref_1" href="#_footnotedef_1">1</a>]</sup> came.</p>'
    '<div id="footnotes"><hr><div id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. It is low cloud.</div>'
    "</div>",
    "epub": '<p>Fog<a epub:type="noteref" href="#n1">1</a> came.</p><aside epub:type="footnote" id="n1">'
    "<p>It is low cloud.</p></aside>",
    "org": '<p>Fog<sup><a id="fnr.1" href="#fn.1">1</a></sup> came.</p><div><div class="footdef">'
    '<sup><a id="fn.1" href="#fnr.1">1</a></sup> <div><p>\nIt is low cloud.\n</p></div></div></div>',
    "libreoffice": '<p>Fog<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> came.</p>'
    '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>\tIt is low cloud.</div>',
    "hugo": '<p>Fog<sup id="fnref:1"><a href="#fn:1" role="doc-noteref">1</a></sup> came.</p><div><hr><ol>'
    '<li id="fn:1"><p>It is low cloud.&#160;<a href="#fnref:1">&#x21a9;&#xfe0e;</a></p></ol></div>',
    "markdown-it": '<p>Fog<sup><a href="#fn1" id="fnref1">[1]</a></sup> came.</p><hr><section><ol>'
    '<li id="fn1"><p>It is low cloud. <a href="#fnref1">↩︎</a> <a href="#fnref1:1">↩︎</a></p></ol></section>',
    "mediawiki's parsoid": '<p>Fog<sup id="ref-1"><a href="./b.html#note-1"><span><span>[</span>1<span>]'
    '</span></span></a></sup> came.</p><ol><li id="note-1"><span><a href="./b.html#ref-1"><span>↑ </span></a>'
    '</span> <span id="text-note-1">It is low cloud.</span></ol>',
    "easy footnotes": "<p>Fog<span id='easy-1'></span><span><a href='https://example.org/a/b.html#bottom-1' "
    "title='It is low cloud.'><sup>1</sup></a></span> came.</p><ol><li><span id='bottom-1'></span>"
    "It is low cloud.<a href='https://example.org/a/b.html#easy-1'></a></ol>",
    "a sign that is no number": "<p>Fog<a href='#n' id=r>*</a> came."
    "<p id=n>* It is low cloud. <a href='#r'>^</a>"
    "",
    "brackets around the links": '<p>Fog<sup>[<a href="#n1" id=r1>1</a>]</sup> came.</p><ol>'
    '<li id=n1>It is low cloud. [<a href="#r1">↑</a>]</li></ol>',
    "no way back": "<p>Fog<sup><a href='#n1'>1</a></sup> came.</p><ol><li id=n1>It is low cloud.</ol>",
    "escaped": "<p>Fog<sup id='ä'><a href='#n%201'>1</a></sup> came.</p><p id='n 1'>"
    "It is low cloud. <a href='#%C3%A4'>^</a>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _SHAPES)
def test_footnotes_are_footnotes_whoever_made_them(shape):
    document = document_of(_SHAPES[shape])

    assert document.markdown == _NOTE
    assert document.text == "Fog[1] came.\n\n[1] It is low cloud."


def test_a_note_of_several_blocks_is_indented():
    html = (
        "<ol><li>Fog<sup id=r><a href='#n'>1</a></sup></ol><ol><li id=n><p>One. <a href='#r'>↩</a></p>"
        "<ul><li>two</ul><pre>1\n\n2</pre></ol><p>After."
    )

    assert markdown_of(html) == (
        "1. Fog[^1]\n\n[^1]: One.\n\n    - two\n\n    ```\n    1\n\n    2\n    ```\n\nAfter."
    )


def test_notes_that_share_a_paragraph_are_told_apart():
    html = (
        "<p>Fog<sup><a href='#n1' id=r1>1</a></sup> and ice<sup><a href='#n2' id=r2>2</a></sup>.</p>"
        "<p><a href='#r1' id=n1>1</a> Low cloud.<br><a href='#r2' id=n2>2</a> Frozen.</p>"
    )

    assert markdown_of(html) == "Fog[^1] and ice[^2].\n\n[^1]: Low cloud.\n\n[^2]: Frozen."


def test_a_note_cited_twice_is_one_and_two_notes_of_one_number_are_two():
    html = (
        "<p>Fog<sup id=r1><a href='#n1'>1</a></sup>, ice<sup id=r2><a href='#n1'>1</a></sup>, rain<sup id=r3>"
        "<a href='#n2'>[1]</a></sup>.</p><ol><li id=n1>Low. <a href='#r1'>^</a><li id=n2>"
        "Wet. <a href='#r3'>^</a></ol>"
    )

    assert markdown_of(html) == "Fog[^1], ice[^1], rain[^1-2].\n\n[^1]: Low.\n\n[^1-2]: Wet."


@pytest.mark.parametrize(
    "note",
    [
        "<dl><dt id=n><span>1</span>(<a href='#r1'>1</a>,<a href='#r2'>2</a>)</dt><dd>Low.</dd></dl>",
        "<ol><li id=n>^ <a href='#r1'>a</a> <a href='#r2'>b</a> Low.</ol>",
        "<ol><li id=n><p>Low. <a href='#r1'>↩</a> <a href='#r2'>↩</a></ol>",
    ],
)
@pytest.mark.parametrize("drop", ["", "Ice"])
def test_a_note_loses_the_ways_back_to_all_its_signs(note, drop):
    html = f"<p>Fog<sup id=r1><a href='#n'>1</a></sup>.<p>Ice<sup id=r2><a href='#n'>1</a></sup>.</p>{note}"

    document = document_of(html, drop={drop: "ad"} if drop else {})

    assert document.markdown == "\n\n".join(["Fog[^1].", *["Ice[^1]."] * (not drop), "[^1]: Low."])
    assert document.text == "\n\n".join(["Fog[1].", *["Ice[1]."] * (not drop), "[1] Low."])


def test_a_link_from_one_note_to_another_stays():
    html = (
        "<p>Fog<sup id=r1><a href='#n1'>1</a></sup>, ice<sup id=r2><a href='#n2'>2</a></sup>.</p><ol>"
        "<li id=n1>Low. <a href='#r1'>^</a><li id=n2>As in <a href='#n1'>note 1</a>. <a href='#r2'>^</a></ol>"
    )

    assert markdown_of(html).endswith("[^2]: As in [note 1](https://example.org/a/b.html#n1).")


def test_a_sign_whose_note_was_dropped_stays_a_link():
    html = "<p>Fog<sup id=r><a href='#n'>1</a></sup>.</p><ol><li id=n>Low cloud. <a href='#r'>back</a></ol>"

    document = document_of(html, drop={"Low": "other"})

    assert document.markdown == "Fog<sup>[1](https://example.org/a/b.html#n)</sup>."
    assert document.text == "Fog1."


def test_a_note_whose_sign_was_cut_out_of_the_text_stays_what_it_was():
    html = (
        "<p>Fog.<sup id=r><a href='#n'>1</a></sup> An ad. Ice.</p><ol><li id=n>Low. <a href='#r'>^</a></ol>"
    )

    document = document_of(html, cut={"1 An ad.": "ad"})

    assert document.markdown == "Fog. Ice.\n\n1. Low. [^](https://example.org/a/b.html#r)"
    assert document.text == "Fog. Ice.\n\nLow. ^"


def test_a_sign_with_a_colon_behind_it_begins_no_note():
    html = "<p>Fog<br><sup id=r><a href='#n'>1</a></sup>: came.</p><p id=n>1 Low. <a href='#r'>^</a></p>"

    assert markdown_of(html) == "Fog  \n[^1]\\: came.\n\n[^1]: Low."


def test_a_note_whose_sign_was_dropped_stays_where_it_is():
    html = "<p>Fog<sup id=r><a href='#n'>1</a></sup>.</p><ol><li id=n>Low cloud.</ol>"

    assert markdown_of(html, drop={"Fog": "other"}) == "1. Low cloud."


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><a href='#s' id=t>1</a></ul><h2 id=s>One <a href='#t'>↑</a></h2><p>Text.",  # contents
        "<p>See <a href='#s'>2.1</a>.<p id=s>Text.",  # a section, without a way back
        "<p id=top>Text. <a href='#s'>next</a><p id=s><a href='#nowhere'>1</a> More.",
        "<p>Fog<sup><a href='#r' id=r>1</a></sup>.",  # to itself
        "<p>Fog<sup><a href='/other#n'>1</a></sup>.<p id=n>Note.",  # to another page
    ],
)
def test_other_links_on_the_page_are_no_notes(html):
    assert not re.search(r"\[\^\w", markdown_of(html))


def test_a_text_in_one_element_is_no_note_though_it_holds_one():
    html = (
        '<div>Mist lies on the lake.<sup><a href="#f1">1</a></sup><br><br>The huts are open.<br><br>'
        'The last one is closed.<br><br><a id="f1" href="#r1">1</a>. So says the chronicle.</div>'
    )

    markdown = markdown_of(html)

    assert markdown.startswith("Mist lies on the lake.")
    assert "\n    The huts" not in markdown


@pytest.mark.parametrize("part", ["<h2>Part B</h2><p>It rains.</p>", "<figure><img src='b.jpg'></figure>"])
def test_a_part_of_the_page_is_no_note(part):
    html = f'<p>See there.<sup><a href="#b">B</a></sup></p><p>It snows.</p><div id="b">{part}</div>'

    assert "[^" not in markdown_of(html)


_LINES = (
    "Fog<sup><a href=#n1 id=r1>1</a></sup> came.<br><br>Ice<sup><a href=#n2 id=r2>2</a></sup> too.<br><br>"
    "<b>Notes</b><br><br>{}Low.<br>Grey.<br><br>{}Hard.<br><br>So it went.<br><br>To the <i>end</i>."
)


@pytest.mark.parametrize("around", ["<div>{}</div>", "<table><tr><td>{}</table>", "<p>Before.</p>{}"])
@pytest.mark.parametrize(
    "number",
    [
        "<a name=n{0} href=#r{0}>{0}</a>. ",
        "[<a name=n{0} href=#r{0}>{0}</a>] ",
        "<a name=n{0}></a><a href=#r{0}>{0}</a> ",
    ],
)
def test_a_note_that_shares_an_element_with_the_text_is_one_paragraph(number, around):
    document = document_of(around.format(_LINES.format(number.format(1), number.format(2))))

    assert document.markdown.removeprefix("Before.\n\n") == (
        "Fog[^1] came.\n\nIce[^2] too.\n\n**Notes**\n\n[^1]: Low.  \n    Grey.\n\n[^2]: Hard.\n\n"
        "So it went.\n\nTo the *end*."
    )
    assert document.text.removeprefix("Before.\n\n") == (
        "Fog[1] came.\n\nIce[2] too.\n\nNotes\n\n[1] Low.\nGrey.\n\n[2] Hard.\n\nSo it went.\n\nTo the end."
    )


def test_an_anchor_before_a_paragraph_of_the_text_makes_that_paragraph_a_note():
    html = (
        "<div><p>Fog<sup><a href=#n>1</a></sup> came.</p><a name=n></a><p>1. Low.</p>"
        "<p>So it went.</p><h2>Ice</h2></div>"
    )

    assert markdown_of(html) == "Fog[^1] came.\n\n[^1]: Low.\n\nSo it went.\n\n## Ice"


def test_an_anchor_within_a_paragraph_of_the_text_is_no_note():
    html = "<div>Fog<sup><a href=#n>1</a></sup> came.<br><br>It was <a name=n></a>low, <i>very</i> low.</div>"

    assert not re.search(r"\[\^\w", markdown_of(html))


def test_paragraphs_of_notes_in_one_element_go_with_their_own_note():
    html = (
        "<p>Fog<sup><a href=#n1>1</a></sup>, ice<sup><a href=#n2>2</a></sup>.</p><div>[<a id=n1>1</a>] Low."
        "<br><br>Grey.<br><br>[<a id=n2>2</a>] Hard.<br><br>White.</div><p>So it went.</p>"
    )

    assert re.findall(r"Low|Grey|Hard|White|So it|\n {4}|\[\^.\]:", markdown_of(html)) == [
        *("[^1]:", "Low", "\n    ", "Grey", "[^2]:", "Hard", "\n    ", "White", "So it")
    ]


def test_a_note_is_all_that_stands_in_an_element_of_its_own():
    html = (
        "<p>Fog<a href=#n1 id=r1>1</a>, ice<a href=#n2 id=r2>2</a>.</p>"
        "<div id=m1><p><a href=#r1 id=n1>1</a> Low.</p><p>Grey.</p></div>"
        "<div id=m2> <p><a href=#r2 id=n2>2</a> Hard.</p><ul><li>White.</ul></div><p>So it went.</p>"
    )

    assert markdown_of(html) == (
        "Fog[^1], ice[^2].\n\n[^1]: Low.\n\n    Grey.\n\n[^2]: Hard.\n\n    - White.\n\nSo it went."
    )


@pytest.mark.parametrize("behind", ["<h2>Rain</h2><p>Wet.", "<p>Rain<a href=#n2 id=r2>2</a>", "<p id=n2>2"])
def test_an_element_that_holds_more_than_a_note_is_none(behind):
    html = (
        "<p>Fog<a href=#n1 id=r1>1</a>, ice<sup><a href=#n2>2</a></sup>.</p>"
        f"<div><p><a href=#r1 id=n1>1</a> Low.</p><p>Grey.</p>{behind}</div><p id=n2>"
    )

    assert "[^1]: Low.\n\nGrey." in markdown_of(html)


@pytest.mark.parametrize(
    "notes",
    [
        "<dt id=n1><a href=#r1>1</a></dt><dd><p>Low.</p><p>Grey.</p></dd>"
        "<dt id=n2>[<a href=#r2>2</a>]</dt><dd>Hard.</dd>",
        "<dt id=n1>1</dt><dd>Low.</dd><dd>Grey. <a href=#r1>back</a></dd>"
        "<dt id=n2>2.</dt><dd>Hard. <a href=#r2>back</a></dd>",
        "<div><dt><a id=n1 href=#r1>1</a></dt><dd>Low.<br><br>Grey.</dd></div>"
        "<div><dt><a id=n2 href=#r2>2</a></dt><dd>Hard.</dd></div>",
    ],
)
def test_a_note_may_be_a_definition(notes):
    document = document_of(
        f"<p>Fog<a href=#n1 id=r1>1</a>, ice<a href=#n2 id=r2>2</a>.</p><dl>{notes}</dl><p>So it went."
    )

    assert document.markdown == ("Fog[^1], ice[^2].\n\n[^1]: Low.\n\n    Grey.\n\n[^2]: Hard.\n\nSo it went.")
    assert document.text == "Fog[1], ice[2].\n\n[1] Low.\n\nGrey.\n\n[2] Hard.\n\nSo it went."


def test_what_stands_behind_the_number_of_a_note_goes_with_it():
    html = (
        '<p id="t">Mist.<sup><a id="r1" href="#f1">1</a></sup></p>'
        '<p><a id="f1" href="#r1">1</a>. So says the chronicle.</p>'
    )

    assert markdown_of(html).rstrip().endswith("[^1]: So says the chronicle.")


def test_a_note_of_which_nothing_is_left_is_none():
    html = "<p>Fog<sup id=r><a href='#n'>1</a></sup>.</p><ol><li id=n><a href='#r'>^</a></ol><p>End."

    assert not re.search(r"\[\^\w", markdown_of(html))


_TABLE = "<table{}><tr><th>Year<th>cm<tr{}><td><a href='#r'>1</a><td>It is low.<tr><td>2<td>High.</table>"


@pytest.mark.parametrize("html", [_TABLE.format(" id=n", ""), _TABLE.format("", " id=n")])
def test_a_data_table_and_its_rows_are_no_notes(html):
    document = document_of(f"<p>Fog<sup id=r><a href='#n'>1</a></sup> came.</p>{html}")

    assert document.markdown == (
        "Fog<sup>[1](https://example.org/a/b.html#n)</sup> came.\n\n"
        "| Year | cm |\n| --- | --- |\n| [1](https://example.org/a/b.html#r) | It is low. |\n| 2 | High. |"
    )
    assert document.text == "Fog1 came.\n\nYear\tcm\n1\tIt is low.\n2\tHigh."


_CELLS = "<table><tr><th>Hut<th>cm<tr><td>Larch<td>{}<tr><td>Farrow<td>7</table>"


@pytest.mark.parametrize(
    ("cell", "markdown", "text"),
    [
        ("12<sup id=r><a href=#n>1</a></sup>", "12[^1]", "12[1]"),
        ("<a href=#n id=r>1</a>", "[^1]", "[1]"),
        ("<p>12 <a href=#n id=r>(1)</a></p><p>or 13</p>", "12 [^1]<br>or 13", "12 [1] or 13"),
    ],
)
@pytest.mark.parametrize("between", ["", "<p>So it went.</p>"])
def test_a_cell_may_have_a_note_below_its_table(cell, markdown, text, between):
    html = f"{_CELLS.format(cell)}{between}<p id=n>1. It is low. <a href=#r>^</a></p>"

    document = document_of(html)

    between = between[3:-4] + "\n\n" if between else ""
    assert document.markdown == (
        f"| Hut | cm |\n| --- | --- |\n| Larch | {markdown} |\n| Farrow | 7 |\n\n{between}[^1]: It is low."
    )
    assert document.text == f"Hut\tcm\nLarch\t{text}\nFarrow\t7\n\n{between}[1] It is low."


@pytest.mark.parametrize("note", ["", "<p id=n><a href=#r>^</a>", "<p id=n>1. Dropped. <a href=#r>^</a></p>"])
def test_a_cell_whose_note_is_not_there_has_no_sign_of_one(note):
    html = f"{_CELLS.format('12<sup id=r><a href=#n>1</a></sup>')}{note}"

    document = document_of(html, drop={"1. Dropped": "other"})

    assert "| 12<sup>[1](https://example.org/a/b.html#n)</sup> |" in document.markdown
    assert "Larch\t121\n" in document.text


def test_a_picture_alone_is_no_note():
    html = "<p>Fog<sup id=r><a href='#n'>1</a></sup>.</p><ol><li id=n><img src='//[' alt=fog></ol>"

    assert not re.search(r"\[\^\w", markdown_of(html))


def test_ten_thousand_notes_in_each_other_take_no_longer_than_side_by_side():
    links = "".join(f"<sup><a href='#n{i}'>{i}</a></sup>" for i in range(2000))
    notes = "".join(f"<div id=n{i}>note" for i in range(2000))

    assert markdown_of(f"<p>{links}</p>{notes}").count("note") >= 1000
