"""Every recipe in docs/recipes.md is executed, in a folder with saved pages.

The extra `recipes` brings all that they need: Hugo too, and jaq, which stands in for jq where there is none.
All were tried with jq 1.7, duckdb 2.0, polars 2.1, datasets 5.2, langchain-core 1.7, llama-index-core 0.14,
datatrove 0.10 and hugo 0.168 (2026-11).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.readme import examples

pytestmark = pytest.mark.slow  # each runs the program or imports what is large

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "docs" / "recipes.md"
_IN_PYTHON = ("duckdb", "pandas", "polars", "datasets", "langchain", "llamaindex", "datatrove")
_IN_SHELL = ("setup", "jq", "obsidian", "hugo")
_SHORTCODES = (
    "<title>Short codes</title><article><h1>Short codes</h1><p>Whoever types {{&lt; nosuch &gt;}} into a post"
    " of that generator, or {{% nosuch %}}, gets a box, and whoever has {{ .Site }} gets it.</p>"
    "<pre>{{&lt; nosuch &gt;}}\n{{% nosuch\n%}}</pre><p>So it goes, in <code>{{&lt; nosuch &gt;}}</code> too."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder in which the first recipe was followed."""
    folder = tmp_path_factory.mktemp("recipes")
    (folder / "raw").mkdir()
    (folder / "bin").mkdir()
    if shutil.which("jq") is None:
        (folder / "bin" / "jq").symlink_to(_installed("jaq"))
    for name in "forum-thread.html interview.html.gz paywall-teaser.html french-photo-captions.html".split():
        shutil.copy(ROOT / "raw" / name, folder / "raw")
    (folder / "raw" / "shortcodes.html").write_text(_SHORTCODES)
    _shell("setup", folder)
    return folder


def test_every_code_block_is_one_that_is_tried() -> None:
    blocks = re.findall(r"^```\w+$", RECIPES.read_text(encoding="utf-8"), re.M)
    tried = {*_IN_SHELL, *_IN_PYTHON, "hugo-config"}

    assert len(blocks) == len(examples(RECIPES))
    assert {name for _, name in examples(RECIPES)} == tried


@pytest.mark.parametrize("name", _IN_PYTHON)
def test_a_recipe_in_python_runs(name: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _recipe(name)],
        cwd=folder, env=_environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_jq_reads_the_documents(folder: Path) -> None:
    shown = _shell("jq", folder)

    whole = [json.loads(line) for line in (folder / "whole.jsonl").read_text().splitlines()]
    assert len(whole) == 4
    assert "fr 1" in shown


def test_obsidian_finds_notes_with_properties(folder: Path) -> None:
    _shell("obsidian", folder)

    notes = sorted((folder / "vault" / "Clippings").glob("*.md"))
    properties = [yaml.safe_load(note.read_text().split("\n---\n")[0]) for note in notes]
    assert len(notes) == 5
    assert all(found["title"] for found in properties)
    assert not any(" " in tag for found in properties for tag in found.get("tags", []))


def test_hugo_makes_a_site_of_the_posts(folder: Path) -> None:
    config = _recipe("hugo-config")
    (folder / "hugo.toml").write_text(config)
    _shell("hugo", folder)
    post = (folder / "site" / "content" / "posts" / "forum-thread.md").read_text()

    assert f"\n{tomllib.loads(config)['frontmatter']['date'][0]}: " in post
    site = folder / "site"
    (site / "layouts").mkdir()
    (site / "layouts" / "single.html").write_text("{{ .Date.Year }}: {{ .Content }}")

    done = subprocess.run([_installed("hugo")], cwd=site, capture_output=True, text=True, check=False)

    posts = site / "public" / "posts"
    assert done.returncode == 0, done.stdout + done.stderr
    assert (posts / "interview" / "index.html").read_text().startswith("20")
    assert (posts / "shortcodes" / "index.html").read_text().count("{{&lt; nosuch &gt;}}") == 3


def _recipe(name: str) -> str:
    return examples(RECIPES)["run", name]


def _installed(program: str) -> str:
    """The path of a program that a package brought, or that the machine has."""
    found = shutil.which(program, path=_environment(Path())["PATH"])
    assert found, f"{program} is missing - install it with: pip install 'cleaner[recipes]'"
    return found


def _shell(name: str, folder: Path) -> str:
    """What a recipe for the shell prints."""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", _recipe(name)],
        cwd=folder, env=_environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    """The interpreter's own `cleaner`, and no network for those who like to ask it."""
    path = os.pathsep.join(
        [str(folder / "bin"), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    )
    own = {"PATH": path, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf"), "HOME": str(folder)}
    return {**os.environ, **own}
