"""docs/scale.md: what a crawl costs, computed from the figures in benchmarks/batch.json.

python -m benchmarks.batch_scale              writes the page
python -m benchmarks.batch_scale --check      1 where the page is not what the figures say
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from benchmarks.batch import FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["PAGE", "main", "written"]

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
_CRAWLS = (100_000, 1_000_000, 100_000_000, 1_000_000_000)
_HOUR_MS = 3_600_000
_SHARD = 30_000  # pages; Common Crawl's archives have some more

_TEXT = Path(__file__).with_suffix(".md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the page, or compares it with the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_scale", description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    page = written(json.loads(FIGURES.read_text()))
    if options.check:
        return 0 if PAGE.read_text() == page else 1
    PAGE.write_text(page)
    return 0


def written(figures: Mapping[str, Any]) -> str:
    """The page for these figures."""
    speed, kill, dedup, start = (figures[name] for name in ("speed", "kill", "dedup", "start"))
    batch_ms, overhead_ms = speed["batch_cpu_ms"], max(0.1, speed["batch_cpu_ms"] - speed["bare_cpu_ms"])
    dedup_ms = 1000 * dedup["cpu_s"] / dedup["documents"]
    return Template(_TEXT.read_text()).substitute(
        cores=speed["cores"],
        load=f"{speed['load']:.0f}",
        pages=f"{speed['pages']:,}",
        jobs=speed["jobs"],
        in_kb=f"{speed['in_bytes'] / 1000:.0f}",
        out_kb=f"{speed['out_bytes'] / 1000:.1f}",
        batch_ms=f"{batch_ms:.1f}",
        bare_ms=f"{speed['bare_cpu_ms']:.1f}",
        cpu_share=f"{speed['ratio_of_cpu']:.0%}",
        speed_share=f"{speed['ratio_of_speeds']:.0%}",
        peak_mb=f"{speed['peak_mb']:.0f}",
        start_s=f"{start['overhead_cpu_s']:.2f}",
        shard=f"{_SHARD:,}",
        crawls="\n".join(_crawl(pages, speed) for pages in _CRAWLS),
        pages_killed=f"{kill['pages']:,}",
        engine=kill["engine"],
        killed=", ".join(f"{what} {times} times" for what, times in sorted(kill["killed"].items())),
        missing=kill["missing"],
        doubled=kill["doubled"],
        failed=kill["failed"],
        documents=f"{dedup['documents']:,}",
        recall_near=f"{dedup['recall_at_0.80_to_0.85']:.2%}",
        pairs=f"{dedup['pairs_at_0.80_to_0.85']:,}",
        recall=f"{dedup['recall_from_0.80']:.2%}",
        unlike=f"{dedup['joined_below_0.65']:.2%}",
        dedup_ms=f"{dedup_ms:.2f}",
        dedup_mb=f"{dedup['peak_mb']:.0f}",
        disk=f"{dedup['disk_bytes']:.0f}",
        dedup_hours=f"{1e9 * dedup_ms / _HOUR_MS:,.0f}",
        dedup_disk=f"{dedup['disk_bytes']:.0f}",
        overhead_ms=f"{overhead_ms:.1f}",
        feeds=f"{max(1, speed['bare_cpu_ms'] / overhead_ms):.0f}",
    )


def _crawl(pages: int, speed: Mapping[str, float]) -> str:
    """A row of the table of crawls."""
    hours = pages * speed["batch_cpu_ms"] / _HOUR_MS
    size_in, size_out = _size(pages * speed["in_bytes"]), _size(pages * speed["out_bytes"])
    days = f"{hours / 2 / 24:,.2f} | {hours / 100 / 24:,.2f}"
    return f"| {pages:,} | {hours:,.1f} | {days} | {size_in} | {size_out} | {-(-pages // _SHARD):,} |"


def _size(size_bytes: float) -> str:
    for unit, name in ((1e12, "TB"), (1e9, "GB")):
        if size_bytes >= unit:
            return f"{size_bytes / unit:,.1f} {name}"
    return f"{size_bytes / 1e6:,.1f} MB"


if __name__ == "__main__":
    raise SystemExit(main())
