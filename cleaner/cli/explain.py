"""`cleaner explain PAGE`: every block of a page, kept or dropped, as what, by whom and why."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import rulefile
from cleaner.cli.overwriting import refuse_overwriting
from cleaner.cli.parser import named_place, web_address, whole_number
from cleaner.errors import CleanerError, UsageError
from cleaner.types import ENGINES

if TYPE_CHECKING:
    import argparse

    from cleaner.explain import Explanation, LabelledBlock

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "explain"
SUMMARY = "show why each block of a page was kept or dropped"

_EXAMPLES = """\
examples:
  cleaner explain page.html                       a line a block: kept or dropped, as what, by whom, why
  cleaner explain page.html --why "Read next"     one passage in detail, with the labels that lost
  cleaner explain page.html --dropped             only what is not in the document
  cleaner explain page.html --metadata            all candidates for title, authors, dates..., and what won
  cleaner explain page.html --html report.html    a page to look at: kept and dropped side by side
  cleaner explain crawl.warc.gz --record 17       a page of an archive, by its number in the documents
  cleaner explain page.html --no-rules            what the engine says without the rules of the site
  cleaner explain page.html --json | jq '.blocks[] | select(.role == "related")'

In the table "cut" is a span dropped inside a kept block; "keep?" and "drop?" (with --all-labels) are labels
that lost.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner explain`."""
    parser.epilog = _EXAMPLES
    parser.add_argument("page", metavar="PAGE", help='a saved page, or "-" for standard input')
    parser.add_argument("--record", type=_number, metavar="N", help="which page of a file that holds several")
    parser.add_argument("--why", metavar="TEXT", help="only the blocks that hold this passage, in detail")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--kept", action="store_true", help="only blocks that are in the document")
    shown.add_argument("--dropped", action="store_true", help="only blocks that are not, and cuts")
    parser.add_argument("--all-labels", action="store_true", help="also the labels that lost")
    parser.add_argument(
        "--metadata", action="store_true", help="the candidates of each metadata field instead"
    )
    rulefile.add_options(parser)
    engines = f"{' or '.join(ENGINES)} (default: {ENGINES[0]})"
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], metavar="NAME", help=engines)
    where = "where the page is, above what it says itself"
    parser.add_argument("--url", type=web_address, metavar="URL", help=where)
    parser.add_argument(
        "--width", type=_number, metavar="N", help="columns (default: the terminal's, 120 in a pipe)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as one JSON object")
    form.add_argument(
        "--html",
        type=named_place,
        metavar="FILE",
        help="everything as one HTML file, with filters and no script",
    )
    parser.add_argument("--quiet", action="store_true", help="no heading above the table")


def run(args: argparse.Namespace) -> int:
    """Prints the explanation; CleanerError if no block holds the passage of `--why`."""
    from cleaner.cli import report, terminal

    if args.html:
        refuse_overwriting("explain", [args.page], [args.html])
    explanation = _explain(args)
    if args.html:
        return _write(explanation, args.html)
    found = explanation.why(args.why) if args.why is not None else None
    if found == []:
        raise CleanerError(_not_found(explanation, args))
    blocks = found if found is not None else [block for block in explanation if _wanted(block, args)]
    if args.json:
        plain = explanation.to_dict()
        print(json.dumps({**plain, "blocks": [block.to_dict() for block in blocks]}, indent=2))
        return 0
    width = max(args.width or terminal.width_for(sys.stdout), 40)
    if not args.quiet:
        terminal.show(report.heading(explanation, args.page, width), sys.stdout)
    if found is not None:
        terminal.show(report.details(found, width), sys.stdout)
    elif args.metadata:
        terminal.show(report.metadata(explanation, width), sys.stdout)
    else:
        terminal.show(report.table(blocks, width, losing=args.all_labels), sys.stdout)
    return 0


def _explain(args: argparse.Namespace) -> Explanation:
    from cleaner.explain import explain
    from cleaner.inputs import read
    from cleaner.pipeline import Options, clean_page

    options = Options(rules=rulefile.rules_of(args), engine=args.engine, url=args.url)
    if args.page != "-" and not Path(args.page).exists():
        raise UsageError(f"{args.page}: no such file - check the spelling and the current folder")
    pages = (page for page in read(args.page) if args.record in (None, page.origin.record or 1))
    found = list(islice(pages, 2))
    if not found:
        none = f"no page with the number {args.record}" if args.record else "no page"
        raise UsageError(f"{args.page}: holds {none} - see what `cleaner clean --format jsonl` finds in it")
    if len(found) > 1:
        raise UsageError(f"{args.page}: holds several pages - name one: --record {found[0].origin.record}")
    return explain(clean_page(found[0], options))


def _number(text: str) -> int:
    return whole_number(text, least=1, what="a number, 1 or more")


def _write(explanation: Explanation, path: str) -> int:
    from cleaner.explain.html import as_html
    from cleaner.files import write_whole

    write_whole(path, as_html(explanation))
    return 0


def _wanted(block: LabelledBlock, args: argparse.Namespace) -> bool:
    if args.kept:
        return block.keep
    return not args.dropped or not block.keep or bool(block.cuts)


def _not_found(explanation: Explanation, args: argparse.Namespace) -> str:
    from cleaner.cli.table import fit

    where, near = f'{args.page}: no block holds "{fit(args.why, 60)}"', explanation.nearest(args.why)
    if near is None:
        return f"{where} - see all of them with `cleaner explain {args.page}`"
    return f'{where} - nearest is block {near.index}: "{fit(near.text, 60)}"'
