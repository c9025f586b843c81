"""What was passed over in folders: counted, and told where people wonder where their files are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.errors import UsageError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

__all__ = ["no_page", "passed_over"]


def passed_over(counts: Counter[str]) -> str:
    """The files that are no pages, for people.

    >>> from collections import Counter
    >>> passed_over(Counter({".css": 2, ".png": 1}))
    'passed over: 2 .css, 1 .png'
    """
    return "passed over: " + ", ".join(f"{files:,} {ending}" for ending, files in counts.most_common())


def no_page(command: str, given: Sequence[str], counts: Counter[str]) -> UsageError:
    """The error for paths behind which there is no page, with what is there instead."""
    instead = f" ({passed_over(counts)})" if counts else ""
    return UsageError(
        f"{command}: no page in {', '.join(given)}{instead} - name files, or a folder that holds some"
    )
