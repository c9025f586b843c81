"""A site, preset or layout while it is read, before the presets that it uses are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.rules.match import Where
from cleaner.rules.site import Items, Owner, Part
from cleaner.rules.when import When

if TYPE_CHECKING:
    from cleaner.errors import Problem
    from cleaner.rules.fixtures import Test
    from cleaner.rules.headers import Header
    from cleaner.rules.layouts import Layout
    from cleaner.rules.paging import Paging
    from cleaner.rules.yamlfile import Node

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A site or preset as it is read, key by key."""

    owner: Owner
    place: Node  # of its name
    by: str
    items: dict[str, Items] = field(default_factory=dict)
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
    paging: Paging | None = None
    headers: tuple[Header, ...] | None = None
    layouts: tuple[Layout, ...] = ()
    broken: tuple[Problem, ...] = ()

    @property
    def where(self) -> Where:
        """The pages that it is for."""
        return Where(self.hosts, self.paths, self.when)

    @property
    def part(self) -> Part:
        """What it says itself, without the presets that it uses."""
        return Part(
            self.owner.name,
            self.owner.layer,
            self.items,
            self.use,
            frozenset(self.unset),
            self.trust,
            self.force,
            self.paging,
            self.headers,
        )
