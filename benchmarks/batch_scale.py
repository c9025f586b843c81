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
    values = {
        **_cleaning(figures["speed-as-saved"], figures["start"]),
        **_shorter(figures["speed-shorter"]),
        **_small(figures["speed"]),
        **_killed(figures),
        **_duplicates(figures["dedup"]),
    }
    return Template(_TEXT.read_text()).substitute(values)


def _cleaning(speed: Mapping[str, Any], start: Mapping[str, Any]) -> dict[str, Any]:
    batch_ms, parent_ms = speed["batch_cpu_ms"], speed["parent_cpu_ms"]
    return {
        "cores": speed["cores"],
        "load": f"{speed['load']:.0f}",
        "pages_plain": speed["pages"],
        "jobs": speed["jobs"],
        "in_kb": f"{speed['in_bytes'] / 1000:.0f}",
        "out_kb": f"{speed['out_bytes'] / 1000:.1f}",
        "batch_ms": f"{batch_ms:.1f}",
        "bare_ms": f"{speed['bare_cpu_ms']:.1f}",
        "cpu_share": f"{speed['ratio_of_cpu']:.0%}",
        "speed_share": f"{speed['ratio_of_speeds']:.0%}",
        "start_cpu_s": f"{start['overhead_cpu_s']:.2f}",
        "start_s": f"{start['overhead_s']:.2f}",
        "shard": f"{_SHARD:,}",
        "crawls": "\n".join(_crawl(pages, speed) for pages in _CRAWLS),
        "parent_ms": f"{parent_ms:.1f}",
        "feeds": f"{(batch_ms - parent_ms) / parent_ms:.0f}",
    }


def _shorter(speed: Mapping[str, Any]) -> dict[str, Any]:
    tenths = [
        f"| {number} | {look['parent']:.0f} | {look['worker']:.0f} | {look['together']:.0f} |"
        for number, look in enumerate(speed["memory_mb"], start=1)
    ]
    return {
        "shorter_pages": f"{speed['pages']:,}",
        "shorter_plain": speed["pages"],
        "shorter_most_kb": f"{speed['most_kb']:.0f}",
        "shorter_jobs": speed["jobs"],
        "shorter_batch_ms": f"{speed['batch_cpu_ms']:.1f}",
        "shorter_bare_ms": f"{speed['bare_cpu_ms']:.1f}",
        "shorter_load": f"{speed['load']:.0f}",
        "shorter_speed_share": f"{speed['ratio_of_speeds']:.0%}",
        "memory": "\n".join(tenths),
    }


def _small(speed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "small_pages": f"{speed['pages']:,}",
        "small_plain": speed["pages"],
        "small_words": speed["words"],
        "small_batch_ms": f"{speed['batch_cpu_ms']:.1f}",
        "small_bare_ms": f"{speed['bare_cpu_ms']:.1f}",
        "small_speed_share": f"{speed['ratio_of_speeds']:.0%}",
    }


def _killed(figures: Mapping[str, Any]) -> dict[str, Any]:
    harm = figures["harm"]
    return {
        "kills": "\n".join(_kill(figures[name]) for name in ("kill", "kill-dask")),
        "harm_pages": f"{harm['pages']:,}",
        "harm_documents": f"{harm['documents']:,}",
        "reasons": "\n".join(f"    {reason}" for reason in harm["reasons"]),
    }


def _kill(kill: Mapping[str, Any]) -> str:
    """A row of the table of killed runs."""
    killed = ", ".join(f"{what} {times} times" for what, times in sorted(kill["killed"].items()))
    lost = " | ".join(str(kill[name]) for name in ("missing", "doubled", "failed", "left_running"))
    return f"| {kill['engine']} | {kill['pages']:,} | {killed} | {lost} |"


def _duplicates(dedup: Mapping[str, Any]) -> dict[str, Any]:
    dedup_ms = 1000 * dedup["cpu_s"] / dedup["documents"]
    return {
        "documents": f"{dedup['documents']:,}",
        "documents_plain": dedup["documents"],
        "recall_near": f"{dedup['recall_at_0.80_to_0.82']:.2%}",
        "pairs": f"{dedup['pairs_at_0.80_to_0.82']:,}",
        "recall": f"{dedup['recall_from_0.80']:.2%}",
        "pairs_above": f"{dedup['pairs_from_0.80']:,}",
        "unlike": f"{dedup['joined_below_0.65']:.2%}",
        "pairs_unlike": f"{dedup['pairs_below_0.65']:,}",
        "dedup_cpu_s": f"{dedup['cpu_s']:,.0f}",
        "dedup_s": f"{dedup['seconds']:,.0f}",
        "dedup_ms": f"{dedup_ms:.2f}",
        "dedup_mb": f"{dedup['peak_mb']:.0f}",
        "dedup_hours": f"{1e9 * dedup_ms / _HOUR_MS:,.0f}",
    }


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
