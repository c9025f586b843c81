"""The table of directives and keys: each has tests of its own, and its docs hold examples that work."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from cleaner.assemble import assemble
from cleaner.metadata import merge
from cleaner.rules import DIRECTIVES, Site
from cleaner.rules.examples import Example, examples
from cleaner.rules.keys import PRESET_KEYS
from cleaner.rules.schema import docstrings
from tests.rules.making import load, outcome_of, stated

EXAMPLES = {
    f"{name}-{number}": (name, example)
    for name, text in docstrings().items()
    for number, example in enumerate(examples(text), 1)
}
INSIDE = {"id": "layouts"}  # keys that stand inside another


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_has_a_test_file(name):
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", docstrings())
def test_the_docs_of_a_key_have_an_example(name):
    found = examples(docstrings()[name])

    assert found
    assert any(line.startswith(f"{INSIDE.get(name, name)}:") for line in found[0].rule.splitlines())
    if name in DIRECTIVES:
        assert found[0].page
        assert found[0].outcome


@pytest.mark.parametrize("key", EXAMPLES)
def test_an_example_of_the_docs_does_what_it_says(tmp_path, key):
    name, example = EXAMPLES[key]
    if name in PRESET_KEYS and name == "detect":
        load(tmp_path, "presets:\n  p:\n" + indent(example.rule, "    "))
        return
    named = any(key in example.rule.partition("layouts:")[0] for key in ("hosts:", "when:"))
    where = "" if named else "hosts: [example.org]\n"
    (site,) = load(tmp_path, "sites:\n  hikes:\n" + indent(where + example.rule, "    ") + "\n").sites

    assert _came_out(site, example) == example.outcome


def _came_out(site: Site, example: Example) -> str:
    """What the example's rule makes of its page, in the form in which the example says it."""
    if example.page is None:
        return ""
    outcome = outcome_of(site, example.page)
    if example.kind == "Flags":
        return "\n".join(outcome.applied.flags)
    if example.kind == "Metadata":
        found = stated(site, example.page)
        return "\n".join(
            f"{field}: {'; '.join(v) if isinstance(v, tuple) else v}" for field, v in found.items()
        )
    document = assemble(outcome.blocks, outcome.verdicts, merge([], outcome.blocks.page))
    return document.markdown.strip() if example.kind == "Markdown" else document.text.replace("\n\n", "\n")
