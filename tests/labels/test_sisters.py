"""Sister pages: what they share is boilerplate, but for the headings that a kind of text always has."""

from __future__ import annotations

from dataclasses import replace

from cleaner.labels.sisters import Survey, labels, names_of
from cleaner.rules.linesets import LineSets, Source
from cleaner.types import Label, Layer, Verdict
from tests.making import blocks_of

NOTICE = "This bulletin may be copied by hand, by parrot, and on Sundays by pigeon."


def survey_of(*pages, kept=()):
    survey = Survey()
    for lines in pages:
        blocks = blocks_of("\n\n".join(lines))
        survey.add(
            "bulletin/",
            blocks,
            [
                Verdict(i, Label(i, "body", text in kept, Layer.MODEL, "test", ""))
                for i, text in enumerate(blocks.texts)
            ],
        )
    return survey.sets().sources


def test_lines_that_come_again_are_learned_with_the_number_of_their_pages():
    found = survey_of(["Pass it on", "Of soup"], ["Pass it on", "Of bread"], ["Of salt"])

    assert found["bulletin/"].pages == 3
    assert found["bulletin/"].lines == {"Pass it on": 2}


def test_a_heading_that_the_engine_keeps_on_every_page_is_content():
    found = survey_of(["Ingredients", "Leeks"], ["Ingredients", "Flour"], kept={"Ingredients"})

    assert found == {}


def test_a_notice_is_boilerplate_although_the_engine_keeps_it():
    found = survey_of([NOTICE, "Of soup"], [NOTICE, "Of bread"], [NOTICE, "Of salt"], kept={NOTICE})

    assert found["bulletin/"].lines == {NOTICE: 3}


def test_a_sentence_that_few_pages_share_and_the_engine_keeps_is_content():
    others = (["Of bread"], ["Of salt"], ["Of eels"])

    assert survey_of([NOTICE, "Of soup"], [NOTICE, "Of leeks"], *others, kept={NOTICE}) == {}


def test_numbers_in_labels_may_differ():
    found = survey_of(["12 replies", "Of soup"], ["3 replies", "Of bread"])

    assert found["bulletin/"].lines == {"# replies": 2}


def test_a_sentence_with_other_numbers_is_another_sentence():
    rated = [f"The soup has {stars} of 5 stars from {stars} guests." for stars in (2, 3, 4)]

    assert survey_of(*([line] for line in rated), kept=set(rated)) == {}


def test_a_single_page_has_no_sisters():
    assert survey_of(["Pass it on", "Of soup"]) == {}


def test_a_line_of_the_set_is_dropped_and_the_reason_names_the_sister_pages():
    blocks = blocks_of("Of soup\n\n14 replies")
    sets = LineSets({"soup.example.org": Source(9, {"# replies": 7}, "lines.yaml:4")})

    found = labels(with_url(blocks, "https://soup.example.org/leek"), sets, None)

    assert [(label.block, label.keep, label.by) for label in found] == [(1, False, "lines.yaml:4")]
    assert found[0].why == "on 7 of 9 sister pages too"


def test_a_page_is_known_by_its_host_or_else_by_its_folder():
    blocks = blocks_of("Of soup")

    assert names_of(with_url(blocks, "https://soup.example.org/leek").page, None) == ("soup.example.org",)
    assert labels(blocks, LineSets({"soup.example.org": Source(2, {"Of soup": 2})}), None) == []


def with_url(blocks, url):
    return replace(blocks, page=replace(blocks.page, url=url))
