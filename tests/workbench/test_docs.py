"""What the pages about the workbench and the presets say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.rules import shipped

DOCS = Path(__file__).parents[2] / "docs"


def test_the_rule_of_the_tutorial_passes_its_tests(capsys):
    assert main(["rules", "test", str(DOCS / "workbench" / "sources.yaml")]) == 0
    assert "3 tests" in capsys.readouterr().err


@pytest.mark.parametrize("page", ["tutorial.md", "explain.md", "presets.md"])
def test_what_a_page_links_to_is_there(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (DOCS / page).read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_every_preset_stands_in_the_table():
    shown = re.findall(r"^\| \[([\w-]+)\]", (DOCS / "presets.md").read_text(encoding="utf-8"), re.M)

    assert shown == list(shipped.files())
