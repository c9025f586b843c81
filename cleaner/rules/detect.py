"""Which presets a page needs: each by one of its conditions, without asking every condition of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.site import Preset
    from cleaner.rules.when import Look, When

__all__ = ["Detectors"]


class Detectors:
    """The conditions of some presets, by a class or an id that a page must have for them.

    Of 214 conditions in the package 172 have one, and a page has the names of hardly any.
    """

    def __init__(self, presets: Sequence[Preset]) -> None:
        self._presets = presets
        self._by_name: dict[str, list[tuple[int, When]]] = {}
        self._others: list[tuple[int, When]] = []
        for rank, preset in enumerate(presets):
            for when in preset.detect:
                names = sorted(name for chosen in when.has for name in chosen.names)
                place = self._by_name.setdefault(names[0], []) if names else self._others
                place.append((rank, when))

    def fitting(self, look: Look) -> list[Preset]:
        """The presets of which a condition fits a page, in their order."""
        named = self._by_name.keys() & look.attributes.names
        asked = [*(found for name in named for found in self._by_name[name]), *self._others]
        fits: set[int] = set()
        for rank, when in asked:
            if rank not in fits and look.fits(when):
                fits.add(rank)
        return [self._presets[rank] for rank in sorted(fits)]
