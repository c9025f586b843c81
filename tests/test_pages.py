"""The golden pages: one symptom each, a page beside the document that a reader wants from it.

`pytest --accept` rewrites the expected files; read the diff before you commit it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.outputs import WRITERS
from tests.conftest import PAGES, Golden, document_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_page_gives_the_document_beside_it(name: str, golden: Golden) -> None:
    document = document_of(name)
    golden(PAGES / name / "expected.md", WRITERS["md"].write_one(document))


def test_a_missing_expected_file_fails(golden: Golden, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--accept"):
        pytest.skip("with --accept it is written")

    with pytest.raises(pytest.fail.Exception, match="is missing"):
        golden(tmp_path / "expected.md", "text")


def test_a_golden_page_is_named_after_its_symptom() -> None:
    assert len(NAMES) >= 25
    assert all("--" in name for name in NAMES)


def test_a_related_list_inside_the_article_is_dropped(clean_page) -> None:
    document = clean_page("related--inside-the-article")

    assert "Read next" not in document.text
    assert document.text.endswith("She never went back to check.")


def test_a_teaser_before_a_paywall_is_flagged(clean_page) -> None:
    document = clean_page("paywall--teaser")

    assert document.flags == ("paywalled",)
    assert document.text.endswith("together with the position.")


def test_the_mastheads_date_of_today_is_never_the_articles(clean_page) -> None:
    dated = clean_page("masthead--tagline-and-todays-date")
    undated = clean_page("masthead--in-a-dump")

    assert dated.published == "2019-05-09"
    assert undated.published is None


def test_what_was_dropped_is_counted_by_role(clean_page) -> None:
    document = clean_page("related--headlines-behind-a-player")

    assert document.removed.get("related", 0) > 80
    assert document.word_count == 96
