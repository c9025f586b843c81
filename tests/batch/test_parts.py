"""Saved parts of one article, as a run meets them."""

from __future__ import annotations

from textwrap import dedent

import cleaner
from cleaner.batch import clean_all
from cleaner.pipeline import Options
from cleaner.rules import Rules

RULES = """
    sites:
      way:
        when: {has: "body.way"}
        pages: {files: "*-page{n}.html"}
"""


def test_saved_parts_become_one_document(tmp_path):
    rules = tmp_path / "sources.yaml"
    rules.write_text(dedent(RULES), encoding="utf-8")
    for name, day in (("way.html", "first"), ("way-page2.html", "second"), ("other.html", "other")):
        text = f"On the {day} day the path climbs to a hut above the lake, and the view is wide. " * 5
        (tmp_path / name).write_text(f'<body class="way"><p>{text}</p></body>', encoding="utf-8")
    paths = [tmp_path / name for name in ("other.html", "way-page2.html", "way.html")]

    other, later, first = clean_all(paths, options=Options(rules=Rules.load(rules), engine="density"))

    assert later.document is None
    assert later.part_of == str(tmp_path / "way.html")
    assert other.document
    assert "second day" not in other.document.text
    assert first.document
    assert "first day" in first.document.text
    assert "second day" in first.document.text
    documents = list(cleaner.clean_all(paths, rules=Rules.load(rules), engine="density"))
    assert [document.text for document in documents] == [other.document.text, first.document.text]
