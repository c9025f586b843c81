"""How long two thousand sites take to load, and a URL to find its site."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rules.imports import taken
from cleaner.rules import Rules, read_rules
from cleaner.rules.ftr import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["report"]

_TIMES = 5


def report(archive: Path) -> Iterator[str]:
    """Lines for the docs: the best of some runs each, in CPU time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(document(taken(archive)), encoding="utf-8")
        began = time.process_time()
        rules, _ = read_rules(path)
        seconds = time.process_time() - began
        yield f"{len(rules)} sites loaded in {seconds:.2f} s CPU, the shipped presets included"
        Rules.load_compiled(path, Path(folder))
        compiled = _best(lambda: Rules.load_compiled(path, Path(folder)))
        yield f"kept compiled: {compiled:.2f} s CPU"
    hosts = [site.where.hosts[0].replace("*", "www") for site in rules.sites]
    urls = [f"https://{host}/2024/05/ten-huts" for host in hosts] + ["https://nobody.example.org/a/b"] * 500
    rules.site_for_address(urls[0])
    each = _best(lambda: [rules.site_for_address(url) for url in urls]) / len(urls)
    yield f"a URL finds its site in {each * 1e6:.1f} microseconds"


def _best(work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds of CPU time."""
    found = []
    for _ in range(_TIMES):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)
