"""Whether one text stands in another."""

from __future__ import annotations

from cleaner.page.overlap import runs, sampled, share, shingles

TEXT = "The warden closes the hut in October and walks down to the valley before the first snow falls."


def test_a_copy_with_other_signs_is_the_same_text():
    copy = TEXT.replace("October and", "October\u00a0&ndash; and").replace(".", "…")

    assert sampled(copy, f"Menu\n{TEXT}\nContact", 4) == 1.0
    assert (share(copy, shingles(TEXT)) or 0.0) > 0.6


def test_another_text_is_not():
    other = "A baker in the next village opens before dawn and sells the last loaf at noon on most days."

    assert sampled(other, TEXT, 4) == 0.0
    assert share(other, shingles(TEXT)) == 0.0


def test_scripts_without_spaces_are_compared_by_characters():
    text = "山小屋の番人は十月に小屋を閉めて谷へ下りる。"

    assert sampled(text, f"目次\n{text}", 2) == 1.0
    assert share(text[:15], shingles(text)) == 1.0


def test_too_short_to_tell():
    assert sampled("The hut", TEXT, 4) is None
    assert share("The hut", shingles(TEXT)) is None


def test_runs_are_no_more_than_asked_for():
    assert len(runs(TEXT * 500, 12)) <= 12
    assert runs("a" * 1_000_000, 12) == []
