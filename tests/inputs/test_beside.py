from __future__ import annotations

import json

import pytest

from cleaner.inputs.beside import RECORD_SUFFIX, Record, beside

RECORD = Record(
    url="https://example.org/huts?ref=feed",
    final_url="https://example.org/huts",
    status=200,
    fetched_at="2026-11-22T05:20:01+00:00",
    file="huts.html",
    size_bytes=11,
    sha256="ab" * 32,
    media_type="text/html",
    encoding="utf-8",
    headers={"content-type": "text/html; charset=utf-8", "etag": '"7"'},
    redirects=("https://www.example.org/huts",),
    parts=("huts-2.html", "huts-3.html"),
    part_of="all.html",
    reserved={"noarchive": True},
)


def test_a_record_is_read_as_it_was_written(tmp_path):
    page = tmp_path / "huts.html"
    page.write_text("<p>Ten huts")
    (tmp_path / f"huts.html{RECORD_SUFFIX}").write_text(RECORD.to_json())

    assert beside(page) == RECORD


def test_a_page_without_a_record_has_none(tmp_path):
    assert beside(tmp_path / "huts.html") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        "[]",
        '{"schema": "other/1"}',
        '{"schema": "cleaner.record/1"}',
        json.dumps({**json.loads(RECORD.to_json()), "final_url": "javascript:alert(1)"}),
        json.dumps({**json.loads(RECORD.to_json()), "headers": {"etag": 7}}),
        json.dumps({**json.loads(RECORD.to_json()), "status": "200"}),
        json.dumps({**json.loads(RECORD.to_json()), "parts": [7]}),
        json.dumps({**json.loads(RECORD.to_json()), "part_of": 7}),
    ],
)
def test_what_is_no_record_of_ours_is_passed_over(text):
    assert Record.from_json(text) is None


def test_a_newer_record_may_say_more():
    text = json.dumps({**json.loads(RECORD.to_json()), "mood": "good"})

    assert Record.from_json(text) == RECORD


def test_a_record_larger_than_any_is_not_read(tmp_path):
    (tmp_path / f"huts.html{RECORD_SUFFIX}").write_text(RECORD.to_json() + " " * (1 << 20))

    assert beside(tmp_path / "huts.html") is None
