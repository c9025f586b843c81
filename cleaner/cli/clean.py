"""`cleaner clean [PATH ...]`: saved pages in, documents out."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import rulefile
from cleaner.cli.parser import named_place, several, web_address, whole_number
from cleaner.cli.passed import no_page
from cleaner.errors import OutputError, PlaceError, UsageError
from cleaner.outputs import WRITERS
from cleaner.types import ENGINES, ROLES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from cleaner.batch import Outcome
    from cleaner.cli.delivery import Place
    from cleaner.cli.tally import Tally
    from cleaner.inputs import Source
    from cleaner.types import Document

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "clean"
SUMMARY = "turn saved pages into clean documents"
_DEFAULT_PATH = "raw"
_FORMATS = ("md", *(name for name in WRITERS if name != "md"))

_EXAMPLES = """\
examples:
  cleaner clean raw/ -o clean/                    every page of a folder, as Markdown under the same names
  cleaner clean raw/ -o pages.jsonl --jobs 4      all into one file, a line a page, by four processes
  cleaner clean crawl.warc.gz -o clean/           an archive of pages: clean/crawl.1.md, clean/crawl.2.md ...
  cleaner clean crawl.jsonl --column body -o pages.parquet
  cleaner clean page.html                         one page, as Markdown on standard output
  cleaner clean page.html --format json | jq .title
  curl -s https://example.org/a | cleaner clean - --url https://example.org/a
  cleaner clean 'raw/**/*.html' --keep caption,bio --no-rules

Without -o the documents go to standard output and nothing else does; progress and summary go to standard
error, and only to a terminal.

