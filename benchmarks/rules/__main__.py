"""`python -m benchmarks.rules`: imported and learned rules beside the engine alone, drift, and speed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpora
from benchmarks.rules import drift, imports, learned, speed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EXAMPLES = """examples:
  python -m benchmarks.rules imports      the community's rules on the corpora's pages
  python -m benchmarks.rules learned      `rules new`, leave-one-out, on HTML
  python -m benchmarks.rules flat         the same on the pages as flat text
  python -m benchmarks.rules flat --sites 20 --unseen folds/
  python -m benchmarks.rules drift        bodies that no longer match
  python -m benchmarks.rules speed        loading two thousand sites, finding one
"""


def main() -> int:
    """Exit status 0, or 2 where the corpora or the archive are missing."""
    folder = corpora.default_folder()
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rules", description=__doc__, epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("what", choices=("imports", "learned", "flat", "drift", "speed"))
    parser.add_argument("--corpora", type=Path, default=folder, metavar="DIR", help="default: %(default)s")
    parser.add_argument("--corpus", metavar="NAME,...", help="default: all there are")
    parser.add_argument(
        "--archive", type=Path, default=folder.parent / "ftr-site-config.tar.gz", metavar="FILE",
        help="the community's rules (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--sites", type=int, metavar="N", help="learned and flat: only N sites")
    parser.add_argument(
        "--unseen", type=Path, metavar="DIR",
        help="flat: judge by weights that have not seen the page (`python -m training.lines --unseen DIR`)",
    )  # fmt: skip
    options = parser.parse_args()
    names = options.corpus.split(",") if options.corpus else list(corpora.names_in(options.corpora))
    lines: dict[str, Callable[[], Iterator[str]]] = {
        "imports": lambda: imports.report(options.archive, options.corpora, names),
        "learned": lambda: learned.report(options.corpora, names, flat=False, most=options.sites),
        "flat": lambda: learned.report(
            options.corpora, names, flat=True, most=options.sites, unseen=options.unseen
        ),
        "drift": lambda: drift.report(options.archive, options.corpora, names),
        "speed": lambda: speed.report(options.archive),
    }
    try:
        for line in lines[options.what]():
            print(line, flush=True)
    except (corpora.CorpusError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
