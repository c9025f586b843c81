"""What the README says is tried here; the two commands that set up a machine are run by `.ci/run`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme import README, example, examples

ROOT = README.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder with the project's pages in it, and nothing else."""
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    return tmp_path


def test_every_code_block_is_one_that_is_tried() -> None:
    blocks = re.findall(r"^```\w+$", README.read_text(encoding="utf-8"), re.M)

    assert len(blocks) == len(examples())


def test_the_lines_shown_before_and_after_are_those_of_the_files() -> None:
    shown = [(kind, name) for kind, name in examples() if kind in {"before", "after"}]
    assert len(shown) == 2

    for kind, name in shown:
        whole = " ".join((ROOT / name).read_text(encoding="utf-8").split())
        for part in example(kind, name).split("[...]"):
            assert " ".join(part.split()) in whole, f"{name} does not go on like this: {part}"


def test_the_commands_run(folder: Path) -> None:
    for line in _lines("commands"):
        done = _shell(line, folder)
        # raw/ has pages that are all right, so nothing may fail.
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout or " -o " in line, line


def test_the_rule_passes_its_own_tests(folder: Path) -> None:
    (folder / "sources.yaml").write_text(example("run", "rule"), encoding="utf-8")

    for line in _lines("rules"):
        done = _shell(line, folder)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_the_documents(folder: Path) -> None:
    table, paywalled = [_shell(line, folder) for line in _lines("jq")]

    assert (table.returncode, paywalled.returncode) == (0, 0), table.stderr + paywalled.stderr
    assert len(table.stdout.splitlines()) == sum(path.is_file() for path in (folder / "raw").rglob("*"))
    assert "orchard" in paywalled.stdout


def test_pandas_reads_the_documents(folder: Path) -> None:
    pytest.importorskip("pandas")
    assert _shell("cleaner clean raw -o pages.jsonl", folder).returncode == 0

    done = _python("pandas", folder)

    assert done.returncode == 0, done.stderr
    assert "fr" in done.stdout


def test_the_python_loop_runs(folder: Path) -> None:
    done = _python("python", folder)

    assert done.returncode == 0, done.stderr
    assert "The last ferryman of Orsay Sound" in done.stdout
    assert "A page can also be a string" in done.stdout


def _lines(name: str) -> list[str]:
    return example("run", name).strip().splitlines()


def _shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    # The `cleaner` of the interpreter that runs the tests, whatever else is installed.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def _python(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", example("run", name)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
