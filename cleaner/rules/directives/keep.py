"""`keep`: what stays, whatever the engine or a drop of the same or a weaker layer says.

keep: [.wp-block-table, {line: "Correction:*"}]
"""

from __future__ import annotations

from cleaner.rules.directive import Directive, all_at_once, items_reader
from cleaner.rules.site import Item

__all__ = ["DIRECTIVE"]

DIRECTIVE = Directive("keep", items_reader("keep", Item, bare="select"), "keep", find=all_at_once)
