"""Labels of the site's rule, under guards.

A rule is written on a few pages and used on thousands. So its body is a scope inside which the engine goes on
choosing, and only where the two agree; and no drop or cut takes the article, unless it says `force: true`.
Measured (859 saved pages with a community rule): bodies taken as the text .864, no rule .880, guarded
scope .8905; unguarded cuts lost 34,000 words of article text on 307 pages, guarded ones a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleaner.labels.decide import strongest
from cleaner.rules import DIRECTIVES
from cleaner.rules.directives.flags import Flag
from cleaner.rules.selection import Lookup
from cleaner.text import word_count
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from cleaner.rules import Site
    from cleaner.rules.selection import Hit
    from cleaner.rules.site import Item, Ranked
    from cleaner.types import Blocks

__all__ = ["Applied", "site_labels"]

_Find = Callable[[Lookup, Any], "Iterator[list[Hit]]"]

_MOST_LOSS = 0.4  # of the words that the page would keep without the item; RULES.md, 2
# A word counts for as much as the engine is sure of its block, for this much at least: the density engine
# never says. Learned rules on 294 dumps, left out page by page: +.0195 without, +.0207 with.
_LEAST_SURE = 0.1
# Of the engine's words a body must hold, and the scope so keep; RULES.md, 1. It says half for the body and
# this for the result: with one engine for both, the second includes the first.
_LEAST_SCOPE = 0.7
# Within a layer the higher score wins: what names a block stands above what goes by its place, and the item
# of a later preset above that of an earlier one.
_BODY_SCORE, _PRESET_SCORE = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Applied:
    """What a site's rule says of a page."""

    labels: tuple[Label, ...] = ()
    flags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def site_labels(blocks: Blocks, site: Site, weaker: Sequence[Label]) -> Applied:
    """The labels of the site and its presets, the flags they find, and a warning for all that was skipped."""
    page = _Page(blocks, site, weaker)
    page.scope()
    for ranked, find in _items(site, "keep", page.lookup):
        for hits in find(page.lookup, ranked.item):
            page.keep(ranked, hits)
    for ranked, find in _items(site, "drop", page.lookup):
        page.drop(ranked, list(find(page.lookup, ranked.item)))
    flags = [
        ranked.item.flag
        for ranked, find in _items(site, "flag", page.lookup)
        if isinstance(ranked.item, Flag) and any(True for _ in find(page.lookup, ranked.item))
    ]
    return Applied(tuple(page.labels), tuple(dict.fromkeys(flags)), tuple(page.warnings))


def _items(site: Site, does: str, lookup: Lookup) -> Iterator[tuple[Ranked, _Find]]:
    for directive in DIRECTIVES.values():
        if directive.does == does and directive.find is not None:
            for ranked in site.items(directive.name, lookup.able):
                yield ranked, directive.find


