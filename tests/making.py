"""Small pages made by hand, for tests of what lies behind the parser."""

from __future__ import annotations

from cleaner import inputs
from cleaner.page import read_page, segment
from cleaner.types import Blocks, Page, RawPage, Verdict


def html(source: str, *, url: str | None = "https://example.org/a") -> Page:
    """The page of some markup."""
    return read_page(RawPage(source.encode(), "text/html", url=url))


def dump(source: str) -> Page:
    """The page of some flat text."""
    return read_page(RawPage(source.encode(), "text/plain"))


def blocks_of(source: str) -> Blocks:
    """The blocks of markup if it begins with a tag, else of a text dump."""
    return segment(html(source) if source.lstrip().startswith("<") else dump(source))


def raw_of(source: str) -> RawPage:
    """What the program makes of a string, sniffed."""
    return inputs.from_text(source)


def kept(blocks: Blocks, verdicts: list[Verdict]) -> list[str]:
    """The texts of the kept blocks."""
    return [blocks.texts[verdict.block] for verdict in verdicts if verdict.keep]
