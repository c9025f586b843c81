"""The options of `cleaner fetch` that say which pages, and with which manners."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from cleaner.cli.parser import whole_number

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

__all__ = ["add_manners", "add_sources"]


def add_sources(group: argparse._ArgumentGroup) -> None:
    """Where addresses come from, and which of them are wanted."""
    add = group.add_argument
    add("--from", dest="list", metavar="FILE", help='a list of addresses, one a line; "-" is standard input')
    add(
        "--feed",
        action="append",
        default=[],
        metavar="URL",
        help="RSS, Atom or JSON feed, or a page with one",
    )
    add("--sitemap", action="append", default=[], metavar="URL", help="a sitemap, or a site that has some")
    add("--since", type=_date, metavar="DATE", help="of feeds and sitemaps: not older than this")
    add("--until", type=_date, metavar="DATE", help="of feeds and sitemaps: older than this")
    add("--under", action="append", default=[], metavar="PATH", help="only paths that begin so: /news/")
    add(
        "--match",
        action="append",
        default=[],
        type=_pattern,
        metavar="REGEX",
        help="only addresses with this",
    )
    add(
        "--exclude",
        action="append",
        default=[],
        type=_pattern,
        metavar="REGEX",
        help="no addresses with this",
    )
    add("--limit", type=_count, metavar="N", help="not more than so many pages")


def add_manners(group: argparse._ArgumentGroup) -> None:
    """Who asks, how often and how long."""
    add = group.add_argument
    add("--contact", metavar="URL|EMAIL", help="whom a site's owner can write to, in the user agent")
    add("--user-agent", metavar="NAME/VERSION", help="who asks; robots.txt is asked about the name")
    add("--delay", type=_seconds, metavar="S", help="pause behind each answer of a host (default: 1)")
    add("--patience", type=_seconds, metavar="S", help="longest wait a server may ask for (default: 300)")
    add("--timeout", type=_seconds, metavar="S", help="longest time for one page (default: 60)")
    add(
        "--max-size",
        type=_count,
        metavar="MB",
        help="largest page, packed; twice that unpacked (default: 16)",
    )
    add("--tries", type=_count, metavar="N", help="how often a page is asked for (default: 3)")
    add("--hosts", type=_count, metavar="N", help="hosts at once (default: 32)")
    add("--allow-private", action="store_true", help="also addresses that are not on the public network")


def _date(text: str) -> datetime:
    from cleaner.fetch.dates import date_of

    found = date_of(text)
    if found is None:
        raise ArgumentTypeError(f'"{text}" is no date - write 2026-11-22')
    return found


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ArgumentTypeError(f'"{text}" is no regular expression ({error}) - correct it') from error


def _count(text: str) -> int:
    return whole_number(text, least=1, what="a number, 1 or more")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise ArgumentTypeError(f'"{text}" is no number of seconds')
    return seconds
