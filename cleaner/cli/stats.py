"""`cleaner stats PATH ...`: what a run kept and dropped, by site and role, as a page to look at."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from cleaner.cli.overwriting import refuse_overwriting
from cleaner.cli.parser import named_place

if TYPE_CHECKING:
    import argparse

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "stats"
SUMMARY = "draw what was kept and dropped, by site and role"
_PAGE = "stats.html"

_EXAMPLES = """\
examples:
  cleaner stats clean/                            draws stats.html
  cleaner stats clean/ -o report.html --title "Crawl of May"
  cleaner stats pages.jsonl --json | jq .words
  cleaner stats s3://bucket/clean -o report.html

Documents are JSON lines as `cleaner batch` and `cleaner clean --format jsonl` write them. The page needs
nothing but itself: no script, no network.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner stats`."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH|URL", help="files of documents, or folders that hold some")
    add(
        "-o", "--output", type=named_place, default=_PAGE, metavar="FILE", help=f"the page (default: {_PAGE})"
    )
    add("--title", metavar="TEXT", help="of the page (default: the paths)")
    add("--json", action="store_true", help="the figures as JSON on standard output, and no page")


def run(args: argparse.Namespace) -> int:
    """Counts the documents and draws the page."""
    from cleaner.cli import terminal
    from cleaner.corpus import rows
    from cleaner.corpus.plots import as_html
    from cleaner.corpus.statistics import count
    from cleaner.files import write_whole

    files = rows.files_of(args.paths)
    if not args.json:
        refuse_overwriting("stats", files, [args.output])
    counted = count(row for file in files for row in rows.read(file))
    if args.json:
        print(json.dumps(counted.to_dict(), indent=2))
        return 0
    write_whole(args.output, as_html(counted, title=args.title or ", ".join(args.paths)))
    if terminal.is_terminal(sys.stderr):
        terminal.complain(f"{args.output}: drawn from {terminal.counted(counted.documents, 'document')}")
    return 0
