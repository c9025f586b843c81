"""What tests of files with several pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from cleaner.inputs import read
from cleaner.types import RawPage

if TYPE_CHECKING:
    from pathlib import Path

ReadFile = Callable[[bytes], tuple[list[RawPage], list[str]]]


@pytest.fixture
def read_file(tmp_path: Path) -> ReadFile:
    """The pages in a file with these bytes, and what was reported of it, without its path."""

    def pages(content: bytes) -> tuple[list[RawPage], list[str]]:
        file = tmp_path / "pages"
        file.write_bytes(content)
        said: list[str] = []
        found = list(read(file, report=lambda error: said.append(str(error).removeprefix(f"{file}: "))))
        return found, said

    return pages
