"""What a run of `cleaner fetch` did, counted; its progress and its summary for people at a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.cli.summary import duration
from cleaner.cli.table import Piece, fit
from cleaner.cli.terminal import counted, show, width_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cleaner.fetch.crawl import Outcome, Progress
    from cleaner.fetch.failure import FetchError

__all__ = ["Fetched", "progress", "show_summary"]

_SAID = {
    "new": "new",
    "changed": "changed",
    "copy": "the same as another",
    "unchanged": "unchanged",
    "done": "fetched before",
    "allowed": "to be fetched",
}


@dataclass(slots=True)
class Fetched:
    """The counts of a run so far; grows with every page, holds none."""

    states: Counter[str] = field(default_factory=Counter)
    failures: list[FetchError] = field(default_factory=list)
    files: dict[Path, None] = field(default_factory=dict)  # in the order in which they came
    bytes: int = 0
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Counts what became of an address."""
        self.states[outcome.state] += 1
        if outcome.error is not None:
            self.failures.append(outcome.error)
        if outcome.file is not None:
            self.files[outcome.file] = None
        if outcome.visit is not None:
            self.bytes += len(outcome.visit.answer.body)

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain values."""
        return {
            "pages": self.states.total(),
            "states": dict(self.states.most_common()),
            "failures": [
                {"url": error.url, "kind": error.kind, "reason": str(error)} for error in self.failures
            ],
            "bytes": self.bytes,
            "seconds": round(self.seconds, 3),
        }


@contextmanager
def progress(run: Progress, tally: Fetched, *, visible: bool) -> Iterator[Callable[[], None]]:
    """A function to call after every page; if visible, a line with the run's numbers until the end."""
    if not visible:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(_numbers(run, tally), total=None)
        yield lambda: bar.update(task, description=_numbers(run, tally))


def show_summary(tally: Fetched, store: str) -> None:
    """The summary on standard error: how many pages, what became of them, what failed."""
    show(_lines(tally, store, min(width_for(sys.stderr), 100)), sys.stderr)


def _numbers(run: Progress, tally: Fetched) -> str:
    pages = counted(tally.states.total() - len(tally.failures), "page")
    hosts = counted(run.hosts, "host")
    return f"{pages}  {hosts}  {run.waiting:,} waiting  {len(tally.failures):,} failed"


def _lines(tally: Fetched, store: str, width: int) -> Iterator[list[Piece]]:
    failed, pages = len(tally.failures), tally.states.total()
    yield []
    head: list[Piece] = [
        ("  ✗ " if failed else "  ✓ ", "bold red" if failed else "bold green"),
        (f"{pages - failed:,} of {counted(pages, 'page')}" if failed else counted(pages, "page"), "bold"),
        (f" → {fit(store.rstrip('/'), width // 2)}/", ""),
        (f"  {tally.bytes / 1e6:,.1f} MB  {duration(tally.seconds)}", "dim"),
    ]
    yield head
    states = [f"{tally.states[state]:,} {said}" for state, said in _SAID.items() if tally.states[state]]
    if states:
        yield [(f"    {' · '.join(states)}", "")]
    if failed:
        kinds = Counter(error.kind for error in tally.failures)
        named = " · ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
        yield [(f"    failed: {fit(named, width - 12)}", "red")]
        yield [("    `cleaner fetch --failed` lists them, `--retry-failed` tries again", "dim")]
    yield []
