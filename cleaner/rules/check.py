"""What is wrong with sites that are well written each key for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.rules.draft import Draft
    from cleaner.rules.site import Item, Part
    from cleaner.rules.yamlfile import Reader

__all__ = ["conflicts", "said_by", "site", "unused"]

Said = dict[tuple[str, str], "Item"]

# Directives whose items are a union of the layers: there a copy of an inherited item does nothing.
_UNIONS = ("keep", "drop", "drop_lines", "cut_before", "cut_after", "unwrap")


def site(reader: Reader, draft: Draft, inherited: Sequence[Part], said: Said) -> None:
    """Note what is wrong with one site, seen together with the presets that it uses or may meet."""
    name, where = draft.owner.name, draft.where
    if not where.hosts and not where.when.count:
        reader.error(draft.place, f'site "{name}" matches no page - give it hosts, or when')
    if where.paths and not where.hosts:
        reader.error(draft.place, f'site "{name}" has paths but no hosts that they belong to')
    names = [name for part in inherited for name in _names(part)] if draft.unset else []
    for wanted, node in zip(draft.unset, draft.unset_nodes, strict=True):
        if wanted not in names:
            advice = did_you_mean(wanted, names) if names else " - the site uses no preset"
            reader.error(node, f'"unset": nothing inherited is called "{wanted}"{advice}')
    _shadowed(reader, draft, said)
    if not draft.tests:
        reader.warn(draft.place, f'site "{name}" has no tests - nothing will tell when it stops to work')


def conflicts(reader: Reader, drafts: Iterable[Draft]) -> None:
    """Note sites that are for the very same pages."""
    seen: dict[object, Draft] = {}
    for draft in drafts:
        where = draft.where
        if not where.hosts:
            keys: list[object] = [where.when] if where.when.count else []
        else:
            keys = [(host, path, where.when) for host in where.hosts for path in where.paths or ("",)]
        for key in keys:
            first = seen.setdefault(key, draft)
            if first is not draft:
                what = "".join(key[:2]) if isinstance(key, tuple) else '"when"'
                reader.error(
                    draft.place,
                    f'sites "{first.owner.name}" (line {first.place.start_mark.line + 1}) and '
                    f'"{draft.owner.name}" are both for {what} - join them, or give one a path',
                )
                break


def unused(reader: Reader, presets: Mapping[str, Draft], drafts: Iterable[Draft]) -> None:
    """Note presets of the file that nobody uses."""
    used = {name for draft in (*presets.values(), *drafts) for name in draft.use}
    for name, draft in presets.items():
        if name not in used and not draft.detect:
            reader.warn(draft.place, f'no site uses the preset "{name}"')


def said_by(parts: Sequence[Part]) -> Said:
    """What some parts say already, by directive and text."""
    return {(key, item.shown): item for part in parts for key in _UNIONS for item in part.items.get(key, ())}


def _shadowed(reader: Reader, draft: Draft, said: Said) -> None:
    """Warn of items that say what an item before them says."""
    seen: Said = {}
    for key in _UNIONS:
        for item in draft.items.get(key, ()):
            first = seen.setdefault((key, item.shown), item)
            inherited = said.get((key, item.shown))
            if first is item and inherited is not None and inherited.name not in draft.unset:
                first = inherited
            if first is not item and not item.force and item.role in (None, first.role):
                where = f'{key} "{item.shown}" ({item.by})'
                reader.warn(draft.place, f"{where} is said before, at {first.by} - take it out")


def _names(part: Part) -> Iterator[str]:
    """What `unset` may name: the preset, and each of its items."""
    yield part.name
    for items in part.items.values():
        yield from (item.name for item in items)
