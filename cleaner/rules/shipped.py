"""The presets of the package: the YAML files in `cleaner/rules/presets`.

Of each only `detect` is read at first, a twelfth of all they say; the rest when a page or a site needs it.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.collector import collector_paused
from cleaner.errors import RuleError
from cleaner.rules.keys import read_part
from cleaner.rules.site import Preset
from cleaner.rules.yamlfile import Entry, Reader, compose
from cleaner.types import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.rules.draft import Draft
    from cleaner.rules.site import Part

__all__ = ["detecting", "digest", "draft", "files"]

_DETECT = re.compile(rb"^detect:.*\n(?:[ #].*\n|\n)*", re.M)  # the key, and what is indented under it


@cache
def files() -> Mapping[str, Path]:
    """The files by the names of their presets, sorted."""
    return {path.stem: path for path in sorted(Path(__file__).with_name("presets").glob("*.yaml"))}


@cache
def digest() -> str:
    """A digest of all the presets."""
    whole = hashlib.sha256()
    for file in files().values():
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


@cache
@collector_paused()
def detecting() -> tuple[Preset, ...]:
    """Those that apply themselves; what they say of a page is read when it is asked for."""
    found = []
    for name, file in files().items():
        detect = _DETECT.search(file.read_bytes())
        if detect:
            found.append(Preset(name, _read(name, detect[0]).detect, partial(_parts, name)))
    return tuple(found)


@cache
@collector_paused()
def draft(name: str) -> Draft:
    """All that one of them says; KeyError where there is none of that name."""
    return _read(name, files()[name].read_bytes())


@cache
def _parts(name: str) -> tuple[Part, ...]:
    """Its own part, and before it those of the presets that it uses."""
    used = [part for other in draft(name).use for part in _parts(other)]
    return (*used, draft(name).part)


def _read(name: str, data: bytes) -> Draft:
    """RuleError where the package's own file has an error."""
    reader = Reader(f"presets/{name}.yaml", f"presets/{name}.yaml")
    root = compose(data, reader)
    found = read_part(reader, name, Entry(root, root), Layer.PRESET) if root is not None else None
    if found is None or reader.problems:
        raise RuleError(reader.problems)
    return found
