"""What an engine says of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.types import Label

__all__ = ["Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label a block, and what is known of the page as a whole; None where an engine has no opinion."""

    labels: Sequence[Label]
    model: str  # name and version of who judged
    confidence: float | None = None  # the word F1 to expect of the kept text, 0 to 1
    page_type: str | None = None  # one of PAGE_TYPES
