"""Python's garbage collector, kept from looking through values that are all in use."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile, for work that leaves no cycles behind; as a decorator or in `with`.

    The collector starts whenever some hundreds of values more are alive, and looks through all of them. A
    page and a file of rules are many thousands, freed by their reference counts: the search finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
