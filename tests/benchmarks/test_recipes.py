"""Recipes of another project: read from its tests, and counted in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import recipes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEST = """
from recipe_scrapers.hut import Hut
class TestHut(ScraperTest):
    scraper_class = Hut
    def test_all(self):
        self.assertEqual("https://hut.example.org/soup", self.harvester_class.canonical_url())
        self.assertEqual(["3 onions", "1 pound of lentils", self.salt], self.harvester_class.ingredients())
        self.assertEqual("Fry the onions.\\nPour the water.", self.harvester_class.instructions())
"""
PAGE = "<title>Soup</title><h1>Soup</h1><p>" + "The keeper cooks one soup, and has for thirty summers. " * 9


def folder(tmp_path: Path, page: str, test: str = TEST) -> Path:
    (tmp_path / "tests" / "test_data").mkdir(parents=True)
    (tmp_path / "tests" / "test_hut.py").write_text(test)
    (tmp_path / "tests" / "test_data" / "hut.testhtml").write_text(page)
    return tmp_path


def test_what_a_test_expects_is_read(tmp_path: Path):
    written_out = TEST.replace(", self.salt", "")
    (recipe,) = recipes.read(folder(tmp_path, PAGE, written_out))

    assert recipe.url == "https://hut.example.org/soup"
    assert recipe.items == {
        "ingredients": ("3 onions", "1 pound of lentils"),
        "instructions": ("Fry the onions.", "Pour the water."),
    }


def test_what_is_no_literal_is_left_out(tmp_path: Path):
    (recipe,) = recipes.read(folder(tmp_path, PAGE))

    assert list(recipe.items) == ["instructions"]


def test_the_shares_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status = recipes.main([str(folder(tmp_path, f"{PAGE}Fry the onions.")), "--worst", "1"])

    told = capsys.readouterr().out
    assert status == 0
    assert told.startswith("1 pages\ninstructions cleaner      0.5")
    assert told.endswith("hut\n")


def test_a_folder_without_recipes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert recipes.main([str(tmp_path)]) == 2
    assert "test_data" in capsys.readouterr().err
