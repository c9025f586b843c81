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

from cleaner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.corpus.duplicates import Duplicates
    from cleaner.corpus.rows import Row

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "dedup"
SUMMARY = "leave out documents that say the same"

_EXAMPLES = """\
examples:
  cleaner dedup clean/ -o unique/                 the same files without later duplicates
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
    add("-o", "--output", metavar="DIR|URL", required=True, help="a folder for files of the same names")
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
    numbers, names = count(), _Names(found)
    for file, target in zip(files, targets, strict=True):
        # The rows first: at their end no number is taken.
        numbered = zip(rows.read(file), numbers, strict=False)
        kept = (row for row in map(names.marked, numbered) if args.mark or row["duplicate_of"] is None)
        written = kept if args.mark else map(_unmarked, kept)
        stores.write_whole(target, rows.packed(written, rows.suffix_of(target)))
    total = len(found.firsts)
    if args.json:
        print(json.dumps({"documents": total, "exact": found.exact, "near": found.near}), file=sys.stderr)
    elif terminal.is_terminal(sys.stderr) and not args.quiet:
        terminal.complain(
            f"{total:,} documents: {found.exact:,} have the words of an earlier one, {found.near:,} nearly;"
            f" {total - found.exact - found.near:,} are the first to say what they say"
        )
    return 0


class _Names:
    """The ids of those documents that have duplicates, as they are met."""

    def __init__(self, found: Duplicates) -> None:
        self._firsts = found.firsts
        self._ids: dict[int, Any] = {}
        self._wanted = set(found.firsts[found.firsts != range(len(found.firsts))].tolist())

    def marked(self, numbered: tuple[Row, int]) -> Row:
        """The row with the id of the first of its kind, None for the first itself."""
        row, number = numbered
        first = int(self._firsts[number])
        if number in self._wanted:
            self._ids[number] = row.get("id")
        return {**row, "duplicate_of": None if first == number else self._ids[first]}


def _unmarked(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "duplicate_of"}


def _targets(files: Sequence[str], folder: str) -> list[str]:
    """A file of the same name in the folder for each; UsageError where one would overwrite another."""
    from cleaner import stores

    targets = [stores.joined(folder, file.rpartition("/")[2]) for file in files]
    met, given = Counter(targets), set(files)
    for file, target in zip(files, targets, strict=True):
        if met[target] > 1 or target in given:
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
