"""The JSON Schema for editors, and the docs of each key: both made from what the loader reads by."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from cleaner.rules.directives import DOCS
from cleaner.rules.keys import LAYOUT_KEYS, PRESET_KEYS, SITE_KEYS
from cleaner.rules.schema import docstrings, schema
from tests.rules.making import problems_of

VALIDATOR = jsonschema.Draft202012Validator(schema())
ROOT = Path(__file__).parents[2]


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_projects_own_rules_and_presets_fit_it():
    VALIDATOR.validate(yaml.safe_load((ROOT / "sources.yaml").read_text()))
    for preset in (ROOT / "cleaner" / "rules" / "presets").glob("*.yaml"):
        VALIDATOR.validate({"presets": {preset.stem: yaml.safe_load(preset.read_text())}})


@pytest.mark.parametrize(
    "keys",
    [
        "drp: [.x]",
        "drop: [{select: .x, role: shar}]",
        "drop: [{select: .x, line: y}]",
        "drop_lines: [{select: .x}]",
        "meta: {athors: {line: 1}}",
        "flags: {sponsord: .x}",
        "trust: exactly",
        "pages: {nxt: a}",
        "rename: {.x: blink}",
        "layouts: [{hosts: [b.example]}]",
        "tests: [{title: x}]",
        "when: {lines: x}",
        "detect: {has: main}",
    ],
)
def test_what_is_an_unknown_word_for_the_loader_is_one_for_the_schema(tmp_path, keys):
    text = f"sites:\n  a:\n    hosts: [a.example]\n    {keys}\n"

    assert problems_of(tmp_path, text)
    assert list(VALIDATOR.iter_errors(yaml.safe_load(text)))


def test_every_key_and_directive_is_told_in_one_line_first():
    told = docstrings()

    assert set(told) == {*SITE_KEYS, *PRESET_KEYS, *LAYOUT_KEYS, *DOCS}
    for name, text in told.items():
        assert text.startswith(f"`{name}`: "), name
        assert text.partition("\n")[0].endswith("."), name
