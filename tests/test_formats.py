"""docs/formats.md: all readers and writers stand in it, its limits are the program's, its commands run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.inputs import READERS, unpack
from cleaner.outputs import WRITERS
from cleaner.page import caps, nesting
from tests.readme import examples

FORMATS = Path(__file__).parent.parent / "docs" / "formats.md"


@pytest.mark.parametrize("name", [*READERS, *WRITERS])
def test_every_format_has_its_line(name: str) -> None:
    assert re.search(rf"^\|.*`{name}`.*\|", FORMATS.read_text(encoding="utf-8"), re.M)


def test_the_limits_are_those_of_the_program() -> None:
    text = FORMATS.read_text(encoding="utf-8")

    assert f"| a page | its first {unpack.size(unpack.MAX_PAGE_BYTES)}, once unpacked |" in text
    assert f"| a record, a row, a web archive | {unpack.size(unpack.MAX_BYTES)} once unpacked |" in text
    assert f"| an archive | {unpack.MAX_GROWTH} times its size" in text
    most = f"{caps._MOST_BYTES // 10**6} MB"
    assert f"| elements, texts and attributes | what takes {most}, less what the page itself takes:" in text
    assert f"first {caps.FEW_BLOCKS:,}; of those behind them only the long ones" in text
    assert f"{caps._MOST_BLOCKS:,} in all |" in text
    assert f"first {caps.MOST_TEXT_CHARS:,} characters |" in text
    assert f"first {caps._MOST_LINES:,} lines, and {caps._MOST_DUMP_CHARS:,} characters |" in text
    assert f"| nesting | {nesting.DEEPEST} elements deep" in text
    assert f"| attributes of a tag | the first {caps._MOST_ATTRIBUTES:,} |" in text
    assert f"| names of elements, and of attributes | the first {nesting.MOST_NAMES:,} |" in text


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><title>Ten huts</title><p>" + "Ten huts stood in a row, and she never went back. " * 9
    rows = [{"url": f"https://example.org/{number}", "html": page} for number in (1, 2)]
    (tmp_path / "crawl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.chdir(tmp_path)

    for line in examples(FORMATS)["run", "many"].splitlines():
        assert main(line.partition("#")[0].split()[1:]) == 0

    assert sorted(path.name for path in (tmp_path / "documents").iterdir()) == ["crawl.1.md", "crawl.2.md"]
    assert len((tmp_path / "pages.jsonl").read_text().splitlines()) == 2
