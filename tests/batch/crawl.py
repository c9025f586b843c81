"""Crawls to clean: archives of small pages, and rules under which a page does harm."""

from __future__ import annotations

import gzip
import os
import signal
from typing import TYPE_CHECKING

from cleaner.rules import Rules
from tests.inputs.forms import warc_record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Harm", "archive", "page"]

_TITLE_ENDS = 40  # characters into a page


def page(number: int | str) -> bytes:
    """An article of its own."""
    story = "".join(
        f"<p>Hut {number} stood at bend {bend} of the road, and in winter {number}-{bend} nobody came.</p>"
        for bend in range(4)
    )
    return f"<html><title>Hut {number}</title><body>{story}</body></html>".encode()


def archive(path: Path, numbers: range | list[int | str]) -> Path:
    """A WARC with these pages, each a member of its own, as crawlers pack them."""
    records = (warc_record(page(n), url=f"https://example.org/huts/{n}") for n in numbers)
    path.write_bytes(b"".join(map(gzip.compress, records)))
    return path


class Harm(Rules):
    """Rules that do what the title of a page says; any other page has none."""

    def rule_for(self, page):
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
                eaten.append(bytearray(128 << 20))
        return super().rule_for(page)
