r"""`drop_lines`: lines or blocks that go, by their text.

    drop_lines:
      - "Sign up for*newsletter*"
      - {line: "Share", role: share}
      - {re: '^Photo: .{3,60}$'}
      - {re: '\\[By [^\\]]{3,60}\\]', part: true}

A glob fits the whole line or block, so `"Share"` is only a line that is just that. With `part: true` a
regular expression drops what it matches inside a block, and the rest of the block stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directive import Directive, all_at_once
from cleaner.rules.entries import read_entries
from cleaner.rules.site import Item

if TYPE_CHECKING:
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["DIRECTIVE"]


def read(reader: Reader, node: Node, owner: Owner) -> list[Item]:
    """The lines to drop."""
    entries = read_entries(
        reader,
        node,
        owner,
        "drop_lines",
        bare="line",
        options=("role", "force", "part"),
        targets=("line", "re"),
    )
    return [Item(**fields) for fields, _ in entries]


DIRECTIVE = Directive("drop_lines", read, "drop", find=all_at_once)
