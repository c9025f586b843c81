"""The file of learned lines: written, read again, and wrong."""

from __future__ import annotations

import pytest

from cleaner.errors import CleanerError, RuleError
from cleaner.rules import Rules
from cleaner.rules.linesets import LINE_FILE, LineSets, Source, read, written


def test_what_was_written_is_read_again(tmp_path):
    path = tmp_path / LINE_FILE
    path.write_text(written(LineSets({"raw/": Source(3, {"Share: now": 3, "# replies": 2, "no": 2})})))

    found = read(path).sources["raw/"]

    assert (found.pages, found.lines) == (3, {"Share: now": 3, "# replies": 2, "no": 2})
    assert found.by == "lines.yaml:6"


def test_the_commonest_lines_come_first():
    text = written(LineSets({"raw/": Source(9, {"Seldom": 2, "Often": 9})}))

    assert text.index("Often") < text.index("Seldom")


def test_all_that_is_wrong_is_told_with_its_line(tmp_path):
    path = tmp_path / LINE_FILE
    path.write_text("version: 7\nsources:\n  raw/:\n    page: 3\n    lines:\n      Share: often\n")

    with pytest.raises(RuleError) as raised:
        read(path)

    assert [problem.line for problem in raised.value.problems] == [1, 4, 6]


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CleanerError, match="cleaner learn"):
        read(tmp_path / LINE_FILE)


def test_rules_bring_the_lines_beside_them(tmp_path):
    rules = tmp_path / "sources.yaml"
    rules.write_text("version: 1\nsites: {}\n")
    (tmp_path / LINE_FILE).write_text(written(LineSets({"raw/": Source(2, {"Share": 2})})))

    assert Rules.load(rules).lines.sources["raw/"].lines == {"Share": 2}
    assert Rules.empty().lines.sources == {}
