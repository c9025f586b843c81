"""`cleaner status DIR`: how far a run of `cleaner batch` is, what failed, and why."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from cleaner.cli.table import fit
from cleaner.cli.terminal import counted
from cleaner.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from cleaner.batch.ledger import Entry, Plan
    from cleaner.cli.table import Piece

__all__ = ["NAME", "SUMMARY", "configure", "lines", "run"]

NAME = "status"
SUMMARY = "how far a run of batch is, what failed, and why"
_REASONS_SHOWN = 8
_WIDTH = 100

_EXAMPLES = """\
examples:
  cleaner status clean/                        shards and pages done, and the reasons of what failed
  cleaner status clean/ --failed               every page that failed, with its reason
  cleaner status s3://bucket/clean --json | jq .failures

exit status: 0 all done, 1 pages failed or shards are left, 2 wrong usage
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner status`."""
    parser.epilog = _EXAMPLES
    parser.add_argument("folder", metavar="DIR|URL", help="the folder of the run, as given to batch with -o")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--failed", action="store_true", help="the pages that failed, a line each")
    form.add_argument("--json", action="store_true", help="everything as one JSON object")


def run(args: argparse.Namespace) -> int:
    """Prints what the ledger says; 1 while something is missing."""
    from cleaner.batch.ledger import entries, read_plan
    from cleaner.cli import terminal

    plan = read_plan(args.folder)
    if plan is None:
        raise UsageError(f"status: {args.folder}: no run of `cleaner batch` there - name its output folder")
    done = list(entries(args.folder, plan))
    failures = [failure for entry in done for failure in entry.failures]
    if args.json:
        print(json.dumps(_summary(plan, done), indent=2))
    elif args.failed:
        terminal.show(([(failure.reason, "")] for failure in failures), sys.stdout)
    else:
        terminal.show(lines(args.folder, plan, done), sys.stdout)
    return 1 if failures or len(done) < len(plan.shards) else 0


def lines(folder: str, plan: Plan, done: Sequence[Entry]) -> Iterator[list[Piece]]:
    """The state of a run for people: shards, pages, and the most frequent reasons of failures."""
    sums = _summary(plan, done)
    ready = sums["shards_done"] == sums["shards"]
    yield [
        ("  ✓ " if ready and not sums["failures"] else "  … " if not ready else "  ✗ ", "bold"),
        (f"{sums['shards_done']:,} of {counted(sums['shards'], 'shard')}", "bold"),
        (f" → {fit(folder, _WIDTH // 2)}", ""),
    ]
    yield [
        (f"    {counted(sums['pages'], 'page')}, {counted(sums['documents'], 'document')}", ""),
        (f", {sums['words_kept']:,} words kept, {sum(sums['words_removed'].values()):,} dropped", "dim"),
    ]
    reasons = Counter(_what(failure["reason"]) for failure in sums["failures"])
    if reasons:
        yield [
            (f"    {reasons.total():,} failed", "bold red"),
            (" - try them again with --retry-failed", "dim"),
        ]
    for reason, pages in reasons.most_common(_REASONS_SHOWN):
        yield [(f"    {pages:>8,}  ", ""), (fit(reason, _WIDTH), "yellow")]


def _summary(plan: Plan, done: Sequence[Entry]) -> dict[str, Any]:
    """The state of a run as plain values."""
    removed: Counter[str] = Counter()
    for entry in done:
        removed.update(entry.words_removed)
    return {
        "shards": len(plan.shards),
        "shards_done": len(done),
        "pages": sum(entry.pages for entry in done),
        "documents": sum(entry.documents for entry in done),
        "parts": sum(entry.parts for entry in done),
        "words_kept": sum(entry.words_kept for entry in done),
        "words_removed": dict(removed.most_common()),
        "seconds": round(sum(entry.seconds for entry in done), 3),
        "files": [file for entry in done for file in entry.files],
        "failures": [
            {"shard": entry.name, "path": failure.path, "record": failure.record, "reason": failure.reason}
            for entry in done
            for failure in entry.failures
        ],
    }


def _what(reason: str) -> str:
    """What happened, without where: pages that failed alike are counted together."""
    return reason.rpartition(": ")[2]
