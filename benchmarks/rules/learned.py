"""`rules new`, leave-one-out: a rule learned from a site's other pages, on the page that it has not seen.

The shipped engine has learned from these very pages. With `unseen`, a folder of weights that
`python -m training.lines --unseen` wrote, text dumps are judged by weights that have not seen their domain.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections import Counter, defaultdict
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from benchmarks import corpora
from benchmarks.rules.compare import Pair, quality, raw_of, summary
from cleaner import inputs
from cleaner.labels import lines
from cleaner.labels.weights.lines import read
from cleaner.pipeline import Options, Result, clean_page
from cleaner.rules import Rules
from cleaner.rules.learn import Sample, learn
from cleaner.rules.proposal import proposal
from cleaner.text import word_count, words
from cleaner.types import Layer
from cleaner.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from benchmarks.corpora import Example
    from cleaner.labels.weights.lines import LineWeights
    from cleaner.types import RawPage

__all__ = ["report", "sample_of"]

_LEAST = 3  # pages of a host
_MOST = 12  # pages of a host that are left out in turn
_TELLING = 4  # words of a block: shorter ones ("Condition") stand in many a truth by chance
_EVERY = 10  # sites between two lines that say how far it is


def report(
    folder: Path, names: list[str], *, flat: bool, most: int | None = None, unseen: Path | None = None
) -> Iterator[str]:
    """Lines for the docs: quality with the learned rule beside the engine alone, and what was dropped.

    Of `most` sites, chosen by the hash of their hosts, where it is given.
    """
    weights = [read(path) for path in sorted(unseen.glob("lines-*.npz"))] if unseen else []
    if unseen and not weights:
        raise FileNotFoundError(f"{unseen}: no lines-0.npz and so on - `python -m training.lines --unseen`")
    pairs: list[Pair] = []
    dropped: Counter[tuple[str, str]] = Counter()
    sites = _sites(folder, names)[:most]
    for done, pages in enumerate(sites, start=1):
        pairs += _left_out(pages, dropped, flat=flat, weights=weights)
        if done % _EVERY == 0 and done < len(sites):
            gain = sum(pair.ruled - pair.alone for pair in pairs) / len(pairs)
            yield f"{done} of {len(sites)} sites, {len(pairs)} pages: {gain:+.4f}"
    yield from summary([*pairs, *(replace(pair, corpus="all") for pair in pairs)])
    for what in ("all", "kept by the engine"):
        count = dropped[what, "words"]
        share = 1 - dropped[what, "true"] / (count or 1)
        yield f"learned entries dropped {count} words ({what}), {share:.2%} of them boilerplate"


def _left_out(
    pages: list[Example], dropped: Counter[tuple[str, str]], *, flat: bool, weights: list[LineWeights]
) -> Iterator[Pair]:
    """Each page of a site with the rule that its others make; `dropped` counts words."""
    with _engine(pages[0].domain, weights):
        raws = [_flat(example) if flat else raw_of(example) for example in pages]
        results = [clean_page(raw, Options(rules=Rules.empty())) for raw in raws]
        samples = [sample_of(result) for result in results]
        for out, example in enumerate(pages[:_MOST]):
            alone = quality(results[out].document.text, example.truth)
            if alone is None:
                continue
            rules = _rules([sample for i, sample in enumerate(samples) if i != out], flat=flat)
            ruled = clean_page(raws[out], Options(rules=rules)) if rules else results[out]
            score = quality(ruled.document.text, example.truth) or 0.0
            yield Pair(example.corpus, example.id, score, alone)
            if example.truth.text:
                _count(dropped, ruled, samples[out], example.truth.text)


def _engine(domain: str, weights: list[LineWeights]) -> AbstractContextManager[object]:
    """The shipped engine, or for text dumps the weights that were fitted without this domain's fold."""
    if not weights:
        return nullcontext()
    fold = zlib.crc32(domain.encode()) % len(weights)  # as training/datasets.py
    return mock.patch.object(lines, "load", return_value=weights[fold])


def sample_of(result: Result) -> Sample:
    """A cleaned page as one to learn from."""
    verdicts = result.verdicts
    return Sample(result.blocks, [v.keep for v in verdicts], [v.role for v in verdicts])


def _sites(folder: Path, names: list[str]) -> list[list[Example]]:
    """The pages of each host that has enough of them, over all corpora, in an order of chance."""
    by_host: dict[str, list[Example]] = defaultdict(list)
    for name in names:
        for example in corpora.read(folder, name):
            if example.url and (example.truth.text or example.truth.paragraphs or example.truth.wanted):
                by_host[host(example.url).removeprefix("www.")].append(example)
    enough = [name for name, pages in by_host.items() if len(pages) >= _LEAST]
    return [
        by_host[name] for name in sorted(enough, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    ]


def _rules(samples: list[Sample], *, flat: bool) -> Rules | None:
    findings = learn(samples)
    if not findings:
        return None
    where = {"when": {"format": "text" if flat else "html"}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(proposal("learned", where, findings, []), encoding="utf-8")
        return Rules.load(path)


def _flat(example: Example) -> RawPage:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    body = example.body()
    return inputs.from_text(
        str(extract_plain_text(bytes_to_str(body, detect_encoding(body) or "utf-8"), alt_texts=False))
    )


def _count(dropped: Counter[tuple[str, str]], result: Result, alone: Sample, truth: str) -> None:
    """Words that the rule's drops and cuts took, and those of them that are the truth's."""
    whole = f" {' '.join(words(truth))} "
    for verdict in result.verdicts:
        label = verdict.label
        if verdict.keep or label.layer != Layer.SITE:
            continue
        text = result.blocks.texts[verdict.block]
        count = word_count(text)
        if count < _TELLING:
            continue
        true = count if f" {' '.join(words(text))} " in whole else 0
        for what in ("all", *(["kept by the engine"] if alone.keep[verdict.block] else [])):
            dropped[what, "words"] += count
            dropped[what, "true"] += true
