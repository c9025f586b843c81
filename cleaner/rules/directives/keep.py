"""`keep`: what stays, whatever the engine or a drop of the same or a weaker layer says.

    drop: [aside]
    keep: [aside.correction, {line: "Editor's note:*"}]

Page:

    <p>The path climbs.</p> <aside>Ten lakes</aside> <aside class="correction">It is 900 m high.</aside>

Left:

    The path climbs.
    It is 900 m high.

Only a stronger layer's drop beats it: the site's against a preset's `keep`, a layout's against the site's.
"""

from __future__ import annotations

from cleaner.rules.directive import Directive, all_at_once, items_reader
from cleaner.rules.entries import Form
from cleaner.rules.shapes import entries

__all__ = ["DIRECTIVE"]

FORM = Form("select")
DIRECTIVE = Directive("keep", items_reader("keep", FORM), entries(FORM), "keep", find=all_at_once)
