"""The JSON Schema of `sources.yaml`, for editors: made from the tables that the loader reads by.

It says less than `cleaner rules check`: that keys and words are known, not that selectors are sound.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from cleaner.rules.directives import DOCS
from cleaner.rules.keys import LAYOUT_KEYS, PRESET_KEYS, SITE_KEYS, shape_of
from cleaner.rules.shapes import mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.rules.key import Key
    from cleaner.rules.shapes import Shape

__all__ = ["docstrings", "schema"]

_URI = "https://json-schema.org/draft/2020-12/schema"
_ID = "cleaner.sources/1"


def schema() -> dict[str, Any]:
    """The schema of a rule file."""
    return {
        "$schema": _URI,
        "$id": _ID,
        "title": "cleaner rules",
        "description": "Sites, and what cleaner must know of their pages.",
        **mapping(
            {
                "version": {"const": 1},
                "sites": _named(SITE_KEYS, "a site"),
                "presets": _named(PRESET_KEYS, "rules that several sites use"),
            }
        ),
    }


def docstrings() -> dict[str, str]:
    """What the docs say of each key and directive, by name: the first line, a rule, and what it does."""
    keys = {**SITE_KEYS, **PRESET_KEYS, **LAYOUT_KEYS}
    told = {name: inspect.getdoc(key.read) or "" for name, key in keys.items()}
    return told | {name: inspect.cleandoc(doc) for name, doc in DOCS.items()}


def _named(keys: Mapping[str, Key], what: str) -> Shape:
    shape = dict(shape_of(keys))
    told = docstrings()
    shape["properties"] = {
        name: {**inner, "description": _first_line(told[name])} for name, inner in shape["properties"].items()
    }
    return {"type": "object", "description": f"by name: {what}", "additionalProperties": shape}


def _first_line(text: str) -> str:
    """The docstring's first line without the name before it."""
    return text.partition("\n")[0].partition(": ")[2]
