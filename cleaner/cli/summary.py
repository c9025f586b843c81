"""Progress and summary of a run, for people at a terminal; rich is imported only then."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleaner.cli.passed import passed_over
from cleaner.cli.table import Piece, fit, width_of
from cleaner.cli.terminal import counted, show, width_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.cli.tally import Tally

__all__ = ["duration", "progress", "show_summary"]

_ROLES_SHOWN = 6
_WARNINGS_SHOWN = 5
_BAR = 32  # cells of the longest possible bar
_EIGHTHS = " ▏▎▍▌▋▊▉"


@contextmanager
def progress(total: int, *, visible: bool) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of every page that is done; if visible, a bar until the end.

    There may be more than `total`, which counts files: how many pages a file holds is known at its end.
    """
    if not visible:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=_BAR, complete_style="green", finished_style="green"),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", style="dim"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[page]}", style="dim", markup=False),
    )
    console = Console(stderr=True, soft_wrap=True)  # a path in an error can be copied whole
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, page="", rate="")
        room = max(10, console.width - _BAR - 36)

        def done(page: str) -> None:
            seen, speed = bar.tasks[task].completed + 1, bar.tasks[task].speed
            rate = f"{speed:,.0f}/s" if speed else ""
            bar.update(task, completed=seen, total=max(total, seen), page=fit(page, room), rate=rate)

        yield done


def show_summary(tally: Tally, target: str) -> None:
    """The summary on standard error: what was done, words kept and dropped by role, rules, warnings."""
    show(_lines(tally, target, min(width_for(sys.stderr), 100)), sys.stderr)


def _lines(tally: Tally, target: str, width: int) -> Iterator[list[Piece]]:
    yield []
    yield _headline(tally, target, width)
    total = tally.words_kept + tally.words_removed.total()
    if total:
        yield []
        yield from _bars(tally, total)
    notes = list(_notes(tally))
    if notes:
        yield []
    for head, text, style in notes:
        yield [(f"  {head:<10}", "dim"), (fit(text, width - 12), style)]
    yield []


def _headline(tally: Tally, target: str, width: int) -> list[Piece]:
    """How many pages went where, in which time."""
    failed = len(tally.failures)
    pages = counted(tally.pages, "page")
    if failed:
        pages = f"{tally.clean:,} of {pages}"
    start: list[Piece] = [
        ("  ✗ " if failed else "  ✓ ", "bold red" if failed else "bold green"),
        (pages, "bold"),
        (f" → {fit(target, width // 2)}", ""),
    ]
    if failed:
        start.append((f"  {failed:,} failed", "bold red"))
    speed = f", {tally.pages / tally.seconds:,.0f} a second" if tally.pages > 1 and tally.seconds > 0 else ""
    return [*start, (f"  {duration(tally.seconds)}{speed}", "dim")]


def _bars(tally: Tally, total: int) -> Iterator[list[Piece]]:
    """Words kept, and words dropped by role: the largest roles, the rest in one line."""
    roles = tally.words_removed.most_common()
    shown = roles if len(roles) <= _ROLES_SHOWN + 1 else roles[:_ROLES_SHOWN]
    rows = [("kept", tally.words_kept, "green"), *((role, words, "yellow") for role, words in shown if words)]
    rest = roles[len(shown) :]
    if rest:
        rows.append((f"{len(rest)} others", sum(words for _, words in rest), "yellow"))
    width = max(width_of(f"{words:,}") for _, words, _ in rows)
    for name, words, style in rows:
        share = words / total
        yield [
            (f"  {name:<11}", "bold" if name == "kept" else ""),
            (f"{words:>{width},} words  ", ""),
            (_bar(share), style),
            (f" {share:.0%}" if share >= 0.01 else " <1%", "dim"),
        ]


def _bar(share: float) -> str:
    """A bar of up to `_BAR` cells, exact to an eighth of one."""
    whole, eighths = divmod(round(share * _BAR * 8), 8)
    return ("█" * whole + _EIGHTHS[eighths].strip()) or "▏"


def _notes(tally: Tally) -> Iterator[tuple[str, str, str]]:
    """Rules that applied, flags, and the first of the warnings: head, text, style."""
    if named := [f"{name} {pages:,}" for name, pages in tally.rules.most_common() if name]:
        none = [f"none {tally.rules['']:,}"] if tally.rules[""] else []
        yield "rules", " · ".join([*named, *none]), ""
    if tally.flags:
        yield "flags", " · ".join(f"{flag} {pages:,}" for flag, pages in tally.flags.most_common()), "yellow"
    if tally.passed_over:
        yield "beside", passed_over(tally.passed_over), "dim"
    for i, (page, warning) in enumerate(tally.warnings[:_WARNINGS_SHOWN]):
        yield ("" if i else "warnings"), f"{page}: {warning}", "yellow"
    if len(tally.warnings) > _WARNINGS_SHOWN:
        more = len(tally.warnings) - _WARNINGS_SHOWN
        yield "", f"and {more:,} more, in the `warnings` of the documents", "dim"


def duration(seconds: float) -> str:
    """A time span for people.

    >>> duration(0.84), duration(75)
    ('0.8 s', '1 min 15 s')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes:,} min {rest} s"
