from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.batch import clean_all
from cleaner.errors import InputError
from cleaner.pipeline import Options

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(7):
        story = f"Hut number {number} stood in a row with the others, and she never went back to it. " * 6
        (tmp_path / f"{number}.html").write_text(f"<html><title>Hut {number}</title><p>{story}")
    (tmp_path / "3.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_order_and_a_bad_page_stops_nothing(
    folder: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.batch._MIN_TASKS", 4)

    outcomes = list(clean_all([folder], jobs=jobs, options=Options(url="https://example.org/huts")))

    assert [outcome.source.name for outcome in outcomes] == [f"{number}.html" for number in range(7)]
    assert [outcome.document is None for outcome in outcomes] == [number == 3 for number in range(7)]
    assert [outcome.document.title for outcome in outcomes if outcome.document][-1] == "Hut 6"
    assert {outcome.document.url for outcome in outcomes if outcome.document} == {"https://example.org/huts"}
    assert "this is a PNG image" in (outcomes[3].error or "")


def test_few_files_start_no_workers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.batch.Workers", None)

    outcomes = list(clean_all([folder / "1.html", folder / "2.html", folder / "4.html"], jobs=4))

    assert [outcome.source.name for outcome in outcomes] == ["1.html", "2.html", "4.html"]


def test_a_missing_path_is_an_error_before_the_first_outcome(folder: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        next(clean_all([folder, folder / "nowhere"], jobs=2))
