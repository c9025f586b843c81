"""The grammar as tables: what may stand under a site and under a preset, and how each key is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.rules import match
from cleaner.rules.directives import DIRECTIVES
from cleaner.rules.entries import read_each
from cleaner.rules.fixtures import read_tests
from cleaner.rules.match import Where
from cleaner.rules.site import Item, Owner, Part
from cleaner.rules.when import When, read_when
from cleaner.text import did_you_mean
from cleaner.types import Layer

if TYPE_CHECKING:
    from cleaner.rules.fixtures import Test
    from cleaner.rules.yamlfile import Entry, Node, Reader

__all__ = ["PRESET_KEYS", "SITE_KEYS", "Draft", "read_part"]

_TRUST = ("scope", "exact")


@dataclass(slots=True)
class Draft:
    """A site or preset as it is read, key by key."""

    owner: Owner
    place: Node  # of its name
    by: str
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    when: When = field(default_factory=When)
    detect: tuple[When, ...] = ()  # one of them
    use: tuple[str, ...] = ()
    use_nodes: tuple[Node, ...] = ()
    unset: tuple[str, ...] = ()
    unset_nodes: tuple[Node, ...] = ()
    trust: str | None = None
    force: bool = False
    note: str | None = None
    tests: tuple[Test, ...] = ()

    @property
    def where(self) -> Where:
        """The pages that it is for."""
        return Where(self.hosts, self.paths, self.when)

    @property
    def part(self) -> Part:
        """What it says itself, without the presets that it uses."""
        owner = self.owner
        return Part(
            owner.name, owner.layer, self.items, self.use, frozenset(self.unset), self.trust, self.force
        )


def read_part(reader: Reader, name: str, entry: Entry, layer: Layer) -> Draft:
    """A site or preset from its node; whatever is wrong in it is noted."""
    of = f'{"site" if layer == Layer.SITE else "preset"} "{name}"'
    keys = SITE_KEYS if layer == Layer.SITE else PRESET_KEYS
    known = [*keys, *DIRECTIVES]
    found = reader.mapping(entry.value, "directive", [*known, *_LATER], of=of)
    text_only = layer == Layer.SITE and "when" in found and _is_text_only(found["when"].value)
    draft = Draft(Owner(name, layer, text_only), entry.key, reader.place(entry.key))
    for key, value in found.items():
        if key in _LATER:
            reader.error(value.key, f'"{key}" is not supported yet - take it out of {of}')
        elif key in keys:
            keys[key](reader, value.value, draft)
        elif key in DIRECTIVES:
            draft.items[key] = tuple(DIRECTIVES[key].read(reader, value.value, draft.owner))
        else:
            reader.error(value.key, f'"{key}" cannot stand in a {of}')
    return draft


def _read_hosts(reader: Reader, node: Node, draft: Draft) -> None:
    draft.hosts = tuple(read_each(reader, node, "a host", match.read_host))


def _read_paths(reader: Reader, node: Node, draft: Draft) -> None:
    draft.paths = tuple(read_each(reader, node, "a path", match.read_path))


def _read_when(reader: Reader, node: Node, draft: Draft) -> None:
    draft.when = read_when(reader, node, "when")


def _read_detect(reader: Reader, node: Node, draft: Draft) -> None:
    entries = reader.entries(node)
    for entry in entries:
        if not entry.value:
            reader.error(entry, '"detect" names no condition - every page would fit')
    draft.detect = tuple(when for entry in entries if (when := read_when(reader, entry, "detect")).count)


def _read_use(reader: Reader, node: Node, draft: Draft) -> None:
    pairs = [(reader.text(entry, "a preset"), entry) for entry in reader.entries(node)]
    draft.use = tuple(name for name, _ in pairs if name is not None)
    draft.use_nodes = tuple(entry for name, entry in pairs if name is not None)


def _read_unset(reader: Reader, node: Node, draft: Draft) -> None:
    pairs = [(reader.text(entry, "an item's name"), entry) for entry in reader.entries(node)]
    draft.unset = tuple(name for name, _ in pairs if name is not None)
    draft.unset_nodes = tuple(entry for name, entry in pairs if name is not None)


def _read_trust(reader: Reader, node: Node, draft: Draft) -> None:
    draft.trust = reader.text(node, '"trust"')
    if draft.trust is not None and draft.trust not in _TRUST:
        reader.error(node, f'unknown trust "{draft.trust}"{did_you_mean(draft.trust, _TRUST)}')


def _read_force(reader: Reader, node: Node, draft: Draft) -> None:
    draft.force = reader.flag(node, '"force"')


def _read_note(reader: Reader, node: Node, draft: Draft) -> None:
    draft.note = reader.text(node, '"note"')


def _read_tests(reader: Reader, node: Node, draft: Draft) -> None:
    draft.tests = read_tests(reader, node)


_ReadKey = Callable[["Reader", "Node", Draft], None]
_EVERY_KEYS: dict[str, _ReadKey] = {
    "use": _read_use, "unset": _read_unset, "trust": _read_trust, "force": _read_force, "note": _read_note,
}  # fmt: skip
PRESET_KEYS: dict[str, _ReadKey] = {"detect": _read_detect, **_EVERY_KEYS}
SITE_KEYS: dict[str, _ReadKey] = {
    "hosts": _read_hosts, "paths": _read_paths, "when": _read_when, **_EVERY_KEYS, "tests": _read_tests,
}  # fmt: skip
_LATER = ("pages", "fetch", "layouts")


def _is_text_only(node: Node) -> bool:
    """True where `when` says `format: text`."""
    from cleaner.rules.yamlfile import MappingNode

    return isinstance(node, MappingNode) and any(
        key.value == "format" and value.value == "text" for key, value in node.value
    )
