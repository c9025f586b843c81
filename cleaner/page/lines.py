"""Text dump -> blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from cleaner.types import Blocks, Page

__all__ = ["segment"]


def segment(page: Page) -> Blocks:
    """All blocks of a text dump."""
    raise NotImplementedError
