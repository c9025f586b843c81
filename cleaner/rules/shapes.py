"""Small pieces of JSON Schema, from which the grammar's tables say what may stand in a rule file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.types import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.rules.entries import Form

__all__ = ["FLAG", "NUMBER", "TEXT", "TEXTS", "Shape", "each", "entries", "mapping", "one_of"]

Shape = Mapping[str, Any]

# YAML reads `2024` as a number where we take it as it is written.
TEXT: Shape = {"type": ["string", "number"]}
TEXTS: Shape = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
FLAG: Shape = {"type": "boolean"}
NUMBER: Shape = {"type": "integer"}


def one_of(names: Iterable[str]) -> Shape:
    """One of some words."""
    return {"enum": list(names)}


_OPTIONS: Mapping[str, Shape] = {
    "role": one_of(ROLES), "force": FLAG, "part": FLAG, "last": FLAG, "keep": FLAG,
}  # fmt: skip


def mapping(keys: Mapping[str, Shape], *, required: Iterable[str] = ()) -> Shape:
    """A mapping with these keys and no others."""
    shape: dict[str, Any] = {"type": "object", "properties": dict(keys), "additionalProperties": False}
    if wanted := list(required):
        shape["required"] = wanted
    return shape


def each(entry: Shape) -> Shape:
    """One entry, or a list of them."""
    return {"anyOf": [entry, {"type": "array", "items": entry}]}


def entries(form: Form) -> Shape:
    """Entries of a directive: text, or a mapping with one target and options."""
    options = {option: _OPTIONS[option] for option in form.options}
    # Options that belong to one kind of target stand beside each: the loader ignores nobody's mistake here.
    targets = [mapping({target: TEXT, **options}, required=[target]) for target in form.targets]
    return each({"anyOf": [TEXT, *targets]})
