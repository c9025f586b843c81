"""`cleaner learn [PATH ...]`: which lines the pages of a source share, into a file that `clean` reads."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import rulefile
from cleaner.cli.overwriting import refuse_overwriting
from cleaner.cli.parser import named_place
from cleaner.cli.passed import no_page
from cleaner.cli.terminal import counted
from cleaner.errors import CleanerError, UsageError

if TYPE_CHECKING:
    import argparse

    from cleaner.inputs import Source
    from cleaner.labels.sisters import Survey
    from cleaner.rules import Rules

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "learn"
SUMMARY = "find the lines that pages of one source share"
_DEFAULT_PATH = "raw"

_EXAMPLES = """\
examples:
  cleaner learn raw/                        all sources in a folder, into lines.yaml beside the rules
  cleaner learn 'dumps/*.txt' -o lines.yaml some pages, into a file of your choice

A source is a site of the rule file, else a host, else a folder; two of its pages are enough, ten are better.
`clean` and `explain` read lines.yaml beside the rules by themselves, but with --no-rules. A line taken
out of it stays in the text; a file that is there is written anew only with --overwrite.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner learn`."""
    parser.epilog = _EXAMPLES
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, globs (default: raw/)")
    parser.add_argument(
        "-o",
        "--output",
        type=named_place,
        metavar="FILE",
        help="the file of lines (default: lines.yaml beside the rules)",
    )
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="write a file anew that is there, with all that was edited in it",
    )
    rulefile.add_options(parser)
    parser.add_argument("--quiet", action="store_true", help="no summary, only errors")


def run(args: argparse.Namespace) -> int:
    """Writes the file; 1 if a page could not be read."""
    from cleaner.cli import terminal
    from cleaner.files import write_whole
    from cleaner.inputs import walk
    from cleaner.labels.sisters import Survey
    from cleaner.rules.linesets import LINE_FILE, written

    given = args.paths or [_DEFAULT_PATH]
    passed = Counter[str]()
    sources = list(walk(given, passed=lambda ending: passed.update([ending])))
    if not sources:
        raise no_page("learn", given, passed)
    path = Path(args.output) if args.output else rulefile.beside(LINE_FILE)
    refuse_overwriting("learn", (source.path for source in sources), [path])
    if path.is_file() and not args.overwrite:
        advice = "name another with -o, or pass --overwrite and lose what was edited"
        raise UsageError(f"learn: {path} is there already - {advice}")
    survey, failed = Survey(), 0
    rules = rulefile.rules_of(args)
    for source in sources:
        try:
            _survey(survey, source, rules)
        except CleanerError as error:
            failed += 1
            terminal.complain(str(error))
    found = survey.sets()
    write_whole(path, written(found))
    if not args.quiet:
        for name, shared in sorted(found.sources.items()):
            print(
                f"{name}: {counted(len(shared.lines), 'line')} that its {shared.pages} pages share",
                file=sys.stderr,
            )
        print(f"{path}: sources with shared lines: {len(found.sources)}", file=sys.stderr)
    return 1 if failed else 0


def _survey(survey: Survey, source: Source, rules: Rules | None) -> None:
    from cleaner.inputs import read
    from cleaner.labels.sisters import names_of
    from cleaner.pipeline import Options, clean_page

    for raw in read(source.path):
        result = clean_page(raw, Options(rules=rules))
        if names := names_of(result.blocks.page, result.site):
            survey.add(names[0], result.blocks, result.verdicts)
