"""`cleaner dedup PATH ... -o DIR`: documents without those that say the same, word for word or nearly."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.cli.overwriting import refuse_overwriting
from cleaner.cli.parser import named_place
from cleaner.cli.terminal import counted
from cleaner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cleaner.corpus.duplicates import Numbers
    from cleaner.corpus.rows import Row

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "dedup"
SUMMARY = "leave out documents that say the same"

_EXAMPLES = """\
examples:
  cleaner dedup clean/ -o unique/                 the same files without later duplicates
  cleaner dedup pages.jsonl -o unique.jsonl       one file
  cleaner dedup clean/ -o marked/ --mark          all documents, with the id of the first as "duplicate_of"
  cleaner dedup clean/ -o unique/ --exact         only those with the same words
  cleaner dedup s3://bucket/clean -o s3://bucket/unique --threshold 0.9

Documents are JSON lines as `cleaner batch` and `cleaner clean --format jsonl` write them. Of those that are
alike the first stays, in the order of the files. Alike is a share of runs of five words in common, estimated
from the fingerprints in the documents, or from fingerprints made now.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner dedup`."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH|URL", help="files of documents, or folders that hold some")
    where = "a folder for files of the same names, or a file for one"
    add("-o", "--output", type=named_place, metavar="DIR|FILE|URL", required=True, help=where)
    add("--mark", action="store_true", help='keep all, and name the first of those alike in "duplicate_of"')
    add("--exact", action="store_true", help="only documents with the same words")
    add("--threshold", type=_share, default=0.8, metavar="S", help="how alike, 0 to 1 (default: 0.8)")
    add("--scratch", metavar="DIR", help="where 134 bytes a document go meanwhile (default: the system's)")
    add("--json", action="store_true", help="the summary as JSON, alone on standard error")
    add("--quiet", action="store_true", help="no summary")


def run(args: argparse.Namespace) -> int:
    """Finds the duplicates in one reading, and writes the documents in another."""
    from cleaner import stores
    from cleaner.cli import terminal
    from cleaner.corpus import rows
    from cleaner.corpus.duplicates import find

    files = rows.files_of(args.paths)
    targets = _targets(files, args.output)
    with tempfile.TemporaryDirectory(dir=args.scratch) as scratch:
        documents = (row for file in files for row in rows.read(file))
        found = find(documents, Path(scratch), threshold=args.threshold, near=not args.exact)
    numbers, ids, followed = count(), dict[int, Any](), found.followed
    for file, target in zip(files, targets, strict=True):
        # The rows first: at their end no number is taken.
        numbered = zip(rows.read(file), numbers, strict=False)
        kept = (
            _marked(numbered, found.firsts, followed, ids)
            if args.mark
            else _first_ones(numbered, found.firsts)
        )
        stores.write_whole(target, rows.packed(kept, rows.suffix_of(target)))
    total = len(found.firsts)
    if args.json:
        print(json.dumps({"documents": total, "exact": found.exact, "near": found.near}), file=sys.stderr)
    elif terminal.is_terminal(sys.stderr) and not args.quiet:
        terminal.complain(
            f"{counted(total, 'document')}: {found.exact:,} have the words of an earlier one, "
            f"{found.near:,} nearly; {total - found.exact - found.near:,} are the first to say what they say"
        )
    return 0


def _first_ones(numbered: Iterable[tuple[Row, int]], firsts: Numbers) -> Iterator[Row]:
    """The rows that are the first to say what they say."""
    return (row for row, number in numbered if firsts[number] == number)


def _marked(
    numbered: Iterable[tuple[Row, int]], firsts: Numbers, followed: NDArray[np.bool_], ids: dict[int, Any]
) -> Iterator[Row]:
    """All rows, with the id of the first of their kind, or None in the first; `ids` keeps those of firsts."""
    for row, number in numbered:
        first = int(firsts[number])
        if followed[number]:
            ids[number] = row.get("id")
        yield {**row, "duplicate_of": None if first == number else ids[first]}


def _targets(files: Sequence[str], output: str) -> list[str]:
    """The file itself where one is named, else one of the same name in the folder for each.

    UsageError where one would overwrite another.
    """
    from cleaner import stores
    from cleaner.corpus.rows import SUFFIXES

    if output.endswith(SUFFIXES) and not Path(output).is_dir():
        if len(files) > 1:
            raise UsageError(f"dedup: {output}: one file, not {len(files)} - name a folder with -o")
        targets = [output]
    else:
        targets = [stores.joined(output, file.rpartition("/")[2]) for file in files]
    refuse_overwriting("dedup", files, targets)
    met = Counter(targets)
    for file, target in zip(files, targets, strict=True):
        if met[target] > 1:
            raise UsageError(f"dedup: {file}: its documents would overwrite others - choose another -o")
    return targets


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0.0 < share <= 1.0:
        raise argparse.ArgumentTypeError(f'"{text}" is not a share between 0 and 1')
    return share
