"""A rule file as text, of which one site is being written.

Only the lines of that site are ever touched: whatever else stands in the file comes back byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, RuleError
from cleaner.rules.yamlfile import MappingNode, Reader, compose

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.rules.yamlfile import Node

__all__ = ["RuleText", "split"]

_NEW_FILE = "version: 1\nsites:\n"
_COLUMNS = 2  # that sites are indented by in a new file


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule file cut in three: what stands before a site, its own lines, and what follows."""

    before: str
    site: str  # "" for a site that is still to be written; not indented
    after: str
    columns: int  # that the site is indented by in the file
    others: tuple[int, int]  # lines of `before` and of `after` that belong to other sites

    def whole(self, site: str) -> str:
        """The file with other lines for the site."""
        return self.before + self._indented(site) + self.after

    def alone(self, site: str) -> str:
        """The file with the other sites' lines empty: quick to read, and every line keeps its number."""
        above, below = self.others
        before, after = self.before.split("\n"), self.after.split("\n")
        blanked = [*before[: len(before) - 1 - above], *[""] * (above + 1)]
        return "\n".join(blanked) + self._indented(site) + "\n".join([*[""] * below, *after[below:]])

    def _indented(self, site: str) -> str:
        return indent(site.rstrip("\n") + "\n", " " * self.columns) if site.strip() else ""


def split(text: str, name: str, path: Path) -> RuleText:
    """The file cut at a site, or where a new one is to stand; RuleError if it cannot be read.

    CleanerError for a file whose sites do not stand on lines of their own.
    """
    if not text.strip():
        text = _NEW_FILE
    elif not text.endswith("\n"):
        text += "\n"
    reader = Reader(str(path), path.name)
    root = compose(text.encode(), reader)
    if root is None or not isinstance(root, MappingNode):
        raise (
            RuleError(reader.problems)
            if reader.problems
            else CleanerError(f"{path}: this is no rule file - it begins with `version: 1` and has `sites:`")
        )
    lines = text.splitlines(keepends=True)
    start, stop, sites = _section(root, len(lines))
    if start is None:
        return RuleText(text + "sites:\n", "", "", _COLUMNS, (0, 0))
    if isinstance(sites, MappingNode) and sites.flow_style:
        raise CleanerError(
            f"{path}:{start}: the sites stand in braces - give each lines of its own to edit one of them"
        )
    entries = sites.value if isinstance(sites, MappingNode) else []
    keys = [key for key, _ in entries]
    columns = keys[0].start_mark.column if keys else _COLUMNS
    at = next((i for i, key in enumerate(keys) if key.value == name), None)
    if at is None:
        first = end = stop = _without_trailer(lines, start, stop, columns)
    else:
        first = keys[at].start_mark.line
        end = keys[at + 1].start_mark.line if at + 1 < len(keys) else stop
        end = _without_trailer(lines, first + 1, end, columns)
    site = "".join(line.removeprefix(" " * columns) for line in lines[first:end])
    others = first - start, max(0, stop - end)
    return RuleText("".join(lines[:first]), site, "".join(lines[end:]), columns, others)


def _section(root: MappingNode, end: int) -> tuple[int | None, int, Node | None]:
    """First line below `sites:`, the line where they end, and their node; None where the file has none."""
    for i, (key, value) in enumerate(root.value):
        if key.value == "sites":
            following = root.value[i + 1][0].start_mark.line if i + 1 < len(root.value) else end
            return key.start_mark.line + 1, following, value
    return None, end, None


def _without_trailer(lines: list[str], first: int, end: int, columns: int) -> int:
    """The end without empty lines, and without comments that belong to what follows."""
    above = re.compile(rf"\s*\Z|[ ]{{0,{columns}}}#")
    while end > first and above.match(lines[end - 1]):
        end -= 1
    return end
