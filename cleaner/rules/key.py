"""A key of a site, preset or layout that is no directive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.rules.draft import Draft
    from cleaner.rules.shapes import Shape
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["Key"]

_Read = Callable[["Reader", "Node", "Draft"], None]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a site, preset or layout that is no directive: how it is read, and what may stand there.

    The docstring of `read` is its page in the docs, with examples that are run.
    """

    read: _Read
    shape: Shape
