"""`cleaner fetch URL...`: pages from the web into the raw store."""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import fetch_options, rulefile
from cleaner.cli.parser import named_place, web_address
from cleaner.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from cleaner.cli.fetched import Fetched
    from cleaner.fetch.crawl import Outcome
    from cleaner.fetch.listing import Sources
    from cleaner.fetch.run import Order
    from cleaner.fetch.settings import Settings
    from cleaner.rules import Rules
    from cleaner.types import RawPage

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "fetch"
SUMMARY = "bring pages from the web into raw/"
_DEFAULT_STORE = "raw"
_DEFAULT_CLEAN = "clean/"
_STANDARD_INPUT = "-"

_EXAMPLES = """\
examples:
  cleaner fetch https://example.org/a             one page, into raw/example.org/a.html
  cleaner fetch --from urls.txt --clean           a list of addresses; what came is cleaned into clean/
  cleaner fetch --feed https://example.org/ --since 2026-11-01
  cleaner fetch --sitemap https://example.org/ --under /news/ --limit 500
  cleaner fetch --from urls.txt --dry-run         what would be fetched, and what robots.txt forbids
  cleaner fetch --retry-failed                    what failed in earlier runs, once more
  cleaner fetch --failed                          what failed, and why

Stopped at any moment, the same command goes on where it was. Run again after it came to its end, it asks only
for pages that have changed. A host gets one request at a time, with a pause behind each.

exit status: 0 done, 1 some pages failed (the rest is there), 2 wrong usage
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner fetch`."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("paths", nargs="*", type=web_address, metavar="URL", help="addresses of pages")
    fetch_options.add_sources(parser.add_argument_group("more addresses"))
    fetch_options.add_manners(parser.add_argument_group("manners"))
    where = "the raw store (default: raw/)"
    add("-o", "--output", type=named_place, default=_DEFAULT_STORE, metavar="DIR", help=where)
    add("--warc", action="store_true", help="pages as records of WARC files, not as files of their own")
    add("--dry-run", action="store_true", help="list what would be fetched, and what robots.txt forbids")
    add("--retry-failed", action="store_true", help="also fetch what failed in earlier runs")
    add("--failed", action="store_true", help="list what failed in earlier runs, and why; fetch nothing")
    add("--restart", action="store_true", help="begin anew where an earlier run was cut short")
    add("--clean", action="store_true", help=f"go on to clean what was fetched, into {_DEFAULT_CLEAN}")
    add("--clean-to", type=named_place, metavar="DIR|FILE", help="the same, into another place")
    rulefile.add_options(parser)
    add(
        "--json",
        action="store_true",
        help="the summary as JSON, alone on standard error; lists as JSON lines",
    )
    add("--quiet", action="store_true", help="no progress and no summary, only errors")


def run(args: argparse.Namespace) -> int:
    """Fetches, or lists; 1 if a page failed."""
    from cleaner.cli import fetched, terminal
    from cleaner.fetch.crawl import Progress
    from cleaner.fetch.run import outcomes

    if args.failed:
        return _list_failed(args)
    if args.retry_failed:
        _ledger_of(args)
    order = _order(args)
    visible = terminal.is_terminal(sys.stderr) and not (args.quiet or args.json)
    tally, progress, started = fetched.Fetched(), Progress(), time.monotonic()
    try:
        with fetched.progress(progress, tally, visible=visible) as moved:
            for outcome in outcomes(order, progress=progress):
                tally.add(outcome)
                _tell(outcome, args)
                moved()
    except KeyboardInterrupt as stop:
        so_far = f"{terminal.counted(tally.states.total(), 'page')} done"
        raise KeyboardInterrupt(f"{so_far} - the same command goes on from there") from stop
    tally.seconds = time.monotonic() - started
    if args.json and not args.dry_run:
        print(json.dumps(tally.to_dict(), indent=2), file=sys.stderr)
    elif visible and not args.dry_run:
        fetched.show_summary(tally, args.output)
    status = 1 if tally.failures else 0
    return max(status, _clean(args, tally)) if args.clean or args.clean_to else status


def _tell(outcome: Outcome, args: argparse.Namespace) -> None:
    """What a user wants to hear of a page at once: its failure, or in a dry run its fate."""
    from cleaner.cli import terminal
    from cleaner.text import printable

    if args.dry_run:
        if args.json:
            reason = outcome.error.what if outcome.error else None
            print(json.dumps({"url": outcome.url, "fetch": outcome.error is None, "reason": reason}))
        elif outcome.error is None:
            print(f"fetch   {printable(outcome.url)}")
        else:
            print(f"no      {printable(outcome.url)}  ({outcome.error.what})")
    elif outcome.error is not None and not args.json:
        terminal.complain(str(outcome.error))


def _order(args: argparse.Namespace) -> Order:
    from cleaner.fetch.run import Order

    rules = rulefile.rules_of(args)
    return Order(
        _sources(args),
        _settings(args),
        store=Path(args.output),
        warc=args.warc,
        fresh=args.restart,
        retry_failed=args.retry_failed,
        dry=args.dry_run,
        headers_for=partial(_headers, rules) if rules else None,
        follow=partial(_follow, rules) if rules else None,
    )


def _headers(rules: Rules, url: str) -> dict[str, str]:
    """What the rules want an address to be asked with."""
    site = rules.site_for_address(url)
    return site.headers() if site else {}


def _follow(rules: Rules, page: RawPage, get: Callable[[str], RawPage | None]) -> list[RawPage]:
    """The parts of an article, where a rule says that its site has articles in parts."""
    from cleaner.rules import paging

    site = rules.site_for_address(page.url or "")
    return paging.follow(page, rules, get) if site else [page]


def _sources(args: argparse.Namespace) -> Sources:
    from itertools import chain

    from cleaner.fetch.listing import Choice, Sources

    if not (args.paths or args.list or args.feed or args.sitemap or args.retry_failed):
        raise UsageError(
            "fetch: nothing to fetch - give addresses, --from, --feed, --sitemap or --retry-failed"
        )
    choice = Choice(
        since=args.since,
        until=args.until,
        paths=tuple(args.under),
        match=tuple(args.match),
        without=tuple(args.exclude),
        limit=args.limit,
    )
    urls = chain(args.paths, _lines(args.list) if args.list else ())
    return Sources(urls, tuple(args.feed), tuple(args.sitemap), choice)


def _settings(args: argparse.Namespace) -> Settings:
    from dataclasses import replace

    from cleaner.fetch.settings import Settings

    given = {
        "product": args.user_agent,
        "contact": args.contact,
        "delay_s": args.delay,
        "patience_s": args.patience,
        "tries": args.tries,
        "hosts_at_once": args.hosts,
        "allow_private": args.allow_private,
    }
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    limits = settings.limits
    if args.max_size:
        limits = limits.of_size(args.max_size * 1024 * 1024)
    if args.timeout:
        limits = replace(limits, total_s=args.timeout)
    return replace(settings, limits=limits)


def _lines(path: str) -> Iterator[str]:
    """The addresses in a list; empty lines and those that begin with # are none."""
    if path == _STANDARD_INPUT:
        yield from _addresses(sys.stdin)
        return
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace") as file:
            yield from _addresses(file)
    except OSError as error:
        raise UsageError(f"fetch: {path}: cannot be read ({error.strerror}) - check the path") from error


