from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaner.batch import worker
from cleaner.batch.worker import Task, clean_source, failed, fault, work_of
from cleaner.inputs import Source
from cleaner.pipeline import Options

_STORY = "<html><title>Ten huts</title><p>" + "Ten huts stood in a row, and she never went back. " * 8


@pytest.fixture
def source(tmp_path: Path) -> Source:
    file = tmp_path / "huts.html"
    file.write_text(_STORY)
    return Source(str(file), "huts.html")


def test_a_page_becomes_a_document(source: Source) -> None:
    (outcome,) = clean_source(source, Options())

    assert outcome.source is source
    assert outcome.error is None
    assert outcome.document is not None
    assert "Ten huts stood in a row" in outcome.document.text
    assert outcome.seconds > 0.0


def test_a_page_that_cannot_be_read_is_an_outcome_with_the_reason(tmp_path: Path) -> None:
    path = str(tmp_path / "paper.html")
    Path(path).write_bytes(b"%PDF-1.7")

    (outcome,) = clean_source(Source(path, "paper.html"), Options())

    assert outcome.document is None
    assert outcome.error
    assert outcome.error.startswith(f"{path}: this is a PDF")


def test_a_fault_of_our_own_is_written_down_as_one(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(worker, "clean_page", broken)

    (outcome,) = clean_source(source, Options())

    assert outcome.error == (
        f"{source.path}: ZeroDivisionError: division by zero"
        " - a fault of cleaner: please report it with the page"
    )


def test_a_worker_is_sent_the_options_with_its_work(source: Source) -> None:
    work = pickle.loads(pickle.dumps(work_of(Options(url="https://example.org/huts"))))

    (outcome,) = work(Task(source))

    assert outcome.document is not None
    assert outcome.document.url == "https://example.org/huts"


def test_the_place_stands_once_in_a_reason() -> None:
    source = Source("a.html", "a.html")

    assert failed(source, "no such file", 0.0).error == "a.html: no such file"
    assert failed(source, "a.html: no such file", 0.0).error == "a.html: no such file"


def test_what_took_all_memory_is_no_fault_of_ours() -> None:
    assert fault(MemoryError()).startswith("needs more memory than a worker may have")
