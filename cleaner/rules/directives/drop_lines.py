r"""`drop_lines`: lines or blocks that go, by their text.

    drop_lines:
      - "Sign up for*newsletter*"
      - {line: "Share", role: share}
      - {re: '^Photo: .{3,60}$'}
      - {re: '\[By [^\]]{3,60}\]', part: true}

Page:

    <p>[By Ann Roe] The path climbs.</p> <p>Share</p> <p>Share the road with sheep.</p>
    <p>Photo: Ben Poe</p>

Left:

    The path climbs.
    Share the road with sheep.

A glob (`*` for any run of characters, `?` for one) fits the whole line or block, so `"Share"` is only a line
that is just that. Case, quotes and dashes do not matter. `re` is a regular expression against the text as it
stands; with `part: true` it drops what it matches inside a block, and the rest of the block stays.
"""

from __future__ import annotations

from cleaner.rules.directive import Directive, all_at_once, items_reader
from cleaner.rules.entries import Form
from cleaner.rules.shapes import entries

__all__ = ["DIRECTIVE"]

FORM = Form("line", targets=("line", "re"), options=("role", "force", "part"))
DIRECTIVE = Directive("drop_lines", items_reader("drop_lines", FORM), entries(FORM), "drop", find=all_at_once)
