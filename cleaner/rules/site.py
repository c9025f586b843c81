"""What a rule file says, once it is read: a site is a stack of parts, each part's items by directive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.rules.headers import values
from cleaner.rules.patterns import Pattern
from cleaner.types import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cleaner.errors import Problem
    from cleaner.rules.fixtures import Test
    from cleaner.rules.headers import Header
    from cleaner.rules.layouts import Layout
    from cleaner.rules.match import Where
    from cleaner.rules.paging import Paging
    from cleaner.rules.selection import Selector
    from cleaner.rules.when import When

__all__ = ["Item", "Items", "Owner", "Part", "Preset", "Ranked", "Site"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose directives are being read."""

    name: str  # of the site or preset
    layer: Layer
    text_only: bool = False  # the site is for text dumps, where no selector can match


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a directive; directives add fields of their own."""

    name: str  # "jetpack.drop.2": what `unset` takes away
    by: str  # "sources.yaml:41"
    column: int  # from 1: a line may hold several
    layer: Layer
    target: Selector | Pattern
    role: str | None = None
    force: bool = False

    @property
    def shown(self) -> str:
        """What it looks for, as written."""
        return self.target.source

    @property
    def whole_line(self) -> str | None:
        """The one folded line that it can hit, None where there may be several."""
        return self.target.literal if isinstance(self.target, Pattern) else None


class Items(tuple[Item, ...]):
    """What one layer says under one directive, in the order of its file.

    The preset for text dumps has 750 lines that it wants whole: a page is asked for all of them at once.
    """

    @cached_property
    def by_line(self) -> dict[str, list[int]]:
        """The places of items that hit one folded line only, by that line."""
        found: dict[str, list[int]] = {}
        for place, item in enumerate(self):
            if item.whole_line is not None:
                found.setdefault(item.whole_line, []).append(place)
        return found

    @cached_property
    def others(self) -> list[int]:
        """The places of all other items."""
        return [place for place, item in enumerate(self) if item.whole_line is None]


@dataclass(frozen=True, slots=True)
class Part:
    """What one layer of a site says: a preset, the site itself, or one of its layouts."""

    name: str
    layer: Layer
    items: Mapping[str, Items] = field(default_factory=dict)  # by directive
    use: tuple[str, ...] = ()
    unset: frozenset[str] = frozenset()
    trust: str | None = None
    force: bool = False
    paging: Paging | None = None
    headers: tuple[Header, ...] | None = None
    detected: bool = False  # a preset that applied itself: nobody wrote that the page is of this kind


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset that applies itself to the pages that one of its conditions fits."""

    name: str
    detect: tuple[When, ...]
    parts: Callable[[], tuple[Part, ...]]  # its own is the last; before it those of the presets that it uses


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item of a site, and the rank of its layer: 0 is the weakest."""

    rank: int
    item: Item
    force: bool


@dataclass(frozen=True, slots=True)
class Site:
    """The rules for one site, with those of the presets that it uses or that detect themselves."""

    name: str  # "" on a page that belongs to no site, where only detected presets speak
    by: str
    where: Where
    parts: tuple[Part, ...]  # weakest first; of the site's own layer there always is one
    layouts: tuple[Layout, ...] = ()  # of which the one that fits a page joins the parts
    tests: tuple[Test, ...] = ()
    note: str | None = None
    broken: tuple[Problem, ...] = ()  # lines that an import could not make sense of

    @property
    def trust(self) -> str:
        """`scope` (the engine works inside the body) or `exact` (all of the body is taken)."""
        return next((part.trust for part in reversed(self.parts) if part.trust), "scope")

    @property
    def own(self) -> Part:
        """What the site says itself, without presets and layouts."""
        return next(part for part in self.parts if part.layer == Layer.SITE)

    @property
    def paging(self) -> Paging | None:
        """Where the other parts of its articles are; the strongest layer that says so."""
        return next((part.paging for part in reversed(self.parts) if part.paging), None)

    def headers(self) -> dict[str, str]:
        """The headers to fetch its pages with; CleanerError where an environment variable is missing."""
        chosen = next((part.headers for part in reversed(self.parts) if part.headers is not None), ())
        return values(chosen)

    def with_layout(self, part: Part | None) -> Site:
        """The same site with the layout that fits a page."""
        return replace(self, parts=(*self.parts, part)) if part else self

    def upon(self, detected: Sequence[Part]) -> Site:
        """The same site above presets that a page turned out to need."""
        here = {(part.name, part.layer) for part in self.parts}
        below = tuple(
            replace(part, detected=True) for part in detected if (part.name, part.layer) not in here
        )
        return replace(self, parts=(*below, *self.parts)) if below else self

    def items(self, directive: str, able: Callable[[Items], Iterable[Item]] = iter) -> Iterator[Ranked]:
        """The items of one directive, weakest layer first, without those that a stronger layer unsets.

        Most items of presets look for what a page lacks: `able` may leave out those that cannot hit.
        """
        gone = frozenset[str]().union(*(part.unset for part in self.parts))
        force = self.own.force
        for rank, part in enumerate(self.parts):
            if directive not in part.items or part.name in gone:
                continue
            for item in able(part.items[directive]):
                if item.name not in gone:
                    yield Ranked(rank, item, item.force or part.force or force)

    def strongest(self, directive: str) -> list[Ranked]:
        """The items of the strongest layer that has any: how `body` and `meta` of several layers combine."""
        items = list(self.items(directive))
        return [ranked for ranked in items if ranked.rank == items[-1].rank]
