"""Everything that can go wrong, said so that a user can act on it.

Every error is a `CleanerError`: where it happened, what was found, what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CleanerError",
    "InputError",
    "MissingError",
    "OutputError",
    "PlaceError",
    "Problem",
    "RuleError",
    "UsageError",
]


class CleanerError(Exception):
    """The root of all errors that cleaner raises; its text reads "where: what - what to do"."""


class InputError(CleanerError):
    """A page that cannot be read: missing, binary, broken in a way that leaves nothing to clean."""


class OutputError(CleanerError):
    """A document that cannot be written where it was asked for."""


class PlaceError(OutputError):
    """A place where no other document can be written either: full, read-only or forbidden."""


class UsageError(CleanerError):
    """A call or command line that asks for something that does not exist or cannot be combined."""


class MissingError(InputError, UsageError):
    """A path that was named and does not exist, or a package that reading it needs and that is not there."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in a rule file, in the form that editors jump through: `file:line:column: message`."""

    path: str
    line: int  # from 1
    column: int  # from 1
    message: str
    severity: str = "error"  # or "warning"

    def __str__(self) -> str:
        prefix = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.path}:{self.line}:{self.column}: {prefix}{self.message}"


class RuleError(CleanerError):
    """A rule file with errors; `problems` holds all of them, sorted by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
