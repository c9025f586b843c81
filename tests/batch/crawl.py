"""Crawls to clean: archives of small pages."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from benchmarks.harm import Harm
from tests.inputs.forms import warc_record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Harm", "archive", "page"]


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
