"""`python -m benchmarks`: systems side by side over the corpora."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpora, records, runner, tables
from benchmarks.differences import differences
from benchmarks.systems import SYSTEMS, YARDSTICK, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.runner import Row

_EXAMPLES = """examples:
  python -m benchmarks                                   cleaner and trafilatura, all corpora
  python -m benchmarks --sample 60 --jobs 2              the same on 60 pages of each
  python -m benchmarks --corpus wcxb,news --systems all  all that is installed
  python -m benchmarks --metadata --corpus news          authors, dates and titles
  python -m benchmarks --worst 30 --systems cleaner      where to look first
  python -m benchmarks --show wcxb/0001                  what was lost and what intruded on one page
  python -m benchmarks --json run.json ; python -m benchmarks --read run.json --by lang
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 2 for wrong usage and missing corpora."""
    options = _parser().parse_args(arguments)
    try:
        if options.show:
            _show(options)
            return 0
        rows = records.load(options.read) if options.read else _run(options)
    except (corpora.CorpusError, records.RecordError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        records.save(options.json, rows)
    for table in _tables(rows, options):
        print(tables.render(table, markdown=options.markdown))
    return 0


def _tables(rows: Sequence[Row], options: argparse.Namespace) -> list[tables.Table]:
    if options.worst:
        ran = [row.system for row in rows if row.system != YARDSTICK]
        return tables.worst(rows, ran[0], options.worst)
    if options.metadata:
        return tables.metadata(rows)
    key = {"type": "page_type", "lang": "lang"}[options.by]
    return [*tables.by_corpus(rows), *tables.by_group(rows, key), *tables.errors(rows)]


def _run(options: argparse.Namespace) -> list[Row]:
    names = _systems(options.systems)
    chosen = options.corpus.split(",") if options.corpus else corpora.names_in(options.corpora)
    if not chosen:
        raise corpora.CorpusError(f"{options.corpora}: no corpora here - give the folder with --corpora")
    rows: list[Row] = []
    for corpus in chosen:
        examples = corpora.sample(corpora.read(options.corpora, corpus), options.sample)
        rows += runner.run(
            examples,
            names,
            jobs=options.jobs,
            deadline_s=options.deadline,
            lang_of=corpora.language,
            progress=_progress(corpus, len(examples)),
        )
    return rows


def _systems(asked: str) -> list[str]:
    """The systems of a comparison, each installed; what is not is said, with the line that installs it."""
    names = [name for name in SYSTEMS if name != YARDSTICK] if asked == "all" else asked.split(",")
    unknown = [name for name in names if name not in SYSTEMS]
    if unknown:
        raise corpora.CorpusError(f"unknown system {unknown[0]!r} - there are: {', '.join(SYSTEMS)}")
    found = []
    for name in names:
        why = missing(name)
        if why is None:
            found.append(name)
        else:
            print(f"left out: {why}", file=sys.stderr)
    if not found:
        raise corpora.CorpusError("no system to measure is installed")
    return [*dict.fromkeys(found), *([YARDSTICK] if YARDSTICK not in found else [])]


def _show(options: argparse.Namespace) -> None:
    corpus, _, name = options.show.partition("/")
    examples = [example for example in corpora.read(options.corpora, corpus) if example.id == name]
    if not examples:
        raise corpora.CorpusError(
            f"{options.corpora}: no page {options.show!r} - it reads corpus/id, as in --worst"
        )
    system = options.systems.split(",")[0]
    with runner.Worker([system]) as worker:
        example = examples[0]
        measured = worker.measure(example.path, example.url, system, deadline_s=options.deadline)
    print(differences(example, system, measured))


def _progress(corpus: str, total: int) -> Callable[[int], None]:
    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{corpus}: {done} of {total} pages ", end="\n" if done == total else "", file=sys.stderr)

    return show


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--corpora", type=Path, default=corpora.default_folder(), metavar="DIR", help="default: %(default)s")
    add("--corpus", metavar="NAME,...", help=f"default: all there are ({', '.join(corpora.NAMES)})")
    add("--systems", default="cleaner,trafilatura", metavar="NAME,...|all", help=_about_systems())
    add("--sample", type=int, metavar="N", help="N pages of each corpus, always the same ones")
    add("--jobs", type=int, default=1, metavar="N", help="processes (default 1, the calmest for CPU times)")
    add("--deadline", type=float, default=60.0, metavar="S", help="CPU seconds a page may take (default 60)")
    add("--by", choices=("type", "lang"), default="type", help="second table: by page type or language")
    add("--metadata", action="store_true", help="tables of titles, authors, dates and topics instead")
    add("--worst", type=int, metavar="N", help="the N worst pages a corpus of the first system instead")
    add("--show", metavar="CORPUS/ID", help="what the first system lost and wrongly kept on one page")
    add("--markdown", action="store_true", help="tables as Markdown, for the docs")
    add("--json", type=Path, metavar="FILE", help="save every page's scores")
    add("--read", type=Path, metavar="FILE", help="print the tables of a saved run")
    return parser


def _about_systems() -> str:
    named = "; ".join(f"{name}: {system.about}" for name, system in SYSTEMS.items())
    return f"default: cleaner,trafilatura. {named}"


if __name__ == "__main__":
    sys.exit(main())
