from __future__ import annotations

import re

from cleaner.corpus.plots import as_html
from cleaner.corpus.statistics import KEPT, count


def _row(**fields):
    row = {
        "url": "https://huts.example.org/1",
        "text": "",
        "word_count": 80,
        "removed": {"nav": 15, "related": 5},
    }
    return {
        **row,
        "language": "en-GB",
        "page_type": "article",
        "confidence": 0.93,
        "flags": ["paywalled"],
        **fields,
    }


def test_words_are_counted_by_site_and_role():
    counted = count([_row(), _row(url="https://lakes.example.org/2", removed={}), _row()])

    assert counted.words == {KEPT: 240, "nav": 30, "related": 10}
    assert counted.sites["huts.example.org"].documents == 2
    assert counted.sites["huts.example.org"].kept == 0.8
    assert counted.to_dict()["languages"] == {"en": 3}
    assert counted.share_kept == {16: 2, 19: 1}


def test_rows_of_other_makers_are_counted_as_far_as_they_go():
    counted = count(
        [{"text": "x"}, {"text": "x", "removed": {"<script>": "many", "hats": 4}, "word_count": None}]
    )

    assert counted.documents == 2
    assert counted.words == {KEPT: 0, "other": 4}


def test_sites_beyond_a_number_go_together(monkeypatch):
    monkeypatch.setattr("cleaner.corpus.statistics._MOST_SITES", 2)

    counted = count([_row(url=f"https://{n}.example.org/") for n in range(4)])

    assert list(counted.sites) == ["0.example.org", "1.example.org", "(other sites)"]


def test_the_page_asks_for_nothing_and_escapes_what_documents_say():
    evil = "<script>alert(1)</script>"
    page = as_html(count([_row(language=evil, rule=evil, page_type=evil), _row()]), title=evil)

    assert "<script" not in page
    assert not re.search(r"(?:src=|href|url\()", page)
    assert not re.search(r'style="', page)  # the policy would not let it through
    assert "&lt;script&gt;alert(1)" in page
    assert "related: 10 words, 5.0%" in page


def test_no_documents_are_a_page_too():
    assert "<b>0</b> documents" in as_html(count([]), title="Nothing")
