"""Crawls, timed and killed: what a run of `cleaner batch` costs, and that nothing stops it.

    python -m benchmarks.batch start                   five pages: what the commands take beyond the function
    python -m benchmarks.batch speed --pages 3000 --words 0 --shard 100
                                                       against the bare function, pages as they were saved
    python -m benchmarks.batch speed --pages 100000 --words 0 --most-kb 60
                                                       the same of the shorter ones, and memory over time
    python -m benchmarks.batch speed --pages 100000    the same of small pages that we make
    python -m benchmarks.batch kill --pages 100000 --kills 20 [--engine dask]
    python -m benchmarks.batch harm --pages 2000 [--engine dask]
    python -m benchmarks.batch dedup --documents 1000000

Each writes its figures into benchmarks/batch.json, from which `benchmarks.batch_scale` makes docs/scale.md.
Archives are made of pages of the corpora. Seconds depend on what else the machine does: trust the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.batch_dedup import measure_dedup
from benchmarks.batch_kill import measure_harm, measure_kills
from benchmarks.batch_speed import measure_speed, measure_start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FIGURES", "main"]

FIGURES = Path(__file__).with_name("batch.json")
_MEASURES: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "start": measure_start,
    "speed": measure_speed,
    "kill": measure_kills,
    "harm": measure_harm,
    "dedup": measure_dedup,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the figures and keeps them; 1 where something was lost."""
    options = _parser().parse_args(arguments)
    figures = {**_MEASURES[options.what](options), "load": os.getloadavg()[0], "cores": os.cpu_count()}
    print(json.dumps(figures, indent=2))
    name = options.what if options.engine == "local" else f"{options.what}-{options.engine}"
    if options.what == "speed" and options.words == 0:
        name = "speed-as-saved" if options.most_kb == inf else "speed-shorter"
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    FIGURES.write_text(json.dumps({**known, name: figures}, indent=2, sort_keys=True) + "\n")
    return 1 if figures.get("missing") or figures.get("doubled") or figures.get("left_running") else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.batch",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="what", required=True)
    for name in _MEASURES:
        add = commands.add_parser(name).add_argument
        add("--times", type=int, default=7)
        add("--pages", type=int, default=2000)
        add("--words", type=int, default=150, help="of a small page; 0: pages as saved")
        add("--most-kb", type=float, default=inf, help="no longer pages, of those as saved")
        add("--shard", type=int, default=1000, help="pages of an archive")
        add("--documents", type=int, default=1_000_000)
        add("--jobs", type=int, default=2)
        add("--kills", type=int, default=20)
        add("--within", type=float, default=5.0, help="seconds from a moment to its kill, at most")
        add("--engine", choices=("local", "dask"), default="local")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
