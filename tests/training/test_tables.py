"""Tables of figures, put into a docs page."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.tables import filled

DOCS = Path(__file__).parents[2] / "docs" / "flat-text.md"


def test_what_people_wrote_around_a_table_stays():
    page = "# Figures\n\n<!-- figures -->\n| old |\n<!-- end -->\n\nWhy so: \\1.\n"

    assert filled(page, {"figures": r"| \1 |"}) == page.replace("| old |", r"| \1 |")


def test_a_page_without_the_marks_is_an_error():
    with pytest.raises(ValueError, match="0 tables between <!-- figures --> and <!-- end -->"):
        filled("# Figures\n", {"figures": "| new |"})


def test_the_docs_page_has_a_place_for_each_table():
    page = DOCS.read_text(encoding="utf-8")

    made = filled(page, {"figures": "| new |", "sisters": "| new |"})

    assert made.count("| new |") == 2
