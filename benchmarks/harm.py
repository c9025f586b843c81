"""Pages that do harm to whoever cleans them, by rules that a test or a measurement hangs in."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from cleaner.rules import Rules

if TYPE_CHECKING:
    from cleaner.rules import Site
    from cleaner.types import Page

__all__ = ["WAYS", "Harm"]

WAYS = ("loops", "crashes", "eats")  # in the title of a page
_TITLE_ENDS = 40  # characters into a page
_BITE_BYTES = 128 << 20


class Harm(Rules):
    """Rules that do what a page's title says; any other page has none."""

    def rule_for(self, page: Page) -> Site | None:
        """Never comes back, kills the process, or takes all memory, in a worker."""
        title = page.text[:_TITLE_ENDS]
        if "loops" in title:
            while True:
                pass
        if "crashes" in title:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "eats" in title:
            eaten = []
            while True:
                eaten.append(bytearray(_BITE_BYTES))
        return super().rule_for(page)
