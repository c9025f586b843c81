"""`python -m training.lines CORPORA`: corpora in; `lines.npz` and the tables of docs/flat-text.md out.

Pages are flattened (`flatten`), their lines labelled (`dumps`), words, network and cuts fitted (`linefit`).
What comes out is measured as users run it, `cleaner.clean` on each dump, by weights that have not seen its
domain. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import numpy as np

import cleaner
from benchmarks import corpora
from benchmarks.scores import Score, mean, overlap, words
from cleaner.features.lines import names
from cleaner.labels import cut, lines
from cleaner.labels.weights.lines import FORMAT, SHIPPED
from training import datasets, dumps, export, linefit, sisters
from training.__main__ import _say as say
from training.tables import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.labels.weights.lines import LineWeights
    from training.dumps import Dump
    from training.linefit import Learned

_DOCS = Path(__file__).parents[1] / "docs" / "flat-text.md"
_MEASURED = ("html-text", "inscriptis", "resiliparse-main", "readability", "clean")
_MUCH = 0.1  # of a page's true words


def main() -> int:
    """Train, evaluate, export."""
    parser = argparse.ArgumentParser(prog="python -m training.lines", description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="?", default=corpora.default_folder())
    parser.add_argument("--samples", type=Path, help="the block model's cache of pages (`--cache` there)")
    parser.add_argument("--cache", type=Path, help="keep the dumps here, and read them from here")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="file of weights (default: %(default)s)")
    parser.add_argument(
        "--unseen", type=Path, help="write here what was fitted without each fold, a file each"
    )
    parser.add_argument("--docs", type=Path, default=_DOCS, help="docs page (default: %(default)s)")
    parser.add_argument("--date", default=time.strftime("%Y-%m-%d", time.gmtime()), help="also the version")
    chosen = parser.parse_args()
    say("pages")
    pages = dumps.load(chosen.corpora, chosen.cache, datasets.load(chosen.corpora, chosen.samples))
    learned = linefit.learn(pages, say)
    save(chosen.out, learned, chosen.date)
    if chosen.unseen:
        chosen.unseen.mkdir(parents=True, exist_ok=True)
        for left in range(datasets.FOLDS):
            save(chosen.unseen / f"lines-{left}.npz", learned, chosen.date, left=left)
    say("figures")
    unseen = [learned.weights(left, "unseen") for left in range(datasets.FOLDS)]
    figures, family = report(pages, unseen), sisters.report(pages, _urls(chosen.corpora), unseen)
    page = filled(_DOCS.read_text(encoding="utf-8"), {"figures": figures, "sisters": family})
    chosen.docs.write_text(page, encoding="utf-8")
    print(figures, family, sep="\n\n")
    say(f"{chosen.out}: {chosen.out.stat().st_size:,} bytes")
    return 0


def _urls(folder: Path) -> dict[tuple[str, str], str]:
    pages = (page for name in corpora.names_in(folder) for page in corpora.read(folder, name))
    return {(page.corpus, page.id): page.url for page in pages if page.url}


def save(path: Path, learned: Learned, version: str, *, left: int | None = None) -> None:
    """Write the weights fitted with all dumps, or without a fold; the same weights give the same bytes."""
    weight, network = learned.words[left], learned.networks[left]
    known = sorted(weight)
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT, np.int32),
        "version": export.as_bytes([version]),
        "line_names": export.as_bytes(names()),
        "cut_names": export.as_bytes(cut.names()),
        "text_words": export.as_bytes(known),
        "text_weights": np.array([weight[word] for word in known], np.float16),
    }
    for name, stored in (("net", network), ("cut", learned.cuts)):
        arrays |= {f"{name}_{part}": values for part, values in stored.items()}
    export.write(path, arrays)


def report(pages: Sequence[Dump], weights: Sequence[LineWeights]) -> str:
    """A table in Markdown: for each corpus and way of flattening, what came in and what comes out."""
    scores: dict[tuple[str, str], list[tuple[Score, Score]]] = defaultdict(list)
    for dump in pages:
        if dump.truth is None or dump.way not in _MEASURED:
            continue
        with mock.patch.object(lines, "load", return_value=weights[dump.fold]):
            text = cleaner.clean(dump.text).text
        pair = (overlap(words(dump.text), dump.truth), overlap(words(text), dump.truth))
        scores[dump.way, dump.corpus].append(pair)
        if dump.way == "html-text" and dump.page_type:
            scores[dump.way, f"{dump.corpus} {dump.page_type}"].append(pair)
    head = (
        "| dump by | corpus | pages | F1 of the dump | **F1** | precision | recall | pages that lose > 10 % |"
    )
    rows = [head, "| --- " * 8 + "|"]
    for (way, corpus), pairs in sorted(scores.items()):
        before, after = mean([pair[0] for pair in pairs]), mean([pair[1] for pair in pairs])
        lost = sum(came.recall - went.recall > _MUCH for came, went in pairs) / len(pairs)
        values = f"{before.f1:.3f} | **{after.f1:.3f}** | {after.precision:.3f} | {after.recall:.3f}"
        rows.append(f"| {way} | {corpus} | {len(pairs)} | {values} | {lost:.1%} |")
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
