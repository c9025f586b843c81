"""The docs of the grammar are made of its docstrings, and are up to date."""

from __future__ import annotations

from pathlib import Path

from cleaner.rules.reference import pages, write

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_the_docs_are_those_of_the_docstrings():
    there = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}

    assert there == pages(), "run: python -m cleaner.rules.reference docs/rules"


def test_a_page_says_where_the_key_stands_and_what_it_holds(tmp_path):
    write(tmp_path)

    drop = (tmp_path / "drop.md").read_text(encoding="utf-8")
    assert drop.startswith("# `drop`\n")
    assert "Elements that are no part of the article." in drop
    assert "Stands in a site or a preset or a layout." in drop
    assert "Keys of an entry: `select`, `role`, `force`, `class~`, `line`, `re`." in drop
    assert "Stands in a preset." in (tmp_path / "detect.md").read_text(encoding="utf-8")
    assert "[`drop`](drop.md): elements" in (tmp_path / "index.md").read_text(encoding="utf-8")
