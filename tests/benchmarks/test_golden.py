from __future__ import annotations

import pytest

from benchmarks import golden

PAGE = "<html><head><title>A hut</title></head><body><article><h1>A hut</h1>{}</article></body></html>"
STORY = "The hut on Morrow Ridge opens a week early this year, because the snow has melted sooner than ever."


@pytest.fixture
def project(tmp_path):
    """A project with one page below raw/ and one golden page, of which a word does not come."""
    for folder, page, expected, text in (
        ("tests/pages/hut", "page.html", "expected.md", f"{STORY} Missing."),
        ("raw/2024", "hut.html", "../../clean/2024/hut.md", STORY),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / "clean/2024").mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / page).write_text(PAGE.format(f"<p>{STORY}</p>"))
        (tmp_path / folder / expected).write_text(f"---\ntitle: A hut\n---\n\n{text}\n")
    return tmp_path


def test_saved_pages_and_golden_pages_are_found_with_what_is_expected(project):
    assert [pair.name for pair in golden.find(project)] == ["raw/2024/hut", "hut"]
    assert [pair.rules for pair in golden.find(project)] == [None, None]


def test_the_front_matter_is_not_compared_and_a_missing_word_is_seen(project):
    means, by_page = golden.figures(golden.find(project))

    assert by_page["raw/2024/hut"] == 1.0
    assert 0.9 < by_page["hut"] < 1.0
    assert means["exact"] == 0.5


def test_a_page_that_cannot_be_read_scores_nothing(project):
    (project / "raw/2024/hut.html").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))

    _, by_page = golden.figures(golden.find(project))

    assert by_page["raw/2024/hut"] == 0.0


def test_the_digest_tells_an_expectation_that_changed(project):
    before = golden.digest(golden.find(project))

    (project / "clean/2024/hut.md").write_text("other")

    assert golden.digest(golden.find(project)) != before