class _Page:
    """A page while a rule is applied: what would stay, should nothing more be said."""

    def __init__(self, blocks: Blocks, site: Site, weaker: Sequence[Label]) -> None:
        self.blocks = blocks
        self.site = site
        self.lookup = Lookup(blocks)
        self.winners: dict[int, Label] = {}  # of the weaker labels
        for label in weaker:
            if label.span is None:
                best = self.winners.get(label.block)
                if best is None or strongest(label) > strongest(best):
                    self.winners[label.block] = label
        self.kept = [block in self.winners and self.winners[block].keep for block in range(len(blocks))]
        # Of a page's blocks few are ever asked for: those that the engine keeps, and those that a rule does.
        self.words: dict[int, int] = {}
        self.worth: dict[int, float] = {}
        self.total = sum(self._worth(block) for block, kept in enumerate(self.kept) if kept)
        self.held: dict[int, int] = {}  # block -> rank of the layer whose `keep` holds it
        self.outside: frozenset[int] = frozenset()  # of the body, under `trust: hint`
        self.labels: list[Label] = []
        self.warnings: list[str] = []

    def scope(self) -> None:
        """Keep to the site's body, where it has one that fits."""
        bodies = self.site.strongest("body")
        find = DIRECTIVES["body"].find
        if not bodies or find is None:
            return
        exact = self.site.trust == "exact"
        before = sum(self._words(block) for block, kept in enumerate(self.kept) if kept)
        missed = True
        skipped = ""
        for ranked in bodies:
            inside = {block for hits in find(self.lookup, ranked.item) for block, _ in hits}
            if not any(self._words(block) for block in inside):
                continue
            missed = False
            left = sum(self._words(block) for block in inside if self.kept[block])
            if self.site.trust == "hint":
                if left >= _LEAST_SCOPE * before:
                    self.outside = frozenset(range(len(self.blocks))) - inside
                return
            if exact or ranked.force or left >= _LEAST_SCOPE * before:
                self._take_body(ranked, inside, exact=exact)
                return
            skipped = skipped or (
                f'{ranked.item.by}: body "{ranked.item.shown}" holds {left} of the {before} words that the '
                f"engine keeps: skipped, the engine chose on the whole page"
            )
        if self.site.parts[bodies[0].rank].detected or self.site.trust == "hint":
            return  # nobody said for sure that this page has such a body
        if missed:
            self.warnings.append(
                f'{bodies[0].item.by}: no body of "{self.site.name}" is on this page: '
                "the engine chose on the whole page"
            )
        else:
            self.warnings.append(skipped)

    def _take_body(self, ranked: Ranked, inside: set[int], *, exact: bool) -> None:
        for block in range(len(self.blocks)):
            if block not in inside:
                self._add(ranked, block, self._role(block), "outside the body", _BODY_SCORE)
                self._let(block, stay=False)
            elif exact and not self.blocks.hidden[block]:
                role = self.winners[block].role if self.kept[block] else "body"
                self._add(ranked, block, role, "inside the body", _BODY_SCORE, keep=True)
                self._let(block, stay=True)

    def keep(self, ranked: Ranked, hits: list[Hit]) -> None:
        """Hold the blocks against the engine, and against drops of this layer or a weaker one."""
        for block in dict.fromkeys(block for block, _ in hits):
            winner = self.winners.get(block)
            role = ranked.item.role or (winner.role if winner and winner.keep else "body")
            self._add(ranked, block, role, "", _score(ranked, self.site), keep=True)
            self.held[block] = max(ranked.rank, self.held.get(block, -1))
            self._let(block, stay=True)

    def drop(self, ranked: Ranked, ways: list[list[Hit]]) -> None:
        """Drop what an item hits, in the first way that takes no more than a page can bear to lose."""
        least = 0.0
        for hits in ways:
            if self.site.trust == "hint" and ranked.item.layer == Layer.SITE:
                hits = [hit for hit in hits if hit[0] in self.outside]
            loss = sum(self._loss(ranked, hit) for hit in hits)
            if ranked.force or not loss or loss <= _MOST_LOSS * self.total:
                self._drop(ranked, hits)
                return
            least = min(least or loss, loss)
        if ways:
            self.warnings.append(
                f'{ranked.item.by}: {_directive(ranked.item)} "{ranked.item.shown}" would take '
                f"{least / self.total:.0%} of the text: skipped - make it more exact, or say force: true"
            )

    def _let(self, block: int, *, stay: bool) -> None:
        if stay != self.kept[block]:
            self.total += self._worth(block) if stay else -self._worth(block)
            self.kept[block] = stay

    def _words(self, block: int) -> int:
        if block not in self.words:
            self.words[block] = word_count(self.blocks.texts[block])
        return self.words[block]

    def _worth(self, block: int) -> float:
        """The words that are lost with a block, as far as it is sure that it stays; cut spans are off."""
        if block not in self.worth:
            self.worth[block] = self._words(block) * self._sure(block)
        return self.worth[block]

    def _sure(self, block: int) -> float:
        """How sure it is that a block stays, should it stay."""
        winner = self.winners.get(block)
        return max(2 * winner.score - 1, _LEAST_SURE) if winner and winner.keep else 1.0

    def _loss(self, ranked: Ranked, hit: Hit) -> float:
        block, span = hit
        if not self.kept[block] or self._is_held(ranked, block):
            return 0.0
        whole = self._worth(block)
        if span is None:
            return whole
        return min(whole, word_count(self.blocks.texts[block][slice(*span)]) * self._sure(block))

    def _is_held(self, ranked: Ranked, block: int) -> bool:
        return self.held.get(block, -1) >= ranked.rank

    def _drop(self, ranked: Ranked, hits: list[Hit]) -> None:
        for block, span in hits:
            if span is not None and self._is_held(ranked, block):
                continue  # between spans and blocks nobody else would decide
            role = ranked.item.role or self._role(block)
            loss = self._loss(ranked, (block, span))
            self._add(ranked, block, role, "", _score(ranked, self.site), span=span)
            if span is not None:
                self.worth[block] = self._worth(block) - loss
                self.total -= loss
            elif not self._is_held(ranked, block):
                self._let(block, stay=False)

    def _role(self, block: int) -> str:
        """What a block is that a rule drops without saying: what a weaker label dropped it as."""
        winner = self.winners.get(block)
        return "other" if winner is None or winner.keep else winner.role

    def _add(
        self,
        ranked: Ranked,
        block: int,
        role: str,
        why: str,
        score: float,
        *,
        keep: bool = False,
        span: tuple[int, int] | None = None,
    ) -> None:
        item = ranked.item
        shown = f"{_directive(item)} {item.shown}"
        why = f"{why} ({shown})" if why else shown
        self.labels.append(Label(block, role, keep, item.layer, item.by, why, score, span))


def _directive(item: Item) -> str:
    """The directive that an item stands under: its name without the owner's name and the number."""
    return item.name.removesuffix("." + item.name.rpartition(".")[2]).rpartition(".")[2]


def _score(ranked: Ranked, site: Site) -> float:
    """Presets share a layer: the later in `use` scores higher, so that it wins."""
    behind = len(site.parts) - 1 - ranked.rank
    return 1.0 - (1.0 - _PRESET_SCORE) * behind / len(site.parts)
