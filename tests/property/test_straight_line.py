"""What holds for any page whatever, said once and tried on generated ones."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import inputs, rules
from cleaner.errors import CleanerError
from cleaner.outputs import WRITERS
from cleaner.pipeline import Options, Result, clean_page
from cleaner.text import words
from cleaner.types import ROLES, Layer

if TYPE_CHECKING:
    from cleaner.types import Verdict

pytestmark = pytest.mark.property
patient = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
_STORY = "the boat came home in fog and nobody saw it leave".split()
_SENTENCES = st.lists(st.sampled_from(_STORY), max_size=40).map(" ".join)
_TAGS = st.sampled_from(
    "p div span a b h1 h2 ul li ol table tr td pre code blockquote br img figure figcaption article nav "
    "aside footer noscript template form button label select option svg script style dl dt dd em".split()
)
_ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="share"',
        ' class="newsletter"',
        ' id="comments"',
        ' href="/a"',
        ' style="display:none"',
        " hidden",
        ' aria-hidden="true"',
        ' src="x.png" alt="a picture"',
        ' itemprop="articleBody"',
    ]
)
_DEBRIS = st.sampled_from(["</div>", "<p", "<!--", "]]>", "&#27;", "&#0;", "<table><td>"])
_LABELS = st.sampled_from(["", "Share", "Related Posts", "0:00", "×", "Share this boat", "Read also: fog"])
_URL = "https://example.org/boat"
_RULES, _ = rules.read_rules(
    Path("sources.yaml"),
    b"""version: 1
sites:
  boats:
    hosts: [example.org]
    drop: [.share, //nav]
    drop_lines: [Share, "Share * boat", "/^[0-9]:[0-9]+$/", "Related*"]
    cut_after: "Read also*"
    keep: [p > b]
""",
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(_TAGS, _ATTRIBUTES, st.lists(children, max_size=5)).map(
        lambda made: f"<{made[0]}{made[1]}>{' '.join(made[2])}</{made[0]}>"
    )


pages = st.recursive(_SENTENCES | _WORDS, _element, max_leaves=40)
broken = st.lists(pages | _DEBRIS, max_size=8).map("".join)
dumps = st.lists(_SENTENCES | _WORDS | _LABELS, max_size=30).map("\n".join)


@given(broken | dumps)
@patient
def test_every_block_has_one_verdict(source: str) -> None:
    result = _cleaned(source)

    assert [verdict.block for verdict in result.verdicts] == list(range(len(result.blocks)))
    assert {verdict.role for verdict in result.verdicts} <= set(ROLES)


@given(broken | dumps)
@patient
def test_kept_text_comes_from_the_page_in_its_order(source: str) -> None:
    result = _cleaned(source)
    whole = words(" ".join(result.blocks.texts))

    assert _is_subsequence(words(result.document.text), whole)


@given(broken | dumps)
@patient
def test_kept_and_dropped_words_are_all_the_words(source: str) -> None:
    result = _cleaned(source)
    seen = sum(len(words(text)) for text in result.blocks.texts)

    assert result.document.word_count + sum(result.document.removed.values()) == seen


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16")))
@patient
def test_any_bytes_give_a_document_or_an_error_that_says_why(body: bytes) -> None:
    try:
        document = clean_page(inputs.from_bytes(body), Options()).document
    except CleanerError as error:
        said = str(error)
    else:
        said = document.text or "empty" in document.flags

    assert said


@given(broken | dumps)
@patient
def test_a_rule_applied_twice_changes_nothing_more(source: str) -> None:
    once = _ruled(source)
    twice = _ruled(once.document.text)

    assert once.document.rule == "boats"
    assert [verdict.label.why for verdict in twice.verdicts if _is_dropped_by_rule(verdict)] == []


@given(broken)
@patient
def test_every_writer_writes_every_document(source: str) -> None:
    document = _cleaned(source).document

    for name, writer in WRITERS.items():
        written = writer.write_one(document)
        if isinstance(written, bytes):
            continue  # Parquet is no text: its own reader tells what is in it
        assert not {unicodedata.category(sign) for sign in set(written) - set("\n\t")} & {"Cc", "Cs"}, name
    assert json.loads(WRITERS["json"].write_one(document)) == document.to_dict()


@given(broken)
@patient
def test_the_same_page_gives_the_same_document(source: str) -> None:
    assert _cleaned(source).document == _cleaned(source).document


def _cleaned(source: str) -> Result:
    return clean_page(inputs.from_text(source), Options())


def _ruled(source: str) -> Result:
    return clean_page(inputs.from_text(source, url=_URL), Options(rules=_RULES))


def _is_dropped_by_rule(verdict: Verdict) -> bool:
    return verdict.label.layer == Layer.SITE and not verdict.keep


def _is_subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
