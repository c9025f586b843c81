"""A rule file -> `Rules`: read in one go, all problems reported together."""

from __future__ import annotations

import hashlib
from copy import copy
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.arguments import PATH, takes
from cleaner.collector import collector_paused
from cleaner.errors import InputError, RuleError
from cleaner.rules import check, compiled, layouts, shipped
from cleaner.rules.detect import Detectors
from cleaner.rules.keys import read_part
from cleaner.rules.linesets import LINE_FILE, LineSets
from cleaner.rules.linesets import read as read_lines
from cleaner.rules.match import Index, Where
from cleaner.rules.site import Part, Preset, Site
from cleaner.rules.when import Look
from cleaner.rules.yamlfile import Entry, Reader, compose
from cleaner.text import did_you_mean
from cleaner.types import Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.errors import Problem
    from cleaner.rules.draft import Draft
    from cleaner.rules.yamlfile import Node
    from cleaner.types import Page

__all__ = ["Rules", "read_rules"]

_VERSION = "1"
_FILE_KEYS = ("version", "sites", "presets")
_MAX_BYTES = 50_000_000  # 2,000 sites take 1 MB


class Rules:
    """The sites of a rule file, with the presets that they use; picklable, for worker processes."""

    def __init__(
        self,
        sites: Sequence[Site] = (),
        *,
        path: Path | None = None,
        version: str = "",
        presets: Sequence[Preset] = (),
        warnings: Sequence[Problem] = (),
        broken: Sequence[Problem] = (),
        lines: LineSets = LineSets(),  # noqa: B008 - frozen
    ) -> None:
        self.sites = tuple(sites)
        self.path = path  # None for rules that were not read from a file
        self.version = version  # digest of the file and of the presets that it uses
        self.presets = tuple(presets)  # those that apply themselves
        self.warnings = tuple(warnings)
        self.broken = tuple(broken)  # lines of imported presets that could not be taken; sites have their own
        self.lines = lines  # what `cleaner learn` found on sister pages

    @classmethod
    @takes(path=PATH)
    def load(cls, path: str | Path) -> Rules:
        """The rules of a file; RuleError with all that is wrong in it, InputError if it cannot be read."""
        rules, problems = read_rules(Path(path))
        if any(problem.severity == "error" for problem in problems):
            raise RuleError([problem for problem in problems if problem.severity == "error"])
        return rules.with_lines(Path(path).with_name(LINE_FILE))

    @classmethod
    @takes(path=PATH, folder=PATH)
    def load_compiled(cls, path: str | Path, folder: str | Path) -> Rules:
        """The same rules, kept compiled in `folder` until the file, the presets or cleaner change.

        The folder must be the user's own: what lies in it is trusted.
        """
        return compiled.load(Path(path), Path(folder), cls.load)

    @classmethod
    def empty(cls) -> Rules:
        """No rules at all: the engine alone."""
        return cls()

    @classmethod
    def shipped(cls) -> Rules:
        """No sites, but the presets of the package that apply themselves where they are needed."""
        return _shipped()

    @takes(path=PATH)
    def with_lines(self, path: str | Path) -> Rules:
        """These rules with the line sets of a file, if it is there; RuleError with all its problems."""
        if not Path(path).is_file():
            return self
        found = copy(self)
        found.lines = read_lines(Path(path))
        return found

    def site_for(self, page: Page) -> Site | None:
        """The site that a page belongs to, None where the file has none for it."""
        return self._index.site_for(Look(page))

    def site_for_address(self, url: str) -> Site | None:
        """The site of an address whose page is not at hand yet, by host and path alone."""
        return self._index.site_at(url)

    def rule_for(self, page: Page) -> Site | None:
        """All that applies to a page: its site in the layout that fits, above presets that detect themselves.

        None where the page has neither.
        """
        look = Look(page)
        site = self._index.site_for(look)
        if site and site.layouts:
            site = site.with_layout(layouts.chosen(site.layouts, look))
        found = self._detectors.fitting(look)
        if not found:
            return site
        parts = {part.name: part for preset in found for part in preset.parts()}
        return (site or _NOBODY).upon(tuple(parts.values()))

    @cached_property
    def _index(self) -> Index:
        return Index(self.sites)

    @cached_property
    def _detectors(self) -> Detectors:
        return Detectors(self.presets)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in ("_index", "_detectors")}

    def __len__(self) -> int:
        return len(self.sites)


@cache
def _shipped() -> Rules:
    """Made once: every page that is cleaned without a rule file asks for them."""
    return Rules(version=shipped.digest(), presets=shipped.detecting())


_NOBODY = Site("", "", Where(), (Part("", Layer.SITE),))


