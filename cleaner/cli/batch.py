"""`cleaner batch [PATH|URL ...] -o DIR|URL`: a crawl in, files of documents out; killed, it goes on."""

from __future__ import annotations

import gzip
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from cleaner import stores
from cleaner.cli import rulefile
from cleaner.cli.overwriting import refuse_overwriting
from cleaner.cli.parser import named_place, several, whole_number
from cleaner.cli.passed import no_page
from cleaner.corpus.rows import SUFFIXES
from cleaner.errors import UsageError
from cleaner.types import ROLES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.batch.ledger import Entry, Plan, Shard
    from cleaner.batch.run import Lost, Run
    from cleaner.pipeline import Options

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "batch"
SUMMARY = "clean a crawl in shards, by many processes or machines"
_FORMATS = ("jsonl.zst", *sorted(suffix[1:] for suffix in SUFFIXES if suffix != ".jsonl.zst"))
_CORES = os.cpu_count() or 1
_ENGINES = ("local", "dask")

_EXAMPLES = """\
examples:
  cleaner batch crawl/*.warc.gz -o clean/          a file of documents for each archive
  cleaner batch crawl/*.warc.gz -o clean/          again: goes on where it was killed, does nothing twice
  cleaner status clean/                            what is done, what failed, and why
  cleaner batch -o clean/ --retry-failed           cleans again what failed
  cleaner batch --from warc.paths.gz --base https://data.example.org/ -o s3://bucket/clean
  cleaner batch 's3://bucket/crawl/*.warc.gz' -o s3://bucket/clean --engine dask --scheduler tcp://head:8786

A shard is a file of many pages, or 1,000 files of one page; it becomes one file of documents, a line each,
with a fingerprint and measures of quality as further columns. The ledger lies beside them, in .cleaner/.

exit status: 0 done, 1 some pages failed (the rest is written), 2 wrong usage
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner batch`."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH|URL", help="files, folders, globs, and the same behind URLs")
    add("--from", dest="listed", metavar="FILE|URL", help="a file that lists more of them, one a line")
    add("--base", default="", metavar="URL", help="what stands before each of those")
    add("-o", "--output", type=named_place, metavar="DIR|URL", required=True, help="the folder of the run")
    add("--format", choices=_FORMATS, default=_FORMATS[0], metavar="NAME", help=", ".join(_FORMATS))
    rulefile.add_options(parser)
    add("--keep", type=_roles, default=frozenset(), metavar="ROLE,...", help="roles that stay in the text")
    add("--column", metavar="NAME", help="of JSON lines and Parquet: where the pages are, HTML or text")
    add("--url-column", metavar="NAME", help="of the same: where the pages' addresses are (default: guessed)")
    add("--jobs", type=_number, default=_CORES, metavar="N", help="processes (default: as cores)")
    add("--timeout", type=_number, default=60, metavar="S", help="seconds a page may take (default: 60)")
    add("--memory", type=_number, default=2048, metavar="MB", help="what a process may take (default: 2048)")
    add("--retry-failed", action="store_true", help="clean again the pages that failed before")
    add("--engine", choices=_ENGINES, default=_ENGINES[0], metavar="NAME", help="local (default) or dask")
    add("--scheduler", metavar="ADDRESS", help="of a Dask cluster (default: one on this machine)")
    add("--quiet", action="store_true", help="no progress and no summary, only errors")


def run(args: argparse.Namespace) -> int:
    """Cleans what is not done yet; 1 if a page failed or a shard was lost."""
    from cleaner.batch.ledger import entries
    from cleaner.cli import status, terminal

    if args.scheduler and args.engine != "dask":
        raise UsageError("batch: --scheduler is the address of a Dask cluster - add --engine dask")
    options = _options(args)
    plan = _plan(args, options)
    lost = _cleaned(plan, options, args)
    for shard in lost:
        terminal.complain(f"{shard.shard}: not done: {shard.reason} - run the same command again")
    done = list(entries(args.output, plan))
    failed = sum(len(entry.failures) for entry in done)
    if terminal.is_terminal(sys.stderr) and not args.quiet:
        terminal.show(status.lines(args.output, plan, done), sys.stderr)
    elif failed:
        pages = terminal.counted(sum(entry.pages for entry in done), "page")
        terminal.complain(f"{failed:,} of {pages} failed - see why: cleaner status {args.output} --failed")
    return 1 if lost or failed else 0


def _options(args: argparse.Namespace) -> Options:
    from cleaner.inputs import Columns
    from cleaner.pipeline import Options

    columns = Columns(args.column, args.url_column)
    return Options(rules=rulefile.rules_of(args), keep=args.keep, columns=columns)


def _plan(args: argparse.Namespace, options: Options) -> Plan:
    """The plan of the run, as it was begun or now extended, on the disk."""
    from cleaner.batch.ledger import read_plan, write_plan
    from cleaner.batch.plan import extended, sources_of
    from cleaner.corpus.fingerprint import require

    require()
    before = read_plan(args.output)
    paths = [*args.paths, *_listed(args.listed, args.base)]
    if not paths and before is None:
        raise UsageError("batch: nothing to clean - name files, folders or URLs, or a list with --from")
    passed = Counter[str]()
    sources = list(sources_of(paths, passed=lambda ending: passed.update([ending])))
    plan = extended(before, sources, f".{args.format}", {"keep": sorted(options.keep)})
    if not plan.shards:
        raise no_page("batch", paths, passed)
    new = plan.shards[len(before.shards) if before else 0 :]
    refuse_overwriting(
        "batch",
        (source.path for shard in new for source in shard.sources),
        (stores.joined(args.output, f"{shard.name}{plan.suffix}") for shard in new),
    )
    if plan != before:
        write_plan(args.output, plan)
    return plan


def _cleaned(plan: Plan, options: Options, args: argparse.Namespace) -> list[Lost]:
    """Cleans the shards that are not done, or not without failures; those that were lost come back."""
    from cleaner.batch.ledger import entries
    from cleaner.batch.pool import Limits
    from cleaner.batch.run import Lost, Run
    from cleaner.cli import terminal
    from cleaner.cli.progress import shards_done

    limits = Limits(args.jobs, args.timeout, args.memory << 20)
    how = Run(args.output, plan.suffix, options, limits, args.retry_failed)
    done = {entry.name for entry in entries(args.output, plan) if not (args.retry_failed and entry.failures)}
    shards = [shard for shard in plan.shards if shard.name not in done]
    visible = terminal.is_terminal(sys.stderr) and not args.quiet
    lost = []
    with shards_done(len(plan.shards), len(done), visible=visible) as steps:
        try:
            for result in _results(shards, how, args, steps.page):
                if isinstance(result, Lost):
                    lost.append(result)
                else:
                    steps.shard(result.pages if args.engine == "dask" else 0)
        except KeyboardInterrupt as stop:
            so_far = f"{len(done) + steps.shards} of {terminal.counted(len(plan.shards), 'shard')} done"
            raise KeyboardInterrupt(f"{so_far} - the same command goes on from there") from stop
    return lost


def _results(
    shards: Sequence[Shard], how: Run, args: argparse.Namespace, seen: Callable[[object], None]
) -> Iterator[Entry | Lost]:
    """What the engine makes of the shards; none is started where there are none."""
    if not shards:
        return iter(())
    if args.engine == "dask":
        from cleaner.batch.cluster import run_on_cluster

        return run_on_cluster(shards, how, scheduler=args.scheduler)
    from cleaner.batch.run import run_here

    return run_here(shards, how, seen=seen)


def _listed(path: str | None, base: str) -> list[str]:
    """The paths in a file, a line each, gzipped or not."""
    if path is None:
        return []
    found = stores.read_bytes(path)
    if found is None:
        raise UsageError(f"batch: {path}: no such list - check the spelling")
    text = (gzip.decompress(found) if found.startswith(b"\x1f\x8b") else found).decode("utf-8", "replace")
    return [base + line.strip() for line in text.splitlines() if line.strip()]


def _roles(text: str) -> frozenset[str]:
    return several(text, known=ROLES, what="role")


def _number(text: str) -> int:
    return whole_number(text, least=1, what="a number above 0")
