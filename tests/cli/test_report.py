"""An explanation as lines: what a page's heading, a cut and a candidate look like."""

from __future__ import annotations

from cleaner.cli import report
from cleaner.types import Candidate, Label, Layer, Metadata, Verdict
from tests.explain.making import blocks_of, explanation_of

TEXT = "By Ann Roe. The path climbs."
BODY = Label(0, "body", True, Layer.MODEL, "density", "link density 0.00", 0.8)
CUT = Label(0, "byline", False, Layer.PAGE, "byline", "names the author", 0.9, span=(0, 11))
LOST = Label(0, "ad", False, Layer.MODEL, "repeated", "on two pages", 0.4)


def explained(metadata=None, **facts):
    blocks = blocks_of([TEXT], hidden=True)
    return explanation_of(blocks, [Verdict(0, BODY, (LOST,), (CUT,))], metadata=metadata, **facts)


def plain(lines):
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def test_the_heading_tells_title_page_and_what_became_of_it():
    assert plain(report.heading(explained(), "a.html", 80)) == (
        "Ten huts\na.html\nkept 1 of 1 blocks, 3 of 6 words · no rule\n"
    )


def test_the_heading_tells_rule_confidence_flags_and_every_warning_whole():
    warning = "the body .story matches nothing, so the engine worked on the whole page"
    page = explained(title=None, rule="huts", confidence=0.914, flags=("paywalled",), warnings=(warning,))

    text = plain(report.heading(page, "a.html", 60))

    assert text.startswith("(no title)\na.html\nkept 1 of 1 blocks")
    assert "rule huts" in text
    assert " ".join(text.split("warning: ")[1].split()) == warning
    assert "confidence 0.91 · paywalled" in plain(report.heading(page, "a.html", 100))


def test_a_cut_is_a_row_below_its_block_and_losing_labels_are_on_request():
    page = explained()

    rows = plain(report.table(page, 100)).splitlines()
    assert [row.split()[:2] for row in rows[1:]] == [["0", "keep"], ["cut", "byline"]]
    assert rows[2].endswith("By Ann Roe.")

    rows = plain(report.table(page, 100, losing=True)).splitlines()
    assert rows[3].split() == ["drop?", "ad", "repeated", "on", "two", "pages"]


def test_a_block_in_detail_tells_everything():
    assert plain(report.details(explained(), 100)) == (
        "block 0  kept as body, 6 words\n"
        "  by     density (score 0.80)\n"
        "  why    link density 0.00\n"
        "  cut    byline, by byline: names the author: By Ann Roe.\n"
        "  lost   drop as ad, by repeated (score 0.40): on two pages\n"
        "  where  line 1, <p>, hidden\n"
        "  text   By Ann Roe. The path climbs.\n"
    )


def test_candidates_stand_by_field_the_strongest_first_with_the_block_they_were_read_in():
    won = Candidate("authors", ("Ann Roe", "Bo Lee"), "visible:byline", 0.9, block=7)
    lost = Candidate("authors", ("Web Desk",), "meta:author", 0.5)
    title = Candidate("title", "Ten huts", "html:title", 0.6)
    metadata = Metadata(chosen={"authors": won}, candidates=(lost, won, title))

    lines = plain(report.metadata(explained(metadata), 100)).splitlines()[1:]
    rows = [line.split() for line in lines if line.split()[0] != "why"]

    assert rows[0] == ["title", "0.60", "html:title", "Ten", "huts"]
    assert rows[1] == ["authors", "won", "0.90", "visible:byline,", "block", "7", "Ann", "Roe;", "Bo", "Lee"]
    assert rows[2] == ["authors", "0.50", "meta:author", "Web", "Desk"]
