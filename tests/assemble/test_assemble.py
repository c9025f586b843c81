from __future__ import annotations

import pytest

import cleaner
from cleaner.page import segment
from cleaner.types import Metadata
from tests.assemble.building import document_of, dump_of, page_of, verdicts_of


def test_dropped_words_are_counted_by_role_the_greatest_loss_first():
    page = "<p>Body text.<p>Share this<p>Read next: ten more huts<p>Follow us"

    document = document_of(page, drop={"Share": "share", "Read": "related", "Follow": "share"})

    assert document.text == "Body text."
    assert list(document.removed.items()) == [("related", 5), ("share", 4)]
    assert document.word_count == 2


def test_words_cut_out_of_a_block_are_counted_too():
    document = document_of("<p>Fog (By Mara Quill) came in.", cut={"(By Mara Quill)": "byline"})

    assert document.text == "Fog came in."
    assert document.removed == {"byline": 3}


@pytest.mark.parametrize(
    ("text", "gone", "rest"),
    [
        ("OSLO (Reuters) - Fog came.", "(Reuters) ", "OSLO - Fog came."),
        ("By Mara Quill Fog came.", "By Mara Quill", "Fog came."),
        ("Fog came. Share", "Share", "Fog came."),
        ("Fog came (see below).", "(see below)", "Fog came."),
        ("Fog[advert]came.", "[advert]", "Fog came."),
        ("(advert fog)", "advert", "(fog)"),
        ("Fog[1], they say.", "[1]", "Fog, they say."),
    ],
)
def test_a_cut_is_mended_so_that_nobody_sees_it(text, gone, rest):
    document = document_of(f"<p>{text}", cut={gone: "ad"})

    assert document.text == rest


def test_a_block_of_which_no_word_is_left_goes_whole():
    document = document_of("<p>Fog came.<p>– Share this –<p>It went.", cut={"Share this": "share"})

    assert document.text == "Fog came.\n\nIt went."


def test_a_cut_runs_across_tags_in_the_markdown_as_in_the_text():
    html = "<p>Fog <b>came (By <a href='/m'>Mara</b> Quill</a>) in</p>"

    document = document_of(html, cut={"(By Mara Quill)": "byline"})

    assert document.text == "Fog came in"
    assert document.markdown == "Fog **came** in"


def test_two_cuts_in_a_block_leave_what_lies_between():
    document = document_of(
        "<p>Share | Fog <i>came</i> in. | Print", cut={"Share |": "share", "| Print": "share"}
    )

    assert document.text == "Fog came in."
    assert document.markdown == "Fog *came* in."


def test_a_cut_in_code_leaves_the_lines_alone():
    document = document_of("<pre>one\n  two\nCopy</pre>", cut={"Copy": "share"})

    assert document.text == "one\n  two"
    assert document.markdown == "```\none\n  two\n```"


def test_an_empty_document_says_so():
    document = document_of("<p>Share this", drop={"Share": "share"}, flags=["paywalled"], warnings=["odd"])

    assert document.text == document.markdown == ""
    assert document.flags == ("paywalled", "empty")
    assert document.warnings[0] == "odd"
    assert "no text was left" in document.warnings[1]


def test_the_id_is_that_of_the_url_before_the_file_before_the_bytes():
    by_url = document_of(page_of("<p>a", path="x.html"))
    moved = document_of(page_of("<p>b", path="y.html"))
    by_path = document_of(page_of("<p>a", url=None, path="x.html"))
    other_path = document_of(page_of("<p>a", url=None, path="y.html"))
    by_bytes = document_of(page_of("<p>a", url=None))
    piped = document_of(page_of("<p>a", url=None, path="-"))

    assert by_url.id == moved.id
    assert len({by_url.id, by_path.id, other_path.id, by_bytes.id}) == 4
    assert piped.id == by_bytes.id
    assert len(by_url.id) == 16
    assert int(by_url.id, 16)


def test_the_source_and_the_program_are_written_down():
    document = document_of(
        page_of("<p>a", path="x.html"), rule="example", rules_version="abc", confidence=0.5
    )

    assert document.source["path"] == "x.html"
    assert document.source["encoding"] == "utf-8"
    assert len(document.source["sha256"]) == 64
    assert document.cleaner == {"version": cleaner.__version__, "model": None, "rules": "abc"}
    assert (document.rule, document.confidence) == ("example", 0.5)


def test_a_path_that_is_no_text_is_shown_with_its_bytes():
    document = document_of(page_of("<p>a", path="caf\udce9.html"))

    assert document.source["path"] == "caf\\udce9.html"
    assert document.to_json().encode()


def test_no_control_or_override_character_of_the_metadata_gets_through():
    said = Metadata(
        title="Ten\x1b[2J huts\u202e\n---", authors=("Mara\x00 Quill", " ", "Mara Quill"), tags=("\u200b",)
    )

    document = document_of("<p>a", metadata=said)

    assert document.title == "Ten[2J huts ---"
    assert document.authors == ("Mara Quill",)
    assert document.tags == ()


def test_lines_of_a_dump_that_belong_together_stay_together():
    page = dump_of("A verse begins,\nthe second line.\n\nApart.\n\nAnother.\n\nAnd more.")

    document = document_of(page)

    assert document.text.startswith("A verse begins,\nthe second line.\n\nApart.")
    assert document.markdown.startswith("A verse begins,  \nthe second line.\n\nApart.")


def test_keeping_everything_gives_each_block_once_and_in_order():
    page = page_of(
        "<h1>T</h1><p>one<div>two<p>three<ul><li>four</ul>five<table><tr><td>six<tr><td>seven</table>"
    )
    blocks = segment(page)

    document = document_of(page)

    assert document.text.split("\n\n") == blocks.texts
    assert len(verdicts_of(blocks)) == len(blocks)
