"""The word lists that lie beside this module, one entry a line."""

from __future__ import annotations

from pathlib import Path

__all__ = ["lines"]


def lines(name: str) -> list[str]:
    """The entries of one list, without its comments.

    >>> lines("nobody.txt")[0]
    'about'
    """
    # Not importlib.resources and tomllib: together they take longer to import than all lists to read.
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