exit status: 0 done, 1 some pages failed or were empty (the rest is written), 2 wrong usage
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner clean`."""
    parser.epilog = f"{_EXAMPLES}\nroles: {' '.join(ROLES)}\n"
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help='files, folders, globs, "-" for standard input (default: raw/)',
    )
    where = 'where documents go; a file\'s suffix tells the format (default: "-", standard output)'
    add("-o", "--output", type=named_place, metavar="DIR|FILE", help=where)
    add("--format", choices=_FORMATS, metavar="NAME", help=f"{', '.join(_FORMATS)} (default: md)")
    rulefile.add_options(parser)
    engines = f"{' or '.join(ENGINES)} (default: {ENGINES[0]})"
    add("--engine", choices=ENGINES, default=ENGINES[0], metavar="NAME", help=engines)
    add("--keep", type=_roles, default=frozenset(), metavar="ROLE,...", help="roles that stay in the text")
    add("--jobs", type=_jobs, default=1, metavar="N", help="processes at once (default: 1)")
    where = "where the page is, above what it says itself; for a single page"
    add("--url", type=web_address, metavar="URL", help=where)
    add("--column", metavar="NAME", help="of JSON lines and Parquet: where the pages are, HTML or text")
    add("--url-column", metavar="NAME", help="of the same: where the pages' addresses are (default: guessed)")
    add("--json", action="store_true", help="the summary as JSON, alone on standard error")
    add("--quiet", action="store_true", help="no progress and no summary, only errors")
    parser.set_defaults(only=None)


def run(args: argparse.Namespace) -> int:
    """Cleans and delivers; 1 if a page failed or was empty."""
    from cleaner.batch import clean_all
    from cleaner.cli import delivery, summary, terminal
    from cleaner.cli.tally import Tally
    from cleaner.inputs import Columns
    from cleaner.pipeline import Options

    place = delivery.place_of(args.output, args.format)
    tally, started = Tally(), time.monotonic()
    sources = _sources(args, place, tally)
    options = Options(
        rules=rulefile.rules_of(args),
        engine=args.engine,
        keep=args.keep,
        url=args.url,
        columns=Columns(args.column, args.url_column),
    )
    visible = terminal.is_terminal(sys.stderr) and not (args.quiet or args.json)
    # A bar and documents on one screen would overwrite each other.
    on_screen = place.is_standard_output and terminal.is_terminal(sys.stdout)
    say: Callable[[str], None] = _say_nothing if args.json else terminal.complain
    try:
        with summary.progress(len(sources), visible=visible and not on_screen) as done:
            outcomes = clean_all(sources, jobs=args.jobs, options=options)
            _deliver(_documents(outcomes, tally, say, done), sources, place, tally, say)
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(_so_far(tally, place)) from stop
    tally.seconds = time.monotonic() - started
    if args.json:
        print(json.dumps(tally.to_dict(), indent=2), file=sys.stderr)
    elif visible:
        summary.show_summary(tally, str(place))
    return 1 if tally.failures else 0


def _so_far(tally: Tally, place: Place) -> str:
    """What there is of a run that the user has stopped."""
    from cleaner.cli import terminal

    # A file is written whole or not at all.
    written = terminal.counted(0 if place.file else tally.clean, "document")
    return f"{written} written - `cleaner batch` is for runs that go on where they were stopped"


def _documents(
    outcomes: Iterator[Outcome], tally: Tally, say: Callable[[str], None], done: Callable[[str], None]
) -> Iterator[tuple[str, Document]]:
    """The path and document of every page that gave one; the others are counted and told."""
    for outcome in outcomes:
        path = outcome.source.path
        if outcome.part_of is not None:
            tally.parts += 1
        elif outcome.document is None:
            reason = outcome.error or f"{path}: failed without a reason"
            tally.fail(path, reason)
            say(reason)
        else:
            yield path, outcome.document
        done(path)


def _deliver(
    documents: Iterator[tuple[str, Document]],
    sources: list[Source],
    place: Place,
    tally: Tally,
    say: Callable[[str], None],
) -> None:
    """Every document to its place; one that cannot be written is counted and told, and the rest goes on.

    Where no other can be written either, it does not.
    """
    from cleaner.cli import delivery, terminal

    if place.folder is None:
        counted = (_counted(path, document, tally, say) for path, document in documents)
        delivery.deliver_stream(counted, place, single=len(sources) == 1)
        return
    files = delivery.paths_for(sources, place)
    for path, document in documents:
        try:
            delivery.deliver_file(document, files[path], place)
        except PlaceError as error:
            reason = f"{error}; stopped, {terminal.counted(tally.clean, 'document')} written"
            tally.fail(path, reason)
            say(reason)
            return
        except OutputError as error:
            tally.fail(path, str(error))
            say(str(error))
        else:
            _counted(path, document, tally, say)


def _counted(path: str, document: Document, tally: Tally, say: Callable[[str], None]) -> Document:
    if reason := tally.add(path, document):
        say(f"{path}: {reason}")
    return document


def _sources(args: argparse.Namespace, place: Place, tally: Tally) -> list[Source]:
    """The pages to clean, each once, known before the first is: a run never meets its own documents."""
    from cleaner.cli import delivery
    from cleaner.inputs import holds_several, walk

    if not args.paths and not Path(_DEFAULT_PATH).is_dir():
        raise UsageError(
            f"clean: no PATH given, and no folder {_DEFAULT_PATH}/ here - see `cleaner clean --help`"
        )
    given = args.paths or [_DEFAULT_PATH]
    found = {source.path: source for source in walk(given, passed=tally.pass_over)}
    if args.only is not None:  # the pages of a run of `cleaner fetch`
        found = {path: source for path, source in found.items() if path in args.only}
    sources = delivery.without_output(list(found.values()), given, place)
    if not sources:
        raise no_page("clean", given, tally.passed_over)
    if args.url and len(sources) > 1:
        raise UsageError(f"clean: --url is for a single page, and these are {len(sources)} - name one page")
    if args.url and given != ["-"] and holds_several(sources[0].path):
        raise UsageError(f"clean: --url is for a single page, and {sources[0].path} may hold several")
    return sources


def _roles(text: str) -> frozenset[str]:
    return several(text, known=ROLES, what="role")


def _jobs(text: str) -> int:
    return whole_number(text, least=1, what="a number of processes")


def _say_nothing(_: str) -> None:
    """For a run whose summary says it all."""
