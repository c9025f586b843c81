"""Every example of docs/python.md is executed, in a folder with saved pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from cleaner.types import FLAGS, Document
from tests.readme import examples

pytestmark = pytest.mark.slow  # each starts the interpreter anew

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "python.md"
EXAMPLES = {name: code for (_, name), code in examples(PAGE).items()}
SAID = {
    "page": "A map is a promise",
    "pages": "The last ferryman",
    "rules": "sierra-viva",
    "why": "False newsletter",
}


def test_every_example_is_tried() -> None:
    assert len(re.findall(r"^```python$", PAGE.read_text(encoding="utf-8"), re.M)) == len(EXAMPLES)
    assert EXAMPLES.keys() == SAID.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_and_says_what_it_shows(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", EXAMPLES[name]], cwd=tmp_path, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert SAID[name] in done.stdout


def test_the_table_has_every_field_and_flag() -> None:
    said = set(re.findall(r"`([\w-]+)`", PAGE.read_text(encoding="utf-8")))

    assert {field.name for field in fields(Document)} - said == {"schema", "id"}
    assert set(FLAGS) <= said
