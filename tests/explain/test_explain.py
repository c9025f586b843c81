"""The explanation as a value: what it holds, and how a passage is found in it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import cleaner
from cleaner.types import Candidate, Label, Layer, Metadata, Verdict
from tests.explain.making import blocks_of, explanation_of

TEXTS = [
    ("nav", False, "Home News Sport"),
    ("title", False, "Ten huts in the Alps"),
    ("body", True, "The path climbs to a “quiet” hut."),
    ("body", True, "Ann Roe keeps the key."),
    ("related", False, "Read next: Ten lakes"),
]


def page_of(rows=TEXTS, **facts):
    verdicts = [
        Verdict(i, Label(i, role, keep, Layer.MODEL, "density", "link density 0.10", 0.7))
        for i, (role, keep, _) in enumerate(rows)
    ]
    return explanation_of(blocks_of([text for _, _, text in rows]), verdicts, **facts)


def test_an_explanation_has_one_labelled_block_for_each_block_of_the_page():
    explanation = page_of()

    assert len(explanation) == len(TEXTS)
    assert [block.role for block in explanation] == [role for role, _, _ in TEXTS]
    assert [block.text for block in explanation if block.keep] == [text for _, keep, text in TEXTS if keep]
    assert explanation[-1].why == "link density 0.10"
    assert [block.index for block in explanation[1:3]] == [1, 2]


@pytest.mark.parametrize(
    ("passage", "blocks"),
    [
        ("path climbs", [2]),
        ("PATH   climbs\n to", [2]),
        ('a "quiet" hut', [2]),
        ("quiet” hut. Ann Roe", [2, 3]),
        ("Ten", [1, 4]),
        ("hut. Ann Roe keeps the key. Read", [2, 3, 4]),
        ("Ten bears", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_passage_is_found_whatever_its_case_quotes_and_breaks(passage, blocks):
    assert [block.index for block in page_of().why(passage)] == blocks


def test_an_empty_block_never_answers_why():
    explanation = page_of([("body", True, "one"), ("other", False, ""), ("body", True, "two")])

    assert [block.index for block in explanation.why("one two")] == []
    assert [block.index for block in explanation.why("two")] == [2]


def test_the_nearest_block_shares_the_most_words():
    explanation = page_of()

    nearest = explanation.nearest("the path falls")
    assert nearest is not None
    assert nearest.index == 2
    assert explanation.nearest("zebra") is None


def test_a_losing_label_and_a_cut_stay_with_their_block():
    text = "By Ann Roe. The path climbs."
    label = Label(0, "body", True, Layer.SITE, "sources.yaml:4", "keep p")
    lost = Label(0, "ad", False, Layer.MODEL, "density", "short", 0.4)
    cut = Label(0, "byline", False, Layer.PAGE, "byline", "names the author", 0.9, span=(0, 11))
    explanation = explanation_of(blocks_of([text]), [Verdict(0, label, (lost,), (cut,))])

    plain = explanation.to_dict()["blocks"][0]

    assert (plain["by"], plain["keep"], plain["words"]) == ("sources.yaml:4", True, 6)
    assert plain["losing"] == [
        {"role": "ad", "keep": False, "by": "density", "why": "short", "score": 0.4, "layer": "model"}
    ]
    assert plain["cuts"][0]["text"] == "By Ann Roe."


def test_the_chosen_candidate_of_a_field_is_marked():
    won = Candidate("authors", ("Ann Roe",), "visible:byline", 0.9, block=2)
    lost = Candidate("authors", ("Web Desk",), "meta:author", 0.5)
    metadata = Metadata(authors=("Ann Roe",), chosen={"authors": won}, candidates=(lost, won))

    plain = page_of(metadata=metadata).to_dict()

    assert [(row["value"], row["chosen"]) for row in plain["metadata"]] == [
        (["Web Desk"], False),
        (["Ann Roe"], True),
    ]
    json.dumps(plain)


def test_verdicts_that_do_not_match_the_blocks_are_a_bug_not_a_short_report():
    with pytest.raises(ValueError, match="0 verdicts on 1 blocks"):
        explanation_of(blocks_of(["one"]), [])


def test_the_public_function_explains_twice_in_a_row():
    page = (
        "<html><body><article><p>The path climbs through the wood to a quiet hut.</p></article></body></html>"
    )

    first, second = cleaner.explain(page), cleaner.explain(page)

    assert [block.text for block in first] == [block.text for block in second]


def test_importing_the_package_that_explains_brings_no_parser_along():
    heavy = "trafilatura httpx bs4 rich dateparser lxml selectolax yaml"
    program = f"import sys, cleaner.explain; print([m for m in {heavy.split()!r} if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
