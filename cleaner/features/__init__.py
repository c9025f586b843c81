"""What can be measured of a block: each feature is a column, one number or name a block.

A family a module: `shape` (length, links, sentences), `zone` (the containers around a block and what their
class names say), `phrase` (what short lines such as "Share this" say by their words), `sequence` (what runs
of blocks say). Engines read columns; none of these decides anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.features import phrase, sequence, shape, zone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cleaner.types import Blocks

__all__ = ["FEATURES"]

FEATURES: Mapping[str, Callable[[Blocks], Sequence[Any]]] = {
    "length": shape.lengths,
    "link_density": shape.link_densities,
    "sentence": shape.sentences,
    "zone": zone.zones,
    "main": zone.in_main,
    "phrase": phrase.phrases,
    "headline_run": sequence.headline_runs,
}
