"""Each shipped preset on a page of its system: it finds itself, every entry hits, and the text stays.

What must go carries `data-gone` in the fixture, what must stay `data-stays`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from cleaner import inputs
from cleaner.pipeline import Options, clean_page
from cleaner.rules import DIRECTIVES, Rules
from cleaner.rules.selection import Lookup, selector
from cleaner.types import Layer

FOLDER = Path(__file__).parent
PRESETS = {preset.name: preset for preset in Rules.shipped().presets}
FOR_TEXT = sorted(name for name, preset in PRESETS.items() if preset.detect[0].format == "text")
FOR_HTML = sorted(PRESETS.keys() - set(FOR_TEXT))
_LANGUAGES = 10
_SENTENCE = 20  # words


@cache
def _result(name):
    (raw,) = inputs.read(FOLDER / name)
    return clean_page(raw, Options(rules=Rules.shipped(), engine="density"))


def _marked(result, attribute):
    return [result.blocks.texts[block] for block in _blocks(result, attribute)]


def _blocks(result, attribute):
    return dict.fromkeys(block for block, _ in Lookup(result.blocks).hits(selector(f"[{attribute}]")))


@pytest.mark.parametrize("name", FOR_HTML)
def test_a_preset_drops_the_clutter_of_its_system_and_nothing_else(name):
    result = _result(f"{name}.html")

    assert name in {part.name for part in result.site.parts}
    assert result.document.warnings == ()
    for text in _marked(result, "data-stays"):
        assert text in result.document.text
    assert len(_marked(result, "data-stays")) >= 3
    for block in _blocks(result, "data-gone"):
        verdict = result.verdicts[block]
        assert not verdict.keep or verdict.cuts, result.blocks.texts[block]
        assert Layer.PRESET in {label.layer for label in (verdict.label, *verdict.losing, *verdict.cuts)}


@pytest.mark.parametrize("name", FOR_HTML)
def test_every_entry_of_a_preset_hits_something(name):
    lookup = Lookup(_result(f"{name}.html").blocks)
    (own,) = (part for part in PRESETS[name].parts() if part.name == name)

    idle = [
        f"{directive} {item.shown}"
        for directive, items in own.items.items()
        if (find := DIRECTIVES[directive].find) is not None
        for item in items
        if not any(True for _ in find(lookup, item)) and directive not in ("body", "flags")
    ]

    assert idle == []


@pytest.mark.parametrize("name", FOR_TEXT)
def test_a_preset_for_dumps_drops_labels_in_ten_languages_and_no_sentence(name):
    result = _result(f"{name}.txt")

    of_preset = {
        verdict.block for verdict in result.verdicts if verdict.label.by.startswith(f"presets/{name}")
    }
    sentences = {i for i, text in enumerate(result.blocks.texts) if len(text.split()) >= _SENTENCE}
    assert len(sentences) == _LANGUAGES
    assert of_preset == set(range(len(result.blocks))) - sentences
    assert len(of_preset) >= 3 * _LANGUAGES
