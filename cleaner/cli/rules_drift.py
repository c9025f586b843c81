"""`cleaner rules drift`: which sites' bodies no longer match, told from pages that are saved already."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import rulefile
from cleaner.cli.terminal import counted
from cleaner.errors import CleanerError
from cleaner.text import printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from cleaner.rules import Rules, Site
    from cleaner.rules.drift import Drift, Seen
    from cleaner.types import RawPage

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """The pages, and the rules."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="saved pages: files and folders")
    parser.add_argument("--rules", metavar="FILE", help="rule file (default: the nearest sources.yaml)")
    parser.add_argument("--json", action="store_true", help="for programs: one JSON array on standard output")


def run(args: argparse.Namespace) -> int:
    """1 where the body of a site fails on half of its last month's pages."""
    from cleaner.rules import Rules
    from cleaner.rules.drift import drifts

    path = rulefile.chosen(args.rules)
    pages = list(_pages(Rules.load(path), args.paths))
    telling = [page for page in pages if page is not None]
    found = list(drifts(telling))
    if args.json:
        print(json.dumps([{**asdict(drift), "alarm": drift.alarm} for drift in found], indent=2))
    else:
        for drift in found:
            for line in _lines(drift):
                print(printable(line) if not line.startswith(" ") else f"  {printable(line)}")
        if not args.quiet:
            looked = f"looked at {counted(len(pages), 'page')}"
            print(f"{path}: {looked}, {len(telling)} are articles of sites with a body", file=sys.stderr)
    return 1 if any(drift.alarm for drift in found) else 0


def _lines(drift: Drift) -> Iterator[str]:
    months = ", ".join(
        f"{month or 'no date'} {held} of {pages}" for month, (pages, held) in drift.months.items()
    )
    verdict = "the body no longer matches" if drift.alarm else "fine"
    yield f"{drift.by}: {drift.site}: {verdict} - body holds the article on: {months}"
    if drift.proposed:
        yield f'  on the {len(drift.left)} others "{drift.proposed}" would hold it'
    for page in drift.left if drift.alarm else ():
        yield f"  {page}"


def _pages(rules: Rules, paths: list[str]) -> Iterator[tuple[Site, Seen] | None]:
    """How the body of its site fares on each page; None for a page that tells nothing of a body."""
    from cleaner import inputs
    from cleaner.pipeline import Options, clean_page
    from cleaner.rules import Rules
    from cleaner.rules.drift import seen
    from cleaner.rules.learn import Sample

    alone = Options(rules=Rules.empty())
    for source in inputs.walk(paths):
        try:
            for raw in inputs.read(source.path):
                result = clean_page(raw, alone)
                site = rules.rule_for(result.blocks.page)
                if site is None or not site.name:
                    yield None
                    continue
                verdicts = result.verdicts
                sample = Sample(result.blocks, [v.keep for v in verdicts], [v.role for v in verdicts])
                found = seen(raw.origin.path or source.path, _month(raw), site, sample)
                yield (site, found) if found else None
        except CleanerError:
            yield None  # what cannot be cleaned tells nothing of a rule


def _month(raw: RawPage) -> str:
    """When the page was saved, as "2024-05": as its record says, else as the file does."""
    if raw.captured_at:
        return raw.captured_at[:7]
    path = Path(raw.origin.path or "")
    return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m}" if path.is_file() else ""
