"""What people see: error lines, and styled text where it is shown on a terminal."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.cli.table import Piece

__all__ = ["complain", "counted", "is_terminal", "show", "width_for"]

_PIPE_WIDTH = 120  # columns where the reader is a file or a program


def complain(message: str) -> None:
    """An error or warning on standard error, one line for each of its own, fit for a terminal."""
    for line in message.split("\n"):
        if line.strip():
            print(f"cleaner: {printable(line)}", file=sys.stderr, flush=True)


def counted(number: int, noun: str) -> str:
    """A number of things, as people say it.

    >>> counted(1, "page"), counted(2000, "page")
    ('1 page', '2,000 pages')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def is_terminal(stream: TextIO) -> bool:
    """True where a person reads along."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def width_for(stream: TextIO) -> int:
    """How many columns there are to write in."""
    return shutil.get_terminal_size().columns if is_terminal(stream) else _PIPE_WIDTH


def show(lines: Iterable[Sequence[Piece]], stream: TextIO) -> None:
    """Lines of styled pieces: coloured on a terminal, plain anywhere else."""
    if not is_terminal(stream):
        for line in lines:
            stream.write("".join(text for text, _ in line).rstrip() + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    # Text, never markup: "[red]" in a page is six letters.
    console = Console(file=stream, highlight=False)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