def _addresses(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if (address := line.strip()) and not address.startswith("#"):
            yield address


def _ledger_of(args: argparse.Namespace) -> Path:
    """Where earlier runs are remembered; UsageError where there was none."""
    from cleaner.fetch.ledger import LEDGER

    path = Path(args.output) / LEDGER
    if not path.is_file():
        raise UsageError(
            f"fetch: {args.output}: no pages were fetched into this folder - name another with -o"
        )
    return path


def _list_failed(args: argparse.Namespace) -> int:
    from cleaner.fetch.ledger import Ledger
    from cleaner.text import printable

    ledger = Ledger(_ledger_of(args))
    try:
        for url, kind, reason in ledger.failed():
            if args.json:
                print(json.dumps({"url": url, "kind": kind, "reason": reason}))
            else:
                print(printable(reason))
    finally:
        ledger.close()
    return 0


def _clean(args: argparse.Namespace, tally: Fetched) -> int:
    """Cleans the pages of this run, as `cleaner clean` would."""
    from cleaner.cli import clean
    from cleaner.cli.parser import Parser

    if not tally.files:
        return 0
    words = [args.output, "-o", args.clean_to or _DEFAULT_CLEAN]
    words += ["--rules", args.rules] if args.rules else []
    words += [f"--{name}" for name in ("no-rules", "json", "quiet") if getattr(args, name.replace("-", "_"))]
    parser = Parser(prog="cleaner clean")
    clean.configure(parser)
    chosen = parser.parse_args(words)
    chosen.only = frozenset(map(str, tally.files))
    return clean.run(chosen)
