"""`cleaner rules import ftr` and `export ftr`: the community's site rules in, and back out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import rulefile
from cleaner.cli.parser import named_place
from cleaner.cli.terminal import counted
from cleaner.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from cleaner.rules.ftr import Taken

__all__ = ["configure_export", "configure_import", "run_export", "run_import"]

_NOT_RULES = frozenset({"LICENSE.txt", "README.txt"})


def configure_import(parser: argparse.ArgumentParser) -> None:
    """The format, where the files lie, and where the rules go."""
    parser.add_argument("format", choices=("ftr",), metavar="FORMAT", help="ftr: Full-Text RSS site config")
    parser.add_argument("folder", metavar="DIR", help="folder with example.com.txt and the like")
    parser.add_argument(
        "-o",
        "--output",
        type=named_place,
        metavar="FILE",
        help="rule file to write (default: standard output)",
    )
    parser.add_argument(
        "--report", type=named_place, metavar="FILE", help="what became of each file, as JSON"
    )


def configure_export(parser: argparse.ArgumentParser) -> None:
    """The format, the rules, and the folder."""
    parser.add_argument("format", choices=("ftr",), metavar="FORMAT", help="ftr: Full-Text RSS site config")
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="rule file (default: the nearest sources.yaml)"
    )
    where = "folder for the files"
    parser.add_argument("-o", "--output", type=named_place, metavar="DIR", required=True, help=where)


def run_import(args: argparse.Namespace) -> int:
    """Take every file of the folder; 0, since what cannot be taken is told in the report."""
    from cleaner.files import write_whole
    from cleaner.rules.ftr import document, take

    folder = Path(args.folder)
    if not folder.is_dir():
        raise UsageError(f"rules import: {folder}: no such folder - unpack the archive first")
    files = sorted(path for path in folder.glob("*.txt") if path.name not in _NOT_RULES)
    if not files:
        raise UsageError(
            f"rules import: {folder}: no .txt files here - name the folder that holds example.com.txt"
        )
    if args.output and Path(args.output).exists():
        raise UsageError(f"rules import: {args.output} is there already - name a new file")
    taken = [take(path.name, path.read_text("utf-8", "replace")) for path in files]
    text = document(taken)
    if args.output:
        write_whole(args.output, text)
    else:
        print(text, end="")
    if args.report:
        write_whole(args.report, json.dumps([_told(one) for one in taken], indent=1) + "\n")
    if not args.quiet:
        lost, broken = sum(bool(one.lost) for one in taken), sum(len(one.broken) for one in taken)
        counts = f"{len(taken) - lost} without a loss, {lost} with lines that have no counterpart"
        print(f"{counted(len(taken), 'file')}: {counts}, {counted(broken, 'broken line')}", file=sys.stderr)
    return 0


def run_export(args: argparse.Namespace) -> int:
    """A file a host; 1 where something could not be said in the format, which is told."""
    from cleaner.files import write_whole
    from cleaner.rules import Rules
    from cleaner.rules.ftr import give

    untold = 0
    written = set()
    for site in Rules.load(rulefile.chosen(args.file)).sites:
        given = give(site)
        for name, text in given.files.items():
            write_whole(Path(args.output) / name, text)
            written.add(name)
        counts = [f'{counted(n, "item")} of the preset "{name}"' for name, n in given.presets.items()]
        lines = [*given.untold, *counts]
        untold += len(lines)
        for line in lines if not args.quiet else ():
            print(f"{site.name}: {line}", file=sys.stderr)
    if not args.quiet:
        also = ", the lines above are what the format has no words for" if untold else ""
        print(f"{args.output}: {counted(len(written), 'file')} written{also}", file=sys.stderr)
    return 1 if untold else 0


def _told(taken: Taken) -> dict[str, object]:
    """One file of the report."""
    return {
        "file": taken.file,
        "site": taken.name,
        "keys": list(taken.keys),
        "comments": len(taken.comments),
        "lost": taken.lost,
        "broken": taken.broken,
    }
