"""The table of directives: each entry has an example that loads, and tests of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent, indent

import pytest

from cleaner.rules import DIRECTIVES
from tests.rules.making import load


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_has_an_example_that_loads_and_a_test_file(tmp_path, name):
    documentation = sys.modules[f"cleaner.rules.directives.{name}"].__doc__
    assert documentation
    assert documentation.startswith(f"`{name}`: ")
    paragraphs = documentation.split("\n\n")
    (example,) = [paragraph for paragraph in paragraphs if dedent(paragraph).startswith(f"{name}:")]

    keys = indent("hosts: [example.org]\n" + dedent(example), "    ")
    (site,) = load(tmp_path, f"sites:\n  hikes:\n{keys}\n").sites

    assert list(site.items(name))
    assert (Path(__file__).parent / f"test_{name}.py").is_file()
