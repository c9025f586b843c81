"""`python -m benchmarks.fuzz SURFACE`: bytes that grow towards code not yet reached, until something breaks.

Needs Atheris (`pip install atheris`), which is libFuzzer for Python. What must hold is said in `surfaces.py`.
What breaks it, or takes over a minute or 2 GiB, ends the run and is written to a file beside the corpus;
`--only FILE` tries that again. Without trouble a run ends after `--seconds`; the next goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_LIMITS = ("-timeout=60", "-rss_limit_mb=2048")  # seconds on the wall: a busy machine is no finding


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 without Atheris; libFuzzer ends the process itself, with 0 where nothing was found."""
    options = _parser().parse_args(arguments)
    if options.only:
        import_module("benchmarks.surfaces").tried(options.surface, options.only.read_bytes())
        return 0
    try:
        import atheris
    except ImportError:
        print("fuzzing needs Atheris - install it with: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["cleaner"]):
        surfaces = import_module("benchmarks.surfaces")
        first = next(surfaces.seeds(options.surface))
        surfaces.tried(options.surface, first)  # what is only imported when it is needed
    atheris.Setup(
        [
            "fuzz",
            *_prepared(surfaces, options.surface, options.corpus),
            f"-max_total_time={options.seconds}",
            f"-max_len={surfaces.LONGEST_BYTES}",
            *_LIMITS,
        ],
        lambda data: surfaces.tried(options.surface, data),
    )
    atheris.Fuzz()
    return 0


def _prepared(surfaces: Any, surface: str, folder: Path) -> tuple[str, ...]:
    """The arguments that say where the corpus lies, with the seeds in it, the words, and what is found."""
    corpus = folder / surface
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in surfaces.seeds(surface):
        if len(seed) <= surfaces.LONGEST_BYTES:
            (corpus / hashlib.sha256(seed).hexdigest()).write_bytes(seed)
    words = folder / "words.txt"
    words.write_text("".join(f'"{word}"\n' for word in surfaces.WORDS))
    return str(corpus), f"-dict={words}", f"-artifact_prefix={folder}/{surface}-"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("surface", choices="sniffing decoding segmentation rules metadata".split(), help="what to try")
    add("--seconds", type=int, default=3600, metavar="N", help="how long (default: %(default)s)")
    add(
        "--corpus",
        type=Path,
        default=Path(".fuzz"),
        metavar="DIR",
        help="where inputs that reached something new are kept (default: %(default)s)",
    )
    add("--only", type=Path, metavar="FILE", help="no fuzzing: this input alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
