"""Pinned floors: the figures that may not fall, a digest of the pages, every lowering with its reason."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Floors", "Measurement", "Pinned", "compare", "lowered", "pinned", "read", "write"]

_STEPS = 1000  # floors stand at three decimals, rounded down


@dataclass(frozen=True, slots=True)
class Measurement:
    """A corpus as it was just measured."""

    digest: str
    pages: int
    figures: Mapping[str, float]  # 0.0 to 1.0, higher is better


@dataclass(frozen=True, slots=True)
class Pinned:
    """A corpus as it was pinned."""

    digest: str
    pages: int
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """The whole file."""

    sample: int = 50  # pages of each corpus
    cpu_ceiling: float = 0.5  # cleaner's CPU time as a share of trafilatura's; generous, for busy machines
    first_ceiling: float = 2.2  # the same of the first page of a new process
    corpora: Mapping[str, Pinned] = field(default_factory=dict)
    lowerings: tuple[Mapping[str, Any], ...] = ()


def read(path: Path) -> Floors:
    """The floors of a file; none pinned where there is no such file."""
    if not path.exists():
        return Floors()
    saved = json.loads(path.read_text(encoding="utf-8"))
    corpora = {name: Pinned(**pin) for name, pin in saved["corpora"].items()}
    return Floors(
        saved["sample"], saved["cpu_ceiling"], saved["first_ceiling"], corpora, tuple(saved["lowerings"])
    )


def write(path: Path, floors: Floors) -> None:
    """The floors as JSON that reads well in a review."""
    corpora = {
        name: {"digest": pin.digest, "pages": pin.pages, "floors": dict(pin.floors)}
        for name, pin in floors.corpora.items()
    }
    saved = {
        "sample": floors.sample,
        "cpu_ceiling": floors.cpu_ceiling,
        "first_ceiling": floors.first_ceiling,
        "corpora": corpora,
        "lowerings": [dict(entry) for entry in floors.lowerings],
    }
    path.write_text(json.dumps(saved, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def compare(name: str, pin: Pinned | None, found: Measurement, *, same_pages: bool = True) -> list[str]:
    """What is wrong with a corpus, a sentence each; nothing where every figure holds.

    `same_pages` asks that the pages are those that were pinned, without which figures say nothing.
    """
    if pin is None:
        return [f"{name}: nothing is pinned - run: python -m benchmarks.gate --pin"]
    if same_pages and pin.digest != found.digest:
        return [
            f"{name}: the pages are not those that were pinned ({found.digest} of {found.pages} pages,"
            f" pinned {pin.digest} of {pin.pages}) - pin anew with --lower --reason TEXT"
        ]
    return [
        f"{name}: {figure} fell to {found.figures.get(figure, 0.0):.4f}, its floor is {floor:.3f}"
        for figure, floor in pin.floors.items()
        if _floor(found.figures.get(figure, 0.0)) < floor
    ]


def pinned(pin: Pinned | None, found: Measurement) -> Pinned:
    """The floors raised to what was measured; none falls."""
    old = pin.floors if pin else {}
    floors = {figure: max(_floor(value), old.get(figure, 0.0)) for figure, value in found.figures.items()}
    return Pinned(found.digest, found.pages, {**old, **floors})


def lowered(floors: Floors, name: str, found: Measurement, *, day: str, reason: str) -> Floors:
    """The floors of a corpus set to what was measured, up or down; each fall is recorded with its reason."""
    pin = floors.corpora.get(name)
    old = pin.floors if pin else {}
    new = {figure: _floor(value) for figure, value in found.figures.items()}
    fallen = {
        figure: [floor, new.get(figure)] for figure, floor in old.items() if new.get(figure, 0.0) < floor
    }
    entry: dict[str, Any] = {"day": day, "corpus": name, "reason": reason, "from_to": fallen}
    if pin and pin.digest != found.digest:
        entry["digest_from_to"] = [pin.digest, found.digest]
    recorded = fallen or "digest_from_to" in entry
    return replace(
        floors,
        corpora={**floors.corpora, name: Pinned(found.digest, found.pages, new)},
        lowerings=(*floors.lowerings, entry) if recorded else floors.lowerings,
    )


def _floor(value: float) -> float:
    # A hair is added first, so that 0.29 as a float is not rounded down to 0.289.
    return math.floor(value * _STEPS + 1e-9) / _STEPS
