"""What the tests share: golden pages cleaned by name, and `--accept` to rewrite what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner import inputs
from cleaner.pipeline import Options, clean_page
from cleaner.rules import Rules

if TYPE_CHECKING:
    from cleaner.types import Document

PAGES = Path(__file__).parent / "pages"

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected files with what comes out now")


@pytest.fixture(name="clean_page")
def _clean_page() -> Callable[[str], Document]:
    """A function from the name of a golden page to its document, with the page's own rules if it has some."""
    return document_of


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """A function that holds text to an expected file; with `--accept` it rewrites the file instead."""
    accept = request.config.getoption("--accept")

    def hold(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        if not path.exists():
            pytest.fail(f"{path} is missing - write it by hand, or run: pytest --accept")
        assert text == path.read_text(encoding="utf-8"), f"{path.parent.name}: not what is expected"

    return hold


def document_of(name: str) -> Document:
    """The document of `tests/pages/<name>`."""
    folder = PAGES / name
    (saved,) = folder.glob("page.*")
    rules = folder / "rules.yaml"
    options = Options(rules=Rules.load(rules) if rules.exists() else None)
    (raw,) = inputs.read(saved)
    return clean_page(raw, options).document
