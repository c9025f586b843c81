"""Saved parts of one article, as a run meets them."""

from __future__ import annotations

import json
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


def test_parts_that_were_fetched_are_known_by_their_records(tmp_path):
    rules = tmp_path / "sources.yaml"
    rules.write_text(dedent(RULES).replace('files: "*-page{n}.html"', "next: a.on"), encoding="utf-8")
    record = {
        "schema": "cleaner.record/1", "url": "https://example.org/a", "final_url": "https://example.org/a",
        "status": 200, "fetched_at": "2026-11-22T05:20:01Z", "size_bytes": 1, "sha256": "0",
        "media_type": "text/html",
    }  # fmt: skip
    for name, links in (("a.html", {"parts": ["b.html", "secret.html"]}), ("b.html", {"part_of": "a.html"})):
        text = f"In part {name[0]} the path climbs to a hut above the lake, and the view is wide. " * 5
        (tmp_path / name).write_text(f'<body class="way"><p>{text}</p></body>', encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(
            json.dumps({**record, "file": name, **links}), encoding="utf-8"
        )

    (tmp_path / "secret.html").write_text("<p>Nobody said that this is a part of anything.</p>")

    first, later = clean_all(
        [tmp_path / "a.html", tmp_path / "b.html"], options=Options(rules=Rules.load(rules), engine="density")
    )

    assert first.document
    assert "In part b" in first.document.text
    assert "Nobody said" not in first.document.text
    assert (later.document, later.part_of) == (None, str(tmp_path / "a.html"))
