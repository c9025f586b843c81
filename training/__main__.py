"""`python -m training CORPORA`: corpora in; weights, model card and figures out. Nothing is downloaded."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.corpora import default_folder
from cleaner.labels.weights import SHIPPED
from training import datasets, evaluate, export, fit, whole
from training.trees import SEED

_WHOLE = """### The whole of `cleaner.clean`

As users run it, but for the model's answers, which are those of weights that have not seen the page."""
_CARD = Path(__file__).parents[1] / "docs" / "model-card.md"


def main() -> int:
    """Train, evaluate, export."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="?", default=default_folder())
    parser.add_argument("--cache", type=Path, help="keep the pages' columns here, and read them from here")
    parser.add_argument(
        "--out", type=Path, default=SHIPPED, help="the file of weights (default: %(default)s)"
    )
    parser.add_argument("--card", type=Path, default=_CARD, help="the model card (default: %(default)s)")
    parser.add_argument("--date", default=time.strftime("%Y-%m-%d", time.gmtime()), help="also the version")
    chosen = parser.parse_args()
    _say("pages")
    samples = datasets.load(chosen.corpora, chosen.cache)
    learned = fit.learn(samples, _say)
    _say("figures")
    figures = evaluate.report(samples, learned.judged, learned.others)
    export.save(chosen.out, learned, chosen.date)
    figures += f"\n\n{_WHOLE}\n\n{whole.report(chosen.corpora, samples, learned.judged)}"
    size = chosen.out.stat().st_size
    pages = Counter(sample.corpus for sample in samples)
    chosen.card.write_text(
        export.card(
            learned, figures, version=chosen.date, date=chosen.date, seed=SEED, size=size, pages=pages
        ),
        encoding="utf-8",
    )
    print(figures)
    _say(f"{chosen.out}: {size:,} bytes")
    return 0


def _say(step: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