@collector_paused()
def read_rules(path: Path, data: bytes | None = None) -> tuple[Rules, list[Problem]]:
    """What can be read of a rule file, and all its problems, sorted by line.

    `data` is what to read in place of the file, while it is being written.
    """
    try:
        data = path.read_bytes() if data is None else data
    except OSError as error:
        raise InputError(f"{path}: cannot be read - {error.strerror or error}") from error
    if len(data) > _MAX_BYTES:
        raise InputError(f"{path}: {len(data)} bytes are no rule file - at most {_MAX_BYTES}")
    reader = Reader(str(path), path.name)
    digest = hashlib.sha256(data)
    sites: list[Site] = []
    library = _Library()
    root = compose(data, reader)
    if root is not None:
        found = reader.mapping(root, "key", _FILE_KEYS, of="a rule file")
        if "version" in found:
            _check_version(reader, found["version"].value)
        library.own = _drafts(reader, found.get("presets"), Layer.PRESET)
        drafts = _drafts(reader, found.get("sites"), Layer.SITE)
        sites = [_site(draft, library, reader) for draft in drafts.values()]
        check.conflicts(reader, drafts.values())
        for draft in library.own.values():
            library.stack(draft, reader)
        check.unused(reader, library.own, drafts.values())
    presets = library.detecting(reader)
    digest.update(shipped.digest().encode())
    problems = sorted(set(reader.problems))
    warnings = [problem for problem in problems if problem.severity == "warning"]
    broken = [problem for draft in library.own.values() for problem in draft.broken]
    version = digest.hexdigest()[:12]
    rules = Rules(sites, path=path, version=version, presets=presets, warnings=warnings, broken=broken)
    return rules, problems


def _check_version(reader: Reader, node: Node) -> None:
    given = reader.text(node, '"version"')
    if given not in (_VERSION, None):
        advice = "update cleaner" if given.isdecimal() else f"write `version: {_VERSION}`"
        reader.error(node, f"only version {_VERSION} is known - {advice}")


def _drafts(reader: Reader, entry: Entry | None, layer: Layer) -> dict[str, Draft]:
    if entry is None:
        return {}
    what = "site" if layer == Layer.SITE else "preset"
    found = reader.mapping(entry.value, what, of=f'"{what}s"')
    return {name: read_part(reader, name, value, layer) for name, value in found.items()}


def _site(draft: Draft, library: _Library, reader: Reader) -> Site:
    inherited = library.stack(draft, reader)
    named = (*inherited, *library.detected) if draft.unset else inherited
    check.site(reader, draft, named, library.said(draft.use))
    parts = (*inherited, draft.part)
    return Site(
        draft.owner.name, draft.by, draft.where, parts, draft.layouts, draft.tests, draft.note, draft.broken
    )


class _Library:
    """The presets that sites may use: the file's own, and behind them those of the package."""

    def __init__(self) -> None:
        self.own: dict[str, Draft] = {}
        self._stacks: dict[tuple[str, ...], tuple[Part, ...]] = {}
        self._said: dict[tuple[str, ...], check.Said] = {}

    def detecting(self, reader: Reader) -> list[Preset]:
        """The presets that apply themselves, the package's before the file's own."""
        own = [
            Preset(name, draft.detect, partial(tuple, (*self.stack(draft, reader), draft.part)))
            for name, draft in self.own.items()
            if draft.detect
        ]
        return [*(preset for preset in shipped.detecting() if preset.name not in self.own), *own]

    @property
    def detected(self) -> list[Part]:
        """What presets say that a page may bring along."""
        named = dict.fromkeys([*(preset.name for preset in shipped.detecting()), *self.own])
        drafts = [draft for name in named if (draft := self.preset(name))]
        return [draft.part for draft in drafts if draft.detect]

    def stack(self, draft: Draft, reader: Reader) -> tuple[Part, ...]:
        """The parts that a site or preset inherits, weakest first; problems are noted at its `use`."""
        if draft.use not in self._stacks:
            parts: dict[str, Part] = {}
            for name, node in zip(draft.use, draft.use_nodes, strict=True):
                for part in self._walk(
                    name, node, reader, (draft.owner.name,) if draft.owner.layer == Layer.PRESET else ()
                ):
                    parts.setdefault(part.name, part)
            self._stacks[draft.use] = tuple(parts.values())
        return self._stacks[draft.use]

    def said(self, use: tuple[str, ...]) -> check.Said:
        """What the presets of a `use` that was stacked before say."""
        if use not in self._said:
            self._said[use] = check.said_by(self._stacks[use])
        return self._said[use]

    def names(self) -> list[str]:
        """All presets there are."""
        return sorted({*self.own, *shipped.files()})

    def preset(self, name: str) -> Draft | None:
        """A preset by name, the file's own first; None where there is none."""
        return self.own.get(name) or (shipped.draft(name) if name in shipped.files() else None)

    def _walk(self, name: str, node: Node, reader: Reader, above: tuple[str, ...]) -> Iterator[Part]:
        if name in above:
            reader.error(node, f"presets use each other in a cycle: {' -> '.join((*above, name))}")
            return
        draft = self.preset(name)
        if draft is None:
            reader.error(node, f'unknown preset "{name}"{did_you_mean(name, self.names())}')
            return
        for used, place in zip(draft.use, draft.use_nodes, strict=True):
            yield from self._walk(used, place, reader, (*above, name))
        yield draft.part
