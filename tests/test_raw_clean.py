"""`clean/` is what the program makes of `raw/` with the shipped rules; `pytest --accept` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.cli import main

if TYPE_CHECKING:
    from tests.conftest import Golden

ROOT = Path(__file__).parent.parent
RAW, CLEAN = ROOT / "raw", ROOT / "clean"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the program makes of `raw/` now."""
    folder = tmp_path_factory.mktemp("clean")
    status = main(["clean", str(RAW), "-o", str(folder), "--rules", str(ROOT / "sources.yaml"), "--quiet"])
    assert status == 0
    return folder


def test_every_page_in_raw_has_its_document_in_clean(made: Path, golden: Golden) -> None:
    for path in _names(made):
        golden(CLEAN / path, (made / path).read_text(encoding="utf-8"))


def test_clean_holds_nothing_else(made: Path) -> None:
    assert _names(CLEAN) == _names(made)
    assert len(_names(RAW)) == len(_names(made))


def _names(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
