"""The progress of a long run, for people at a terminal: shards done, pages a second, time left."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.cli.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Steps", "shards_done"]


@dataclass(slots=True)
class Steps:
    """What a run reports: each page, and each shard with the pages in it that were not reported."""

    show: Callable[[int, int], None]  # shards, pages, so far in this run
    shards: int = 0
    pages: int = 0

    def page(self, _: object) -> None:
        """One page more."""
        self.pages += 1
        self.show(self.shards, self.pages)

    def shard(self, unseen_pages: int = 0) -> None:
        """One shard more."""
        self.shards += 1
        self.pages += unseen_pages
        self.show(self.shards, self.pages)


@contextmanager
def shards_done(total: int, already: int, *, visible: bool) -> Iterator[Steps]:
    """The steps to report to; if visible, a bar until the end."""
    if not visible:
        yield Steps(lambda _, __: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=32, complete_style="green", finished_style="green"),
        MofNCompleteColumn(),
        TextColumn("shards"),
        TextColumn("{task.fields[rate]}", style="dim"),
        TimeRemainingColumn(compact=True),
    )
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, completed=already, rate="")

        def show(shards: int, pages: int) -> None:
            seconds = max(time.monotonic() - started, 0.1)
            bar.update(
                task,
                completed=already + shards,
                rate=f"{counted(pages, 'page')}, {pages / seconds:,.0f} a second",
            )

        yield Steps(show)
