"""The docs of the rule grammar: one Markdown page a key, made of its docstring and its shape.

python -m cleaner.rules.reference docs/rules
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.rules.directives import DIRECTIVES
from cleaner.rules.keys import LAYOUT_KEYS, PRESET_KEYS, SITE_KEYS
from cleaner.rules.schema import docstrings

if TYPE_CHECKING:
    from cleaner.rules.shapes import Shape

__all__ = ["pages", "write"]

_HOLDERS = (("a site", SITE_KEYS), ("a preset", PRESET_KEYS), ("a layout", LAYOUT_KEYS))
_MADE = "<!-- Made of the docstrings by `python -m cleaner.rules.reference docs/rules`: edit those. -->"


def pages() -> dict[str, str]:
    """The text of each page by its file's name, that of the index included."""
    told = docstrings()
    found = {f"{name}.md": _page(name, text) for name, text in told.items()}
    lines = ["# Keys of a rule", "", _MADE, ""]
    lines += [f"- [`{name}`]({name}.md): {_summary(told[name])}" for name in sorted(told)]
    return {"index.md": "\n".join(lines) + "\n", **found}


def write(folder: Path) -> None:
    """All pages, written into a folder."""
    from cleaner.files import write_whole

    for name, text in pages().items():
        write_whole(folder / name, text)


def _page(name: str, text: str) -> str:
    """The docstring under a heading, and below it where the key may stand and what its entries may hold."""
    first, _, rest = text.partition("\n")
    holders = [what for what, keys in _HOLDERS if name in keys or name in DIRECTIVES]
    lines = [f"# `{name}`", "", _MADE, "", first.partition(": ")[2].capitalize(), rest.rstrip(), ""]
    lines.append(f"Stands in {' or '.join(holders)}.")
    shape = _shape_of(name)
    if options := _options(shape):
        lines += ["", f"Keys of an entry: {', '.join(f'`{option}`' for option in options)}."]
    return "\n".join(lines) + "\n"


def _shape_of(name: str) -> Shape:
    keys = {**SITE_KEYS, **PRESET_KEYS, **LAYOUT_KEYS}
    return keys[name].shape if name in keys else DIRECTIVES[name].shape


def _options(shape: Shape) -> list[str]:
    """The keys of a mapping, or of the mappings of which an entry may be one."""
    found: dict[str, None] = dict.fromkeys(shape.get("properties", {}))
    for inner in shape.get("anyOf", ()):
        found.update(dict.fromkeys(_options(inner)))
    return list(found)


def _summary(text: str) -> str:
    return text.partition("\n")[0].partition(": ")[2]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
