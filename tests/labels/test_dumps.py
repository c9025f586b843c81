"""Page logic of dumps: what leads nowhere, and captions."""

from __future__ import annotations

import pytest

from cleaner.labels import dumps
from cleaner.types import Candidate, Label, Layer, Metadata
from tests.making import blocks_of

LONG = (
    "The keeper of the lamp had counted every gull of the harbour twice before he wrote the number down, and "
    "on the next morning the gulls of the harbour were one fewer."
)


def found_in(source, dropped=(), metadata=None, *, sure=0.6):
    blocks = blocks_of(source)
    said = [
        Label(i, "body", text not in dropped, Layer.MODEL, "test", "", sure)
        for i, text in enumerate(blocks.texts)
    ]
    found = dumps.labels(blocks, metadata or Metadata(), said)
    return {blocks.texts[label.block]: (label.role, label.by) for label in found if not label.keep}


def test_a_label_whose_list_was_dropped_goes_too():
    found = found_in(f"{LONG}\n\nWritten by:\n\nFurther Reading", dropped={"Further Reading"})

    assert found == {"Written by:": ("other", "leads-nowhere")}


@pytest.mark.parametrize("tail", ["Written by:", "## Related", "Photo: Ann Roe"])
def test_a_line_that_the_engine_is_sure_of_stays_whatever_it_looks_like(tail):
    assert set(found_in(f"{LONG}\n\n{tail}\n\nEels", dropped={"Eels"}, sure=0.6))
    assert not found_in(f"{LONG}\n\n{tail}\n\nEels", dropped={"Eels"}, sure=0.9)


def test_a_label_before_kept_text_stays():
    assert found_in(f"Fact:\n\n{LONG}") == {}


def test_a_heading_between_kept_paragraphs_stays():
    blocks = blocks_of(f"{LONG}\n\n## Eels\n\n{LONG}")
    said = [Label(i, "body", i != 1, Layer.MODEL, "test", "") for i in range(3)]

    found = dumps.labels(blocks, Metadata(), said)

    assert [(label.block, label.role, label.keep) for label in found] == [(1, "heading", True)]


def test_headings_that_head_only_one_another_go():
    found = found_in(
        f"{LONG}\n\n## Related\n\n## Elsewhere\n\nEels in the news", dropped={"Eels in the news"}
    )

    assert set(found) == {"Related", "Elsewhere"}


def test_a_long_sentence_with_a_colon_stays():
    sentence = "These are the birds that the keeper saw on that morning, in the order of their coming:"

    assert found_in(f"{sentence}\n\nA heron", dropped={"A heron"}) == {}


def test_a_caption_is_kept_out_of_the_text_and_called_so():
    found = found_in(f"{LONG}\n\nPhoto: Ann Roe\n\n{LONG}")

    assert found == {"Photo: Ann Roe": ("caption", "phrase")}


def test_short_lines_above_the_headline_are_the_sites():
    title = Candidate("title", "Gulls of the harbour", "visible:repeated-line", 0.8, block=2)
    source = f"Marsh Observer\n\nTruth above water\n\nGulls of the harbour\n\n{LONG}"

    found = found_in(source, metadata=Metadata(title=title.value, chosen={"title": title}))

    assert found == dict.fromkeys(["Marsh Observer", "Truth above water"], ("masthead", "above-headline"))


def test_the_other_headers_of_a_letter_go_with_its_subject():
    subject = Candidate("title", "Gulls", "visible:subject", 0.8, block=1)
    source = f"Newsgroups: rec.gulls\nSubject: Gulls\nOrganization: The Harbour\n\n{LONG}"

    found = found_in(source, metadata=Metadata(title="Gulls", chosen={"title": subject}))

    assert set(found) == {"Newsgroups: rec.gulls", "Organization: The Harbour"}


def test_a_signature_is_no_part_of_a_letter():
    found = found_in(f"{LONG}\n\nAnn\n\n--\nAnn Roe\nHarbour Lane 4")

    assert found == dict.fromkeys(["--", "Ann Roe", "Harbour Lane 4"], ("bio", "signature"))


def test_headlines_listed_under_a_label_are_other_stories():
    stories = [f"Eel number {name} has read the meter" for name in "one two three four five six".split()]
    source = f"{LONG}\n\nRelated Articles\n" + "\n".join(stories)

    found = found_in(source, dropped={"Related Articles"})

    assert found == dict.fromkeys(stories, ("related", "headlines"))


def test_a_papers_name_above_such_headlines_goes_with_them():
    stories = [f"Eel number {name} has read the meter" for name in "one two three four five six".split()]
    source = f"{LONG}\n\nRelated Articles\nMarsh Observer\n" + "\n".join(stories)

    assert found_in(source, dropped={"Related Articles"})["Marsh Observer"] == ("related", "headlines")


def test_a_clock_beside_what_is_dropped_is_a_players():
    assert found_in("Marsh Observer\n\n0:00", dropped={"Marsh Observer"}) == {"0:00": ("other", "phrase")}
    assert found_in(f"{LONG}\n\n1,204\n\n{LONG}") == {}


def test_html_has_tags_for_that():
    assert found_in("<h2>Related</h2>") == {}
