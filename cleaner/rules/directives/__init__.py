"""The directives: one module each, and one line in this table.

A directive says how its entries are read and where on a page they apply. What follows from that (layers,
loss guard, roles) is the same for all and stands in `labels/site.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules.directives import (
    body,
    cut_after,
    cut_before,
    drop,
    drop_lines,
    flags,
    keep,
    meta,
    rename,
    replace,
    unwrap,
)

if TYPE_CHECKING:
    from cleaner.rules.directive import Directive

__all__ = ["DIRECTIVES", "DOCS"]

_MODULES = (body, keep, drop, drop_lines, cut_before, cut_after, unwrap, rename, replace, meta, flags)
DIRECTIVES: dict[str, Directive] = {module.DIRECTIVE.name: module.DIRECTIVE for module in _MODULES}
DOCS = {module.DIRECTIVE.name: module.__doc__ or "" for module in _MODULES}
